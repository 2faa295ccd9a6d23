// How facts are written: spans of time, money and scores, times of day; and how they are read again when evidence is
// proven. Internal to rules/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/time.hpp"

namespace fenqun::rules::evaluation {

enum class Precision : std::uint8_t { brief, exact };

// "45d", "3h 20m": the two largest units, or all of them ("30d 1ms").
std::string span_text(Millis span, Precision precision = Precision::brief);
std::optional<Millis> parse_span(std::string_view text);

// A number in units of 1 / scale, a power of ten: 9950 of 1/100 is "99.5".
std::string scaled_text(std::int64_t value, std::int64_t scale);
// Decimals beyond the scale are dropped. Nothing for what is no number, or is too large to be meant.
std::optional<std::int64_t> parse_scaled(std::string_view text, std::int64_t scale);

// Minute of the day: "09:30".
std::string minute_text(std::int32_t minute);
std::optional<std::int32_t> parse_minute(std::string_view text);

// Appends to a list of at most three values.
class ValueList {
 public:
  void add(std::string_view value) {
    if (count_++ >= most) return;
    text_ += text_.empty() ? "" : ", ";
    text_ += value;
  }
  bool full() const { return count_ >= most; }
  std::string take() { return std::move(text_); }

 private:
  static constexpr std::size_t most = 3;
  std::string text_;
  std::size_t count_ = 0;
};

}  // namespace fenqun::rules::evaluation
