// `once`, `once per 7d`: remembered in the profile as a counter of one time per effect. Internal to decide.
#pragma once

#include <string>

#include "bot/decide/making.hpp"

namespace fenqun::bot {

// Kept per customer; one more takes the place of the one that spoke longest ago.
inline constexpr std::size_t max_once_counters = 64;

// "once/refund/reply/9f86d081": the rule, what kind of effect, and which text, so that a changed text speaks anew.
std::string once_key(const rules::Rule& rule, const rules::Effect& effect);

// Whether an effect may go out now, and that it has. Costs nothing for effects without a limit.
class OnceGate {
 public:
  OnceGate(const rules::Rule& rule, const rules::Effect& effect, const rules::Once& once);

  bool open(const Making& making) const;
  void passed(Making& making) const;

 private:
  const rules::Once& once_;
  std::string key_;  // empty: no limit
};

}  // namespace fenqun::bot
