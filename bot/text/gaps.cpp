#include "bot/text/gaps.hpp"

#include <array>

namespace fenqun::bot {
namespace {

// How far it is, as the evaluator says it in English: beginnings and ends around a number or a span of time.
struct Wording {
  std::string_view begin;
  std::string_view end;
  std::string_view before;
  std::string_view behind;
};
constexpr auto wordings = std::to_array<Wording>({
    {"in ", "", "再过 ", ""},
    {"", " more words", "还差 ", " 个词"},
    {"", " more word", "还差 ", " 个词"},
    {"", " more", "还差 ", ""},
    {"", " fewer", "要少 ", ""},
    {"", " characters longer", "要长 ", " 个字"},
    {"", " character longer", "要长 ", " 个字"},
    {"", " characters shorter", "要短 ", " 个字"},
    {"", " character shorter", "要短 ", " 个字"},
    {"", " characters closer", "要近 ", " 个字"},
    {"", " character closer", "要近 ", " 个字"},
    {"", " too long", "过了 ", ""},
});

std::string in_chinese(std::string_view distance) {
  for (const auto& wording : wordings) {
    const bool fits = distance.size() > wording.begin.size() + wording.end.size() &&
                      distance.starts_with(wording.begin) && distance.ends_with(wording.end);
    if (!fits) continue;
    distance.remove_prefix(wording.begin.size());
    distance.remove_suffix(wording.end.size());
    return std::string(wording.before) + std::string(distance) + std::string(wording.behind);
  }
  return std::string(distance);
}

}  // namespace

std::string gap_line(const rules::Gap& gap, Reasons& reasons, Language language) {
  auto out = reasons.condition(gap.condition);
  if (!gap.value.empty()) out += " → " + reasons.value(gap.value);
  if (gap.distance.empty()) return out;
  return out + (language == Language::zh ? "(" + in_chinese(gap.distance) + ")" : " (" + gap.distance + ")");
}

}  // namespace fenqun::bot
