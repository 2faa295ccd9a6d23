#include "bot/cli/moment.hpp"

#include <charconv>

namespace fenqun::bot {
namespace {

// Takes what it knows off the front of a text.
class Taker {
 public:
  explicit Taker(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  bool good() const { return good_; }

  bool sign(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void need(char c) { good_ = sign(c) && good_; }

  // Exactly `digits` digits, at most `most`.
  int number(std::size_t digits, int most) {
    int value = 0;
    const auto part = rest_.substr(0, digits);
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (error != std::errc() || part.size() != digits || end != part.data() + digits || value < 0 || value > most) {
      good_ = false;
      return 0;
    }
    rest_.remove_prefix(digits);
    return value;
  }

  // The digits of a fraction of a second, in milliseconds; what is finer is cut off.
  int fraction() {
    int milliseconds = 0;
    int place = 100;
    bool any = false;
    while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') {
      milliseconds += (rest_.front() - '0') * place;
      place /= 10;
      any = true;
      rest_.remove_prefix(1);
    }
    good_ = good_ && any;
    return milliseconds;
  }

 private:
  std::string_view rest_;
  bool good_ = true;
};

Millis take_clock(Taker& text) {
  Millis out = std::chrono::hours(text.number(2, 23));
  text.need(':');
  out += std::chrono::minutes(text.number(2, 59));
  if (!text.sign(':')) return out;
  out += std::chrono::seconds(text.number(2, 59));
  if (text.sign('.') || text.sign(',')) out += Millis{text.fraction()};
  return out;
}

Millis take_zone(Taker& text) {
  if (text.done() || text.sign('Z') || text.sign('z')) return {};
  const bool west = text.sign('-');
  if (!west) text.need('+');
  Millis out = std::chrono::hours(text.number(2, 14));
  text.sign(':');
  if (!text.done()) out += std::chrono::minutes(text.number(2, 59));
  return west ? -out : out;
}

}  // namespace

std::optional<Time> moment_in_range(std::int64_t milliseconds) {
  constexpr std::int64_t end_of_9999 = 253'402'300'799'999;
  if (milliseconds < 0 || milliseconds > end_of_9999) return std::nullopt;
  return from_millis(milliseconds);
}

std::optional<Time> parse_moment(std::string_view given) {
  Taker text(given);
  const std::chrono::year year{text.number(4, 9999)};
  text.need('-');
  const std::chrono::month month{static_cast<unsigned>(text.number(2, 12))};
  text.need('-');
  const std::chrono::day day{static_cast<unsigned>(text.number(2, 31))};
  const std::chrono::year_month_day date{year, month, day};
  if (!text.good() || !date.ok()) return std::nullopt;
  Time time = std::chrono::sys_days{date};
  if (text.sign('T') || text.sign('t') || text.sign(' ')) {
    time += take_clock(text);
    time -= take_zone(text);
  }
  if (!text.good() || !text.done()) return std::nullopt;
  return moment_in_range(to_millis(time));
}

}  // namespace fenqun::bot
