// fenqun run: the configuration is read and checked here, the bot itself is bot/app.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <ostream>

#include "bot/app.hpp"
#include "bot/cli/show_problem.hpp"
#include "bot/cli/subcommands.hpp"
#include "bot/problems.hpp"

namespace fenqun::bot {
namespace {

struct Options {
  std::string config = "fenqun.toml";
  std::string log_level;
  std::string pid_file;
  bool quiet = false;
};

int run(const Options& options, const Call& call) {
  auto loaded = load_config(options.config, call.terminal.environment);
  const auto& accounts = loaded.config.accounts;
  const bool anything =
      std::any_of(accounts.begin(), accounts.end(), [](const auto& account) { return account.enabled; });
  if (loaded.ok() && !anything) {
    loaded.problems.emplace_back(problems::no_account, Args{}, Location{options.config, 0, 0, 1, {}});
  }
  show_all(loaded.problems, call.language, call.terminal.err);
  if (!loaded.ok()) return failed;
  if (!options.log_level.empty()) loaded.config.log_level = options.log_level;
  call.terminal.err.flush();
  RunOptions how;
  how.quiet = options.quiet;
  how.pid_file = options.pid_file;
  how.console = call.terminal.console;
  return run_bot(loaded.config, how);
}

}  // namespace

void add_run(CLI::App& app, Call& call) {
  const auto say = [&](const Bilingual& text) { return std::string(text.in(call.language)); };
  auto options = std::make_shared<Options>();
  auto* sub = add_subcommand(app, call, "run",
                             {"按配置连上账号,一直运行", "Connect to the configured accounts and keep running"});
  sub->add_option("-c,--config", options->config,
                  say({"配置文件,默认 fenqun.toml", "Configuration, fenqun.toml by default"}));
  sub->add_option("--log-level", options->log_level, say({"盖过配置里的 [log] level", "Instead of [log] level"}))
      ->check(CLI::IsMember(log_levels()))
      ->option_text("trace|debug|info|warn|error|off");
  sub->add_option("--pid-file", options->pid_file,
                  say({"启动时把进程号写进这个文件", "Write the process id to this file"}));
  sub->add_flag("-q,--quiet", options->quiet, say({"只显示警告和错误", "Show warnings and errors only"}));
  sub->callback([options, &call] { call.action = [options, &call] { return run(*options, call); }; });
}

}  // namespace fenqun::bot
