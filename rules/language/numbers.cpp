#include "rules/language/numbers.hpp"

#include <algorithm>
#include <array>

#include "rules/language/spellings.hpp"

namespace fenqun::rules::language {
namespace {

constexpr auto range_signs = std::to_array<std::string_view>({"..", "-", "–", "—", "~", "～", "至", "到"});

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

// Of a few digits.
std::int32_t small_number(std::string_view digits) {
  std::int32_t out = 0;
  for (const char c : digits) out = out * 10 + (c - '0');
  return out;
}

bool take_suffix(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.remove_suffix(suffix.size());
  return true;
}

}  // namespace

std::string narrow(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = [&](std::size_t i) {
      return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
    };
    // U+FF01 … U+FF5E are the bytes EF BC 81 … EF BD 9E.
    const bool wide = byte(0) == 0xEF && (byte(1) == 0xBC || byte(1) == 0xBD) && byte(2) >> 6 == 2;
    const auto offset = wide ? (byte(1) - 0xBC) * 0x40 + (byte(2) & 0x3FU) : 0U;
    if (wide && offset >= 1 && offset <= 0x5E) {
      out += static_cast<char>(' ' + offset);
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

ParsedNumber parse_number(std::string_view word, std::int64_t scale) {
  constexpr std::size_t most_digits = 12;
  const auto text = narrow(word);
  std::string_view rest = text;
  const bool negative = rest.starts_with('-') || rest.starts_with("−");
  if (negative) rest.remove_prefix(rest.starts_with('-') ? 1 : std::string_view("−").size());
  const auto point = rest.find('.');
  const auto whole = rest.substr(0, point);
  auto fraction = point == std::string_view::npos ? std::string_view() : rest.substr(point + 1);
  if (!all_digits(whole) || (point != std::string_view::npos && !all_digits(fraction))) {
    return {0, NumberFault::no_number};
  }
  if (negative) return {0, NumberFault::negative};
  while (fraction.ends_with('0')) fraction.remove_suffix(1);
  if (whole.size() > most_digits) return {0, NumberFault::too_large};
  std::int64_t value = 0;
  for (const char c : whole) value = value * 10 + (c - '0');
  for (; scale > 1; scale /= 10) {
    value *= 10;
    if (fraction.empty()) continue;
    value += fraction.front() - '0';
    fraction.remove_prefix(1);
  }
  return {value, fraction.empty() ? NumberFault::none : NumberFault::too_fine};
}

std::string number_text(std::int64_t value, std::int64_t scale) {
  auto out = std::to_string(value / scale);
  if (value % scale == 0) return out;
  const auto fraction = std::to_string(scale + value % scale);  // the 1 in front keeps the zeros
  out += "." + fraction.substr(1);
  while (out.ends_with('0')) out.pop_back();
  return out;
}

std::optional<std::int32_t> parse_minute(std::string_view word) {
  constexpr std::int32_t whole_day = 1440;
  const auto text = narrow(word);
  std::string_view rest = text;
  if (!take_suffix(rest, "点")) take_suffix(rest, "时");
  const auto colon = rest.find(':');
  const auto hours = rest.substr(0, colon);
  const auto minutes = colon == std::string_view::npos ? std::string_view("00") : rest.substr(colon + 1);
  if (!all_digits(hours) || hours.size() > 2 || !all_digits(minutes) || minutes.size() != 2) return std::nullopt;
  const auto minute = small_number(minutes);
  const auto out = small_number(hours) * 60 + minute;
  if (minute > 59 || out > whole_day) return std::nullopt;
  return out;
}

std::string minute_text(std::int32_t minute) {
  auto out = std::to_string(minute / 60);
  if (minute % 60 != 0) out += (minute % 60 < 10 ? ":0" : ":") + std::to_string(minute % 60);
  return out;
}

std::optional<std::int32_t> parse_weekday(std::string_view word) {
  struct Day {
    std::string_view digit;
    std::string_view zh;
    std::string_view en;
  };
  static constexpr auto days = std::to_array<Day>({{"1", "一", "monday"},
                                                   {"2", "二", "tuesday"},
                                                   {"3", "三", "wednesday"},
                                                   {"4", "四", "thursday"},
                                                   {"5", "五", "friday"},
                                                   {"6", "六", "saturday"},
                                                   {"7", "日", "sunday"},
                                                   {"7", "天", "sunday"}});
  const auto text = narrow(word);
  std::string_view rest = text;
  for (const std::string_view prefix : {"星期", "周", "礼拜"}) {
    if (rest.starts_with(prefix)) rest.remove_prefix(prefix.size());
  }
  for (const auto& day : days) {
    const bool english = same_word(rest, day.en) || same_word(rest, day.en.substr(0, 3));
    if (english || rest == day.digit || rest == day.zh) return small_number(day.digit);
  }
  return std::nullopt;
}

std::optional<TextRange> split_range(std::string_view word) {
  for (const auto sign : range_signs) {
    const auto at = word.find(sign);
    if (at == std::string_view::npos || at == 0 || at + sign.size() == word.size()) continue;
    return TextRange{std::string(word.substr(0, at)), std::string(word.substr(at + sign.size())), std::string(word)};
  }
  return std::nullopt;
}

bool begins_with_range_sign(std::string_view word) {
  return std::any_of(range_signs.begin(), range_signs.end(), [&](auto sign) { return word.starts_with(sign); });
}

bool ends_with_range_sign(std::string_view word) {
  return std::any_of(range_signs.begin(), range_signs.end(), [&](auto sign) { return word.ends_with(sign); });
}

}  // namespace fenqun::rules::language
