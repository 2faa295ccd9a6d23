#include "rules/time_zone.hpp"

#include <unicode/basictz.h>
#include <unicode/tztrans.h>

#include <algorithm>

#include "rules/problems.hpp"

namespace fenqun::rules {
namespace {

constexpr Millis day = std::chrono::hours{24};
constexpr Millis minute_length = std::chrono::minutes{1};
// Local time is asked about the present; before and after these years the nearest known offset is taken.
const Time first_change{std::chrono::sys_days{std::chrono::year{1990} / 1 / 1}};
const Time last_change{std::chrono::sys_days{std::chrono::year{2100} / 1 / 1}};

Millis offset_at(const icu::TimeZone& zone, double at) {
  std::int32_t raw = 0;
  std::int32_t dst = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone.getOffset(at, false, raw, dst, status);
  return Millis{raw + dst};
}

Millis floor_mod(Millis value, Millis by) {
  const auto rest = value % by;
  return rest < Millis{0} ? rest + by : rest;
}

}  // namespace

Result<TimeZone> TimeZone::find(std::string_view name) {
  const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(
      icu::StringPiece(name.data(), static_cast<std::int32_t>(std::min<std::size_t>(name.size(), 64))))));
  if (name.empty() || name.size() > 64 || *zone == icu::TimeZone::getUnknown()) {
    return Problem(problems::unknown_timezone, {std::string(name.substr(0, 64))});
  }
  TimeZone out;
  auto at = static_cast<double>(to_millis(first_change));
  out.segments_.push_back({Time::min(), offset_at(*zone, at)});
  const auto* rules = dynamic_cast<const icu::BasicTimeZone*>(zone.get());
  icu::TimeZoneTransition transition;
  while (rules != nullptr && rules->getNextTransition(at, false, transition)) {
    at = transition.getTime();
    if (at >= static_cast<double>(to_millis(last_change))) break;
    const auto offset = offset_at(*zone, at);
    if (offset != out.segments_.back().offset) {
      out.segments_.push_back({from_millis(static_cast<std::int64_t>(at)), offset});
    }
  }
  return out;
}

const TimeZone& TimeZone::shanghai() {
  static const TimeZone zone = find("Asia/Shanghai").value();
  return zone;
}

std::size_t TimeZone::segment(Time at) const {
  const auto after = std::upper_bound(segments_.begin(), segments_.end(), at,
                                      [](Time time, const Segment& segment) { return time < segment.from; });
  return static_cast<std::size_t>(after - segments_.begin()) - 1;
}

TimeZone::Local TimeZone::local(Time at) const {
  const auto wall = at.time_since_epoch() + segments_[segment(at)].offset;
  Local out;
  out.of_day = floor_mod(wall, day);
  const auto days = std::chrono::floor<std::chrono::days>(std::chrono::sys_time<Millis>(wall));
  out.weekday = static_cast<std::int32_t>(std::chrono::weekday(days).iso_encoding());
  return out;
}

Time TimeZone::next(Time at, std::int32_t minute) const {
  const auto i = segment(at);
  auto ahead = floor_mod(minute * minute_length - (at.time_since_epoch() + segments_[i].offset), day);
  if (ahead == Millis{0}) ahead = day;
  const bool last = i + 1 == segments_.size();
  return last ? at + ahead : std::min(at + ahead, segments_[i + 1].from);
}

}  // namespace fenqun::rules
