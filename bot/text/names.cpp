#include "bot/text/names.hpp"

#include <algorithm>

#include "bot/commands/problems.hpp"
#include "bot/text/unicode.hpp"
#include "rules/fold.hpp"

namespace fenqun::bot {
namespace {

// Longer words are not worth a comparison: the table below is quadratic.
constexpr std::size_t max_others = 9;

NameMatch only_one(Found found, std::vector<std::string> names) {
  if (names.empty()) return {};
  NameMatch match{names.size() == 1 ? found : Found::several, names.front(), {}};
  if (names.size() > 1) {
    if (names.size() > max_others) names.resize(max_others);
    match.others = std::move(names);
  }
  return match;
}

struct Folded {
  std::string folded;
  const std::string* name;
};

std::vector<std::string> beginning_so(const std::string& typed, const std::vector<Folded>& known) {
  std::vector<std::string> out;
  for (const auto& candidate : known) {
    // Folding may take the slash away.
    const auto slash = candidate.name->rfind('/');
    const bool last_part = slash != std::string::npos && rules::fold(candidate.name->substr(slash + 1)) == typed;
    if (last_part || candidate.folded.starts_with(typed)) out.push_back(*candidate.name);
  }
  return out;
}

std::vector<std::string> nearest(const std::string& typed, const std::vector<Folded>& known) {
  std::vector<std::string> out;
  auto best = forgiven(code_points(typed).size());
  if (best == 0) return out;
  for (const auto& candidate : known) {
    const auto distance = edit_distance(typed, candidate.folded, best);
    if (distance > best) continue;
    if (distance < best) out.clear();
    best = distance;
    out.push_back(*candidate.name);
  }
  return out;
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  return a == b || rules::fold(a) == rules::fold(b);
}

Result<std::string> checked_name(std::string_view name) {
  const auto inner = trimmed(name);
  if (inner.empty() || rules::fold(inner).empty()) return Problem(problems::empty_name);
  if (inner.size() > max_name_bytes || grapheme_count(inner) > max_name_graphemes) {
    return Problem(problems::long_name, {shown(inner, 24), std::to_string(max_name_graphemes)});
  }
  // What would be shown differently from how it is written hides something.
  const bool hides = escaped(inner) != inner || inner.find("\u200D") != std::string_view::npos;
  if (hides) return Problem(problems::hidden_characters, {shown(inner)});
  return std::string(inner);
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  const auto x = code_points(a);
  const auto y = code_points(b);
  return edit_distance(std::u32string_view(x.data(), x.size()), std::u32string_view(y.data(), y.size()), limit);
}

std::size_t forgiven(std::size_t length) {
  if (length < 2) return 0;
  return length <= 5 ? 1 : 2;
}

NameMatch match_name(std::string_view typed, std::span<const std::string> known) {
  if (std::find(known.begin(), known.end(), typed) != known.end()) return {Found::exact, std::string(typed), {}};
  const auto folded = rules::fold(typed);
  if (folded.empty()) return {};
  std::vector<Folded> candidates;
  candidates.reserve(known.size());
  for (const auto& name : known) candidates.push_back({rules::fold(name), &name});
  std::vector<std::string> same;
  for (const auto& candidate : candidates) {
    if (candidate.folded == folded) same.push_back(*candidate.name);
  }
  if (!same.empty()) return only_one(Found::folded, std::move(same));
  auto close = beginning_so(folded, candidates);
  if (close.empty()) close = nearest(folded, candidates);
  return only_one(Found::near, std::move(close));
}

}  // namespace fenqun::bot
