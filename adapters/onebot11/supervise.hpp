// Is anybody there? Own pings, and the longest silence that is still life. OneBot has no client heartbeat.
#pragma once

#include <optional>

#include "model/time.hpp"

namespace fenqun::adapters::onebot11 {

class Supervisor {
 public:
  static constexpr Millis ping_every{30'000};
  static constexpr Millis least_silence{75'000};

  void begin(Time now);
  void heard(Time now) { last_heard_ = now; }
  void heartbeat(std::optional<Millis> interval);
  bool dead(Time now) const { return now >= last_heard_ + silence_allowed(); }
  Millis silence_allowed() const;
  // Whether a ping is due; the next one then counts from now.
  bool take_ping(Time now);
  Time next() const;

 private:
  Time last_heard_{};
  Time next_ping_{};
  Millis interval_{0};  // of the platform's heartbeat, as far as it told
};

}  // namespace fenqun::adapters::onebot11
