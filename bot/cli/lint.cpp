// fenqun lint: advice about rule files that are right by the grammar.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "bot/cli/show_problem.hpp"
#include "bot/cli/subcommands.hpp"
#include "bot/config/rule_sources.hpp"
#include "rules/lint.hpp"

namespace fenqun::bot {
namespace {

struct Options {
  std::vector<std::string> files;
  bool json = false;
};

int lint(const Options& options, const Call& call) {
  auto& out = call.terminal.out;
  Problems found;
  const auto sources = read_rule_sources(options.files, found);
  auto advice = rules::lint(sources);
  found.insert(found.end(), std::make_move_iterator(advice.begin()), std::make_move_iterator(advice.end()));
  drop_repeated(found);
  show_all(found, call.language, options.json, out);
  if (!options.json) {
    out << (found.empty() ? std::string(call.language == Language::zh ? "没有要改的" : "Nothing to advise")
                          : count_of(found, call.language))
        << '\n';
  }
  return found.empty() ? done : failed;
}

}  // namespace

void add_lint(CLI::App& app, Call& call) {
  const auto say = [&](const Bilingual& text) { return std::string(text.in(call.language)); };
  auto options = std::make_shared<Options>();
  auto* sub = add_subcommand(app, call, "lint",
                             {"规则里写得对但多半不是本意的地方", "What rule files say, but can hardly mean"});
  sub->add_option("files", options->files, say({"规则文件,一起看", "Rule files, looked at together"}))->required();
  sub->add_flag("--json", options->json, say({"每个问题一行 JSON", "One line of JSON for each problem"}));
  sub->callback([options, &call] { call.action = [options, &call] { return lint(*options, call); }; });
}

}  // namespace fenqun::bot
