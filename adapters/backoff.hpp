// How long to wait before dialling again: decorrelated jitter, so that a thousand clients do not return at once.
// Source: "Exponential Backoff And Jitter", AWS Architecture Blog, 2015: next = min(cap, random(floor, previous * 3)).
#pragma once

#include <cstdint>

#include "model/time.hpp"

namespace fenqun::adapters {

// Randomness is handed in; tests hand in a seeded one.
class Random {
 public:
  virtual ~Random() = default;
  // Uniform in [low, high], both included.
  virtual std::int64_t between(std::int64_t low, std::int64_t high) = 0;
};

class Backoff {
 public:
  static constexpr Millis floor{1'000};
  static constexpr Millis cap{60'000};
  static constexpr Millis slow_floor{120'000};  // refused credentials
  static constexpr Millis slow_cap{600'000};

  Millis next(Random& random);
  Millis next_slow(Random& random);
  // After the link has been ready for a minute the next wait starts from the floor again.
  void reset() { last_ = floor; slow_last_ = slow_floor; }

 private:
  Millis last_ = floor;
  Millis slow_last_ = slow_floor;
};

}  // namespace fenqun::adapters
