// Why a rule fired, built only when it did. Internal to rules/.
#pragma once

#include "rules/evaluate/moment.hpp"

namespace fenqun::rules::evaluation {

// Every single condition that bears the outcome becomes a fact: of an `or` all branches that hold or, if these were
// more than max_facts, a smallest sufficient part. Under `not` it reads "not …". So the facts prove the rule.
// Written over `out`, whose strings and lists are used again.
void explain(const RuleSet& rules, const RuleSet::Program::Entry& entry, const Event& event, Scratch::Impl& scratch,
             const Moment& moment, Evidence& out);

// The places in the message that let a step about words hold; none for other steps.
void add_matches(const RuleSet::Program& program, std::uint32_t step, Scratch::Impl& scratch, const Moment& moment,
                 std::vector<Match>& out);

}  // namespace fenqun::rules::evaluation
