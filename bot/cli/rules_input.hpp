// The rule files named in a call, compiled.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bot/cli/subcommands.hpp"
#include "rules/ruleset.hpp"

namespace fenqun::bot {

struct RulesInput {
  std::vector<rules::Source> sources;
  std::shared_ptr<const rules::RuleSet> rules;  // null after any mistake
};

// Mistakes and warnings have been shown on the terminal's err, as JSON if asked for.
RulesInput read_rules(const std::vector<std::string>& files, const Call& call, bool json = false);

}  // namespace fenqun::bot
