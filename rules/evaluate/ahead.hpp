// When time alone changes what a rule says. Internal to rules/.
#pragma once

#include "rules/evaluate/moment.hpp"

namespace fenqun::rules::evaluation {

// The earliest time after the moment's at which the rule comes to hold or, for one with a `while true` effect, ceases
// to; `quiet` has no message. After max_looks changes of its clock steps that left the rule as it was, the last of them
// is answered: one look too many, so that `hour in 3..4 and weekday in 1..1 and …` never costs more than that. Stops
// at `bound`.
std::optional<Time> next_look(const RuleSet::Program& program, std::uint32_t position, Moment quiet,
                              const std::optional<Time>& bound);
inline constexpr int max_looks = 64;

}  // namespace fenqun::rules::evaluation
