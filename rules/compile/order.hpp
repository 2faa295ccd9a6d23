// The order in which rules are evaluated: whoever reads a tag comes after all who give or remove it. Internal to
// rules/.
#pragma once

#include <string>
#include <vector>

#include "rules/compile/analyse.hpp"

namespace fenqun::rules::compiler {

struct TagUse {
  std::vector<std::string> writes;  // tags that the rule gives or removes
  std::vector<const step::Tag*> reads;
};

struct Order {
  std::vector<std::uint32_t> rules;  // in the order of evaluation; ties in written order
  struct Circle {
    std::vector<std::uint32_t> rules;  // each waits for the next, the last for the first
    std::string tag;                   // that the first reads
  };
  std::vector<Circle> circles;  // apart from one another
};

Order order_of(const std::vector<TagUse>& uses);

bool reads_tag(const step::Tag& read, std::string_view tag);

}  // namespace fenqun::rules::compiler
