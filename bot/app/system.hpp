// The real clock and the real dice. Made by the composition root only; everything else is handed one.
#pragma once

#include <random>

#include "adapters/backoff.hpp"
#include "model/time.hpp"

namespace fenqun::bot {

class SystemClock final : public Clock {
 public:
  Time now() const override { return std::chrono::floor<Millis>(std::chrono::system_clock::now()); }
};

// For jitter only; secrets come from libsodium. One per thread.
class SystemRandom final : public adapters::Random {
 public:
  std::int64_t between(std::int64_t low, std::int64_t high) override {
    return std::uniform_int_distribution<std::int64_t>(low, high < low ? low : high)(engine_);
  }

 private:
  std::mt19937_64 engine_{std::random_device{}()};
};

// Six digits, from the system's secure source.
std::string random_code();

}  // namespace fenqun::bot
