// The files of rules/lexicon inside the program; rules/lexicon/embed.cmake makes the definition.
#pragma once

#include <vector>

#include "rules/ruleset.hpp"

namespace fenqun::rules::meaning {

const std::vector<Source>& built_in_lexicons();

}  // namespace fenqun::rules::meaning
