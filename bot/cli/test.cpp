// fenqun test: the [[test]] tables of rule files, played on a virtual clock.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <memory>
#include <ostream>

#include "adapters/json_out.hpp"
#include "bot/cli/play_case.hpp"
#include "bot/cli/rules_input.hpp"
#include "bot/cli/show_problem.hpp"
#include "bot/cli/subcommands.hpp"
#include "bot/problems.hpp"
#include "bot/text/unicode.hpp"

namespace fenqun::bot {
namespace {

struct Options {
  std::vector<std::string> files;
  bool json = false;
};

std::string result_json(const rules::TestResult& result) {
  adapters::JsonOut json;
  json.open_object().key("name").string(result.name).key("file").string(result.location.file);
  json.key("line").integer(result.location.line).key("passed").boolean(result.passed).key("failures").open_array();
  for (const auto& failure : result.failures) json.string(failure);
  json.close_array().close_object();
  return std::move(json).text();
}

void show_failure(const rules::TestResult& result, std::ostream& out) {
  out << "✗ " << escaped(result.name) << "  " << escaped(result.location.file) << ':' << result.location.line << '\n';
  for (const auto& failure : result.failures) out << "    " << escaped(failure) << '\n';
}

int test(const Options& options, const Call& call) {
  auto& terminal = call.terminal;
  const auto input = read_rules(options.files, call, options.json);
  if (!input.rules) return failed;
  Problems problems;
  const auto cases = rules::tests_of(input.sources, problems);
  if (cases.empty() && problems.empty()) problems.push_back(Problem(problems::no_tests).as_warning());
  show_all(problems, call.language, options.json, terminal.err);
  if (any_error(problems)) return failed;
  Player player(input.rules, call.language);
  std::size_t failures = 0;
  for (const auto& one : cases) {
    const auto result = play_case(one, player, call.language);
    if (!result.passed) ++failures;
    if (options.json) {
      terminal.out << result_json(result) << '\n';
    } else if (!result.passed) {
      show_failure(result, terminal.out);
    }
  }
  if (!options.json) terminal.out << cases.size() - failures << " passed, " << failures << " failed\n";
  return failures == 0 ? done : failed;
}

}  // namespace

void add_test(CLI::App& app, Call& call) {
  const auto say = [&](const Bilingual& text) { return std::string(text.in(call.language)); };
  auto options = std::make_shared<Options>();
  auto* sub = add_subcommand(
      app, call, "test",
      {"在虚拟时钟上运行规则文件里的 [[test]]", "Run the [[test]] tables of rule files on a virtual clock"});
  sub->add_option("files", options->files, say({"规则文件,放在一起用", "Rule files, used together"}))->required();
  sub->add_flag("--json", options->json, say({"每个测试一行 JSON", "One line of JSON for each test"}));
  sub->callback([options, &call] { call.action = [options, &call] { return test(*options, call); }; });
}

}  // namespace fenqun::bot
