#include "bot/cli/rules_input.hpp"

#include <array>
#include <ostream>

#include "bot/cli/show_problem.hpp"
#include "bot/config/rule_sources.hpp"

namespace fenqun::bot {
RulesInput read_rules(const std::vector<std::string>& files, const Call& call, bool json) {
  RulesInput out;
  Problems problems;
  out.sources = read_rule_sources(files, problems);
  const bool all_read = problems.empty();
  if (!out.sources.empty()) {
    auto compiled = rules::compile(out.sources);
    problems.insert(problems.end(), compiled.problems.begin(), compiled.problems.end());
    if (all_read) out.rules = std::move(compiled.rules);
  }
  show_all(problems, call.language, json, call.terminal.err);
  return out;
}

}  // namespace fenqun::bot
