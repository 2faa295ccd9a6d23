// Numbers, times of day, weekdays and ranges as people write them. Pure; any bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fenqun::rules::language {

// Full-width letters, digits and signs made narrow: ９：３０ is 9:30.
std::string narrow(std::string_view text);

enum class NumberFault : std::uint8_t { none, no_number, negative, too_fine, too_large };

// "99.5" in units of 1 / scale (a power of ten): 9950 with scale 100. More decimals than the scale has are too fine.
struct ParsedNumber {
  std::int64_t value = 0;
  NumberFault fault = NumberFault::none;
};
ParsedNumber parse_number(std::string_view word, std::int64_t scale);
std::string number_text(std::int64_t value, std::int64_t scale);

// "22", "9:30", "9点", "24:00": minutes of the day, up to 1440.
std::optional<std::int32_t> parse_minute(std::string_view word);
std::string minute_text(std::int32_t minute);

// "1", "mon", "Monday", "一", "周一": 1 is Monday, 7 Sunday.
std::optional<std::int32_t> parse_weekday(std::string_view word);

// "22..6", also with - – ~ 至 or 到 between. Nothing when there is no such sign.
struct TextRange {
  std::string from;
  std::string to;
  std::string text;  // all of it
};
std::optional<TextRange> split_range(std::string_view word);
bool begins_with_range_sign(std::string_view word);
bool ends_with_range_sign(std::string_view word);

}  // namespace fenqun::rules::language
