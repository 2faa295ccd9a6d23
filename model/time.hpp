// The one notion of time: milliseconds since 1970 in UTC. Pure code is handed a Time; only `Clock` reads one.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace fenqun {

using Millis = std::chrono::milliseconds;
using Time = std::chrono::sys_time<Millis>;

constexpr Time from_millis(std::int64_t ms) {
  return Time{Millis{ms}};
}
constexpr std::int64_t to_millis(Time t) {
  return t.time_since_epoch().count();
}

// ISO 8601 in UTC with milliseconds, "2026-11-21T21:03:25.000Z": the form of every time in exports and logs.
std::string iso8601(Time t);

// What reads the clock. `app` makes one; tests make their own.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Time now() const = 0;
};

}  // namespace fenqun
