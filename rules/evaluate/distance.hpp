// How far a single condition is from what is asked of it, in words, and when time closes the distance. Internal to
// rules/.
#pragma once

#include "rules/evaluate/moment.hpp"

namespace fenqun::rules::evaluation {

// The step is to hold (or, with `wanted` false, not to) and does not now.
Gap gap_of(const RuleSet::Program& program, std::uint32_t step, bool wanted, const Moment& moment,
           const Profile& profile, const Scratch::Impl& scratch);

}  // namespace fenqun::rules::evaluation
