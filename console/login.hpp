// Who may look: one login code, sessions in memory. Told the time; one thread.
#pragma once

#include <array>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "console/limits.hpp"
#include "model/problem.hpp"
#include "model/time.hpp"

namespace fenqun::console {

// Eight letters and digits that are not easily mistaken for one another (40 bits); empty without secure randomness.
std::string random_code();

class Gate {
 public:
  explicit Gate(std::string_view code);

  // A new session's secret, 256 bits as hex, for the cookie. After five wrong codes within a minute the right one is
  // refused too (FQ-6104), so that guessing does not pay.
  Result<std::string> log_in(std::string_view code, Time now);
  bool knows(std::string_view secret, Time now);
  // Seconds until the next try is heard; 0: at once.
  std::int64_t wait_seconds(Time now);

 private:
  using Secret = std::array<unsigned char, 32>;
  struct Session {
    Secret secret;
    Time ends{};
  };
  void forget_old(Time now);

  Secret code_;               // the hash of it
  std::deque<Time> wrong_;    // oldest first
  std::deque<Session> open_;  // oldest first
};

}  // namespace fenqun::console
