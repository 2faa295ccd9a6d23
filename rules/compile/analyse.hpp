// What can be said of a compiled condition without a message. Internal to rules/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/compile/keys.hpp"

namespace fenqun::rules::compiler {

// Word sets of which at least one must be hit for the step to hold; nothing: it can hold without any.
std::optional<std::vector<std::uint32_t>> needs(const RuleSet::Program& program, std::uint32_t step);

// Whether the step can hold when there is no message.
bool can_hold_quietly(const RuleSet::Program& program, std::uint32_t step);

struct Leaves {
  std::vector<std::uint32_t> clocks;  // steps that time changes
  std::vector<Read> reads;            // what effects can change
  bool words = false;                 // anything about a message
};
Leaves leaves_of(const RuleSet::Program& program, std::uint32_t step);

}  // namespace fenqun::rules::compiler
