// What the evaluator asks of each rule in the few bytes that stay in the cache: its conditions, the tags it gives,
// where the hits of its words lead. Internal to rules/.
#pragma once

#include <vector>

#include "rules/compile/order.hpp"

namespace fenqun::rules::compiler {

// The rest of each entry, whose rule, root and `while_true` are known. `uses` by rule.
void fill_entries(const RuleSet& rules, const std::vector<Use>& uses, RuleSet::Program& program);

// Once set_rules is filled.
void fill_uses(RuleSet::Program& program);

}  // namespace fenqun::rules::compiler
