// Rule files as text, among them the starter pack that is part of the program.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/problem.hpp"
#include "rules/ruleset.hpp"

namespace fenqun::bot {

// Names that begin so are looked up inside the program.
inline constexpr std::string_view builtin_prefix = "builtin:";
// The starter pack: what is used when the configuration has no [rules] files.
inline constexpr std::string_view builtin_rules = "builtin:retail-zh";

// A file, or the starter pack. FQ-5001, FQ-5004, FQ-5036.
Result<rules::Source> read_rule_source(const std::string& name);

// All of them; those that cannot be read are reported and left out.
std::vector<rules::Source> read_rule_sources(std::span<const std::string> names, Problems& problems);

}  // namespace fenqun::bot
