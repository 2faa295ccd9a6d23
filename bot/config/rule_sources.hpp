// Rule files as text, among them the starter packs that are part of the program.
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
// The starter pack where nothing else is said: of the demo, whose customers speak Chinese.
inline constexpr std::string_view builtin_rules = "builtin:retail-zh";

// The starter pack of a language: what is used when the configuration has no [rules] files.
std::string builtin_rules_in(Language language);

// A file, or a starter pack. FQ-5001, FQ-5004, FQ-5036.
Result<rules::Source> read_rule_source(const std::string& name);

// All of them; those that cannot be read are reported and left out.
std::vector<rules::Source> read_rule_sources(std::span<const std::string> names, Problems& problems);

}  // namespace fenqun::bot
