// What the clock says: how long something is ago, the local hour and weekday.
#include <algorithm>
#include <array>

#include "rules/evaluate/moment.hpp"
#include "rules/evaluate/values.hpp"

namespace fenqun::rules::evaluation {
namespace {

constexpr Millis day = std::chrono::hours{24};
constexpr std::int32_t minutes_of_day = 24 * 60;
// Of one wall clock reading to the next: a week of days, and what changes of the offset lie between.
constexpr int most_steps = 16;

std::int32_t minute_of(const TimeZone::Local& local) {
  return static_cast<std::int32_t>(std::chrono::floor<std::chrono::minutes>(local.of_day).count());
}

// When an age passes a bound that it is compared with.
Time passes(Op op, Time bound) {
  return op == Op::greater || op == Op::less_equal ? bound + Millis{1} : bound;
}

template <typename Step>
std::string age_text(const Step& what, Millis age) {
  auto brief = span_text(age);
  const auto read = parse_span(brief);
  const bool says_it = read && compare_age(what, *read) == compare_age(what, age);
  return says_it ? brief : span_text(age, Precision::exact);
}

}  // namespace

// Counted in milliseconds, so that `> 30` begins one of them after `>= 30`; `= 30` lasts a day.
bool compare_age(const step::Days& what, Millis age) {
  const auto bound = what.compare.number * day;
  if (what.compare.op == Op::equal) return age >= bound && age < bound + day;
  return Comparison{what.compare.op, bound.count()}.holds(age.count());
}

bool compare_age(const step::Waiting& what, Millis age) {
  return what.op != Op::equal && Comparison{what.op, what.time.count()}.holds(age.count());
}

bool within_hours(const step::Hours& what, std::int32_t minute) {
  if (what.from <= what.to) return what.from <= minute && minute < what.to;
  return minute >= what.from || minute < what.to;
}

bool within_weekdays(const step::Weekdays& what, std::int32_t weekday) {
  if (what.from <= what.to) return what.from <= weekday && weekday <= what.to;
  return weekday >= what.from || weekday <= what.to;
}

const Time* Moment::origin(Mark mark) const {
  switch (mark) {
    case Mark::first_message:
      return profile_.messages == 0 ? nullptr : &profile_.first_seen;
    case Mark::last_message:
      return profile_.messages == 0 ? nullptr : &profile_.last_seen;
    case Mark::last_order:
      return profile_.orders.empty() ? nullptr : &profile_.orders.back().at;
  }
  return nullptr;
}

bool Moment::days(const step::Days& what) const {
  const auto* begin = origin(what.mark);
  return begin != nullptr && compare_age(what, now_ - *begin);
}

bool Moment::waiting(const step::Waiting& what) const {
  return profile_.waiting_since && compare_age(what, now_ - *profile_.waiting_since);
}

bool Moment::hours(const step::Hours& what) const {
  return within_hours(what, minute_of(zone_.local(now_)));
}

bool Moment::weekdays(const step::Weekdays& what) const {
  return within_weekdays(what, zone_.local(now_).weekday);
}

std::string Moment::days_text(const step::Days& what) const {
  const auto* begin = origin(what.mark);
  return begin != nullptr ? age_text(what, now_ - *begin) : std::string();
}

std::string Moment::waiting_text(const step::Waiting& what) const {
  return profile_.waiting_since ? age_text(what, now_ - *profile_.waiting_since) : std::string();
}

std::optional<Time> Moment::next_change_of(const step::Days& what) const {
  const auto* begin = origin(what.mark);
  if (begin == nullptr) return std::nullopt;
  const auto bound = *begin + what.compare.number * day;
  auto out = passes(what.compare.op, bound);
  if (what.compare.op == Op::equal && out <= now_) out = bound + day;
  return out > now_ ? std::optional(out) : std::nullopt;
}

std::optional<Time> Moment::next_change_of(const step::Waiting& what) const {
  if (!profile_.waiting_since || what.op == Op::equal) return std::nullopt;
  const auto out = passes(what.op, *profile_.waiting_since + what.time);
  return out > now_ ? std::optional(out) : std::nullopt;
}

// From one reading of the wall clock, or change of it, to the next.
template <typename Holds>
std::optional<Time> Moment::next_local_change(std::span<const std::int32_t> minutes, Holds holds_at) const {
  const bool before = holds_at(now_);
  auto at = now_;
  for (int step = 0; step < most_steps; ++step) {
    auto next = zone_.next(at, minutes[0]);
    for (const auto minute : minutes.subspan(1)) next = std::min(next, zone_.next(at, minute));
    at = next;
    if (holds_at(at) != before) break;
  }
  return at;
}

std::optional<Time> Moment::next_change_of(const step::Hours& what) const {
  const bool always_or_never = what.from == what.to || (what.from == 0 && what.to == minutes_of_day);
  if (always_or_never) return std::nullopt;
  const std::array minutes = {what.from % minutes_of_day, what.to % minutes_of_day};
  return next_local_change(minutes, [&](Time at) { return within_hours(what, minute_of(zone_.local(at))); });
}

std::optional<Time> Moment::next_change_of(const step::Weekdays& what) const {
  const auto length = (what.to - what.from + 7) % 7 + 1;
  if (length == 7) return std::nullopt;
  constexpr std::array midnight = {0};
  return next_local_change(midnight, [&](Time at) { return within_weekdays(what, zone_.local(at).weekday); });
}

}  // namespace fenqun::rules::evaluation
