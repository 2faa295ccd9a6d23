// The order in which rules are evaluated: whoever reads a tag, a group or an attribute comes after all who change it.
// Internal to rules/.
#pragma once

#include <string>
#include <vector>

#include "rules/compile/keys.hpp"

namespace fenqun::rules::compiler {

struct Use {
  std::vector<std::string> writes;  // keys, see keys.hpp
  std::vector<Read> reads;
};

struct Order {
  std::vector<std::uint32_t> rules;  // in the order of evaluation; ties in written order
  struct Circle {
    std::vector<std::uint32_t> rules;  // each waits for the next, the last for the first
    std::string key;                   // that the first reads
  };
  std::vector<Circle> circles;  // apart from one another
};

Order order_of(const std::vector<Use>& uses);

}  // namespace fenqun::rules::compiler
