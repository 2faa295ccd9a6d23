#include "model/profile.hpp"

#include <algorithm>

namespace fenqun {

bool Profile::blocked(std::string_view tag, std::string_view rule) const {
  return std::any_of(blocks.begin(), blocks.end(), [&](const Block& block) {
    return block.tag == tag && (block.rule.empty() || block.rule == rule);
  });
}

const Counter* Profile::counter(std::string_view id) const {
  const auto found = std::find_if(counters.begin(), counters.end(), [&](const Counter& c) { return c.id == id; });
  return found == counters.end() ? nullptr : &*found;
}

}  // namespace fenqun
