// Definitions -> RuleSet. Internal to rules/.
#pragma once

#include <memory>

#include "rules/file/definitions.hpp"

namespace fenqun::rules::compiler {

// Warnings are no errors.
bool any_error(const Problems& problems);

// Null when something is wrong, which is told. The definitions are resolved; their effects are moved out of them.
std::shared_ptr<RuleSet> build(file::Definitions& definitions, Problems& problems);

}  // namespace fenqun::rules::compiler
