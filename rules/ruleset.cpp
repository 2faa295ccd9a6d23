#include "rules/ruleset.hpp"

#include <algorithm>

namespace fenqun::rules {

const Rule* RuleSet::find(std::string_view id) const {
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.id == id; });
  return found == rules.end() ? nullptr : &*found;
}

const Dimension* RuleSet::dimension_of(std::string_view tag) const {
  for (const auto& dimension : dimensions) {
    if (std::find(dimension.tags.begin(), dimension.tags.end(), tag) != dimension.tags.end()) return &dimension;
  }
  return nullptr;
}

}  // namespace fenqun::rules
