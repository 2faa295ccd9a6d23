// A whole file: either a rule set comes out, or at least one error with a code.
#include <algorithm>
#include <vector>

#include "rules/ruleset.hpp"
#include "tests/fuzz/target.hpp"

namespace fenqun::fuzz {

void rule_file(std::string_view input) {
  const std::vector<rules::Source> sources = {{"fuzz.toml", std::string(input)}};
  const auto compiled = rules::compile(sources);
  const bool any_error = std::any_of(compiled.problems.begin(), compiled.problems.end(),
                                     [](const Problem& problem) { return !problem.warning(); });
  require((compiled.rules == nullptr) == any_error, "rules come out exactly when nothing is wrong");
  for (const auto& problem : compiled.problems) {
    require(!problem.line(Language::zh).empty() && !problem.line(Language::en).empty(), "problems can be shown");
  }
  Problems problems;
  rules::tests_of(sources, problems);
}

}  // namespace fenqun::fuzz
