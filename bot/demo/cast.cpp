#include "bot/demo/cast.hpp"

#include <algorithm>
#include <array>

#include "adapters/practice/sample.hpp"

namespace fenqun::bot::demo {
namespace {

constexpr std::int64_t first_letter_id = 20'001;
constexpr std::int64_t first_customer_id = 30'001;

constexpr std::array<Bilingual, 12> names = {{{"小林", "Lin"},
                                              {"阿May", "May"},
                                              {"老周", "Zhou"},
                                              {"王女士", "Ms Wang"},
                                              {"海边的猫", "Seaside cat"},
                                              {"陈先生", "Mr Chen"},
                                              {"小鱼儿", "Little fish"},
                                              {"Jason", "Jason"},
                                              {"橙子妈妈", "Orange mum"},
                                              {"一粒沙", "Grain of sand"},
                                              {"赵老师", "Teacher Zhao"},
                                              {"momo", "momo"}}};

constexpr Bilingual admin_name{"管理员", "admin"};
constexpr Bilingual customer_name{"客户{0}", "customer {0}"};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  const auto from = text.find_first_not_of(blank);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(blank) - from + 1);
}

// Takes one of the words from the front; false when none stands there.
bool take(std::string_view& text, std::initializer_list<std::string_view> words) {
  for (const auto word : words) {
    if (!text.starts_with(word)) continue;
    text.remove_prefix(word.size());
    return true;
  }
  return false;
}

bool take_mark(std::string_view& text) {
  text = trimmed(text);
  return take(text, {">", "＞", ":", "："});
}

std::optional<Actor> take_speaker(std::string_view& text, Language language) {
  auto rest = text;
  if (take(rest, {"管理员", "admin", "Admin"}) && take_mark(rest)) {
    text = rest;
    return admin(language);
  }
  rest = text;
  take(rest, {"客户", "顾客", "customer", "Customer"});
  rest = trimmed(rest);
  if (rest.empty()) return std::nullopt;
  const char letter =
      rest.front() >= 'a' && rest.front() <= 'z' ? static_cast<char>(rest.front() - 'a' + 'A') : rest.front();
  rest.remove_prefix(1);
  if (letter < 'A' || letter > 'Z' || !take_mark(rest)) return std::nullopt;
  text = rest;
  return customer(letter, language);
}

}  // namespace

Actor admin(Language language) {
  return {admin_id, std::string(admin_name.in(language))};
}

Actor customer(char letter, Language language) {
  return {first_letter_id + (letter - 'A'), fill(customer_name.in(language), {std::string(1, letter)})};
}

std::vector<Actor> customers(Language language) {
  std::vector<Actor> out;
  for (const auto& name : names) {
    out.push_back({first_customer_id + static_cast<std::int64_t>(out.size()), std::string(name.in(language))});
  }
  return out;
}

std::vector<std::string> sample_texts() {
  std::vector<std::string> out;
  auto rest = adapters::practice::sample_lines();
  for (bool header = true; !rest.empty(); header = false) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const auto line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const auto tab = line.find('\t');
    if (!header && tab != std::string_view::npos) out.emplace_back(trimmed(line.substr(tab + 1)));
  }
  return out;
}

std::optional<Spoken> read_line(std::string_view line, const Actor& last, Language language) {
  auto text = trimmed(line);
  if (text.empty()) return std::nullopt;
  const auto speaker = take_speaker(text, language);
  return Spoken{speaker.value_or(last), std::string(trimmed(text))};
}

}  // namespace fenqun::bot::demo
