// fenqun check: configurations and rule files, all mistakes at once.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "bot/cli/show_problem.hpp"
#include "bot/cli/subcommands.hpp"
#include "bot/config/file.hpp"
#include "bot/config/rule_sources.hpp"

namespace fenqun::bot {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string config;
  bool json = false;
};

void append(Problems& to, Problems from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

// Rule files are checked together, as they are used. Without a configuration nobody knows which webhooks there are.
Problems check_rules(const std::vector<rules::Source>& sources, const std::vector<Webhook>* webhooks = nullptr) {
  if (sources.empty()) return {};
  auto compiled = rules::compile(sources);
  auto found = std::move(compiled.problems);
  if (compiled.rules && webhooks != nullptr) append(found, unknown_webhooks(*compiled.rules, *webhooks));
  rules::tests_of(sources, found);
  drop_repeated(found);
  return found;
}

Problems check_config(const std::string& path, const Environment& environment) {
  auto loaded = load_config(path, environment);
  Problems already_reported;
  append(loaded.problems,
         check_rules(read_rule_sources(loaded.config.rule_files, already_reported), &loaded.config.webhooks));
  return std::move(loaded.problems);
}

Problems check_files(const std::vector<std::string>& files, const Environment& environment) {
  Problems found;
  std::vector<rules::Source> sources;
  for (const auto& file : files) {
    auto source = read_rule_source(file);
    if (!source) {
      found.push_back(source.error());
    } else if (looks_like_config(source->text) || file.ends_with("fenqun.toml")) {
      append(found, check_config(file, environment));
    } else {
      sources.push_back(std::move(source.value()));
    }
  }
  append(found, check_rules(sources));
  return found;
}

int check(const Options& options, const Call& call) {
  auto& out = call.terminal.out;
  auto files = options.files;
  if (files.empty() && options.config.empty()) files.emplace_back("fenqun.toml");
  Problems found;
  if (!options.config.empty()) found = check_config(options.config, call.terminal.environment);
  append(found, check_files(files, call.terminal.environment));
  drop_repeated(found);
  if (options.json) {
    for (const auto& problem : found) out << problem_json(problem) << '\n';
  } else {
    show_all(found, call.language, out);
    const bool good = found.empty();
    out << (good ? std::string(call.language == Language::zh ? "没有发现问题" : "No mistakes found")
                 : count_of(found, call.language))
        << '\n';
  }
  return any_error(found) ? failed : done;
}

}  // namespace

void add_check(CLI::App& app, Call& call) {
  const auto say = [&](const Bilingual& text) { return std::string(text.in(call.language)); };
  auto options = std::make_shared<Options>();
  auto* sub = add_subcommand(
      app, call, "check",
      {"检查配置和规则文件,一次列出所有错误", "Check configuration and rule files, all mistakes at once"});
  sub->add_option("files", options->files,
                  say({"规则文件或配置文件,默认 fenqun.toml", "Rule files or configurations, fenqun.toml by default"}));
  sub->add_option("-c,--config", options->config,
                  say({"配置文件,连同它用的规则", "A configuration together with its rules"}));
  sub->add_flag("--json", options->json, say({"每个问题一行 JSON", "One line of JSON for each problem"}));
  sub->callback([options, &call] { call.action = [options, &call] { return check(*options, call); }; });
}

}  // namespace fenqun::bot
