// Why a rule fired, built only when it did. Internal to rules/.
#pragma once

#include "rules/evaluate/moment.hpp"

namespace fenqun::rules::evaluation {

Evidence evidence_of(const RuleSet& rules, std::uint32_t rule, std::uint32_t root, const Event& event,
                     const Scratch::Impl& scratch, const Moment& moment);

}  // namespace fenqun::rules::evaluation
