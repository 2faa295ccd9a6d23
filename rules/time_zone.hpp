// Local time of an account: offsets from UTC with their changes, read once from ICU's data; asking costs a binary
// search.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "model/problem.hpp"
#include "model/time.hpp"

namespace fenqun::rules {

class TimeZone {
 public:
  // "Asia/Shanghai", "UTC": names of the IANA database. FQ-1604 for any other.
  static Result<TimeZone> find(std::string_view name);
  static const TimeZone& shanghai();  // where nothing else is said

  struct Local {
    std::int32_t weekday = 1;  // 1 = Monday … 7 = Sunday
    Millis of_day{};           // wall clock since 00:00
  };
  Local local(Time at) const;
  // The first instant after `at` at which the wall clock reads `minute` of the day (0 … 1439) or is set forward or
  // back: where a condition about local time may begin or cease to hold.
  Time next(Time at, std::int32_t minute) const;

 private:
  struct Segment {
    Time from{};      // holds from here to the next segment
    Millis offset{};  // local = UTC + offset
  };
  std::size_t segment(Time at) const;

  std::vector<Segment> segments_;  // rising; the first from the beginning of time
};

}  // namespace fenqun::rules
