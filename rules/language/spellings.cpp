#include "rules/language/spellings.hpp"

#include <algorithm>
#include <array>

namespace fenqun::rules::language {
namespace {

constexpr auto all_units = std::to_array<Unit>({
    {"d", "天", std::chrono::hours{24}},
    {"h", "小时", std::chrono::hours{1}},
    {"m", "分钟", std::chrono::minutes{1}},
    {"s", "秒", std::chrono::seconds{1}},
});

constexpr auto all_kinds = std::to_array<Spelling>({
    {"text", "文字"},
    {"image", "图片"},
    {"voice", "语音"},
    {"video", "视频"},
    {"file", "文件"},
    {"sticker", "表情"},
    {"card", "名片"},
    {"location", "位置"},
    {"media", "其他媒体"},
    {"joined", "入群"},
    {"befriended", "加好友"},
    {"ordered", "下单"},
    {"rated", "评价"},
});

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::span<const Unit> units() {
  return all_units;
}
std::span<const Spelling> kinds() {
  return all_kinds;
}

bool same_word(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

bool Spelling::is(std::string_view word) const {
  return same_word(word, en) || word == zh;
}

bool is_joiner(std::string_view word) {
  return word_and.is(word) || word_or.is(word) || word_not.is(word);
}

std::string_view sign_of(Op op) {
  switch (op) {
    case Op::greater_equal:
      return ">=";
    case Op::less_equal:
      return "<=";
    case Op::greater:
      return ">";
    case Op::less:
      return "<";
    case Op::equal:
      return "=";
  }
  return "=";
}

std::string attribute_of(Figure figure, Millis window) {
  switch (figure) {
    case Figure::spend:
    case Figure::average_order:
      return {};
    case Figure::expected_spend:
      return "expected_spend." + duration_text(window, Language::en);
    case Figure::rfm_r:
      return "rfm.r";
    case Figure::rfm_f:
      return "rfm.f";
    case Figure::rfm_m:
      return "rfm.m";
    case Figure::p_alive:
      return "p_alive";
    case Figure::satisfaction:
      return "satisfaction";
  }
  return {};
}

bool is_computed(std::string_view attribute) {
  constexpr auto whole = std::to_array<std::string_view>({"p_alive", "satisfaction", "abc", "expected_spend", "rfm"});
  const auto name = attribute.substr(0, attribute.find('.'));
  return std::any_of(whole.begin(), whole.end(), [&](std::string_view known) { return same_word(known, name); });
}

std::string duration_text(Millis duration, Language language) {
  for (const auto& unit : all_units) {
    if (duration.count() % unit.length.count() == 0) {
      return std::to_string(duration / unit.length) + std::string(language == Language::zh ? unit.zh : unit.en);
    }
  }
  return std::to_string(duration.count()) + "ms";
}

std::optional<Millis> parse_duration(std::string_view word) {
  if (word.ends_with(word_within.zh)) word.remove_suffix(word_within.zh.size());
  std::size_t digits = 0;
  std::int64_t number = 0;
  while (digits < word.size() && word[digits] >= '0' && word[digits] <= '9') {
    if (digits >= 9) return std::nullopt;
    number = number * 10 + (word[digits++] - '0');
  }
  if (digits == 0) return std::nullopt;
  word.remove_prefix(digits);
  for (const auto& unit : all_units) {
    if (same_word(word, unit.en) || word == unit.zh) return number * unit.length;
  }
  return std::nullopt;
}

std::vector<std::string_view> split_words(std::string_view phrase) {
  std::vector<std::string_view> out;
  while (!phrase.empty()) {
    const auto space = phrase.find(' ');
    out.push_back(phrase.substr(0, space));
    phrase = space == std::string_view::npos ? std::string_view{} : phrase.substr(space + 1);
  }
  return out;
}

}  // namespace fenqun::rules::language
