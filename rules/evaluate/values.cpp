#include "rules/evaluate/values.hpp"

#include <array>
#include <charconv>

namespace fenqun::rules::evaluation {
namespace {

struct Unit {
  Millis length;
  std::string_view name;
};
constexpr std::array<Unit, 5> units = {{{std::chrono::hours{24}, "d"},
                                        {std::chrono::hours{1}, "h"},
                                        {std::chrono::minutes{1}, "m"},
                                        {std::chrono::seconds{1}, "s"},
                                        {Millis{1}, "ms"}}};
constexpr int brief_units = 2;
constexpr std::size_t max_digits = 15;  // in front of the point: far from what 64 bits hold, scaled or not

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The digits at the front of `text`, which are taken off.
std::string_view take_digits(std::string_view& text) {
  std::size_t length = 0;
  while (length < text.size() && is_digit(text[length])) ++length;
  const auto digits = text.substr(0, length);
  text.remove_prefix(length);
  return digits;
}

std::optional<std::int64_t> number_of(std::string_view digits) {
  std::int64_t out = 0;
  if (digits.empty() || digits.size() > max_digits) return std::nullopt;
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return out;
}

}  // namespace

std::string span_text(Millis span, Precision precision) {
  std::string out = span < Millis{0} ? "-" : "";
  if (span < Millis{0}) span = -span;
  int written = 0;
  for (const auto& [length, name] : units) {
    const auto count = span / length;
    span -= count * length;
    if (written > 0 && ++written > brief_units && precision == Precision::brief) break;
    if (count == 0 || (name == "ms" && precision == Precision::brief)) continue;
    if (written == 0) written = 1;
    out += (out.empty() || out == "-" ? "" : " ") + std::to_string(count);
    out += name;
  }
  return written == 0 ? "0s" : out;
}

std::optional<Millis> parse_span(std::string_view text) {
  constexpr std::int64_t most = 1'000'000'000;  // of one unit
  Millis out{0};
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  const auto* unit = units.begin();
  while (!text.empty()) {
    const auto count = number_of(take_digits(text));
    const auto end = text.find(' ');
    const auto name = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    while (unit != units.end() && unit->name != name) ++unit;
    if (!count || *count > most || unit == units.end()) return std::nullopt;
    out += *count * unit++->length;
  }
  return negative ? -out : out;
}

std::string scaled_text(std::int64_t value, std::int64_t scale) {
  const auto magnitude = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  const auto unit = static_cast<std::uint64_t>(scale);
  auto out = (value < 0 ? "-" : "") + std::to_string(magnitude / unit);
  if (magnitude % unit == 0) return out;
  auto decimals = std::to_string(unit + magnitude % unit).substr(1);
  while (decimals.back() == '0') decimals.pop_back();
  return out + "." + decimals;
}

std::optional<std::int64_t> parse_scaled(std::string_view text, std::int64_t scale) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto whole = number_of(take_digits(text));
  if (!whole || *whole > 1'000'000'000'000) return std::nullopt;
  auto out = *whole * scale;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    const auto decimals = take_digits(text);
    if (decimals.empty()) return std::nullopt;
    auto unit = scale / 10;
    for (std::size_t i = 0; i < decimals.size() && unit > 0; ++i, unit /= 10) out += (decimals[i] - '0') * unit;
  }
  if (!text.empty()) return std::nullopt;
  return negative ? -out : out;
}

std::string minute_text(std::int32_t minute) {
  const auto two = [](std::int32_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(minute / 60) + ":" + two(minute % 60);
}

std::optional<std::int32_t> parse_minute(std::string_view text) {
  const auto hour = number_of(take_digits(text));
  if (!hour || !text.starts_with(':')) return std::nullopt;
  text.remove_prefix(1);
  const auto minute = number_of(take_digits(text));
  if (!minute || !text.empty() || *hour > 23 || *minute > 59) return std::nullopt;
  return static_cast<std::int32_t>(*hour * 60 + *minute);
}

}  // namespace fenqun::rules::evaluation
