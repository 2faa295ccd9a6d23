// The sub-commands: each adds its options to CLI11's app and leaves what it would do in Call::action.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "bot/cli/terminal.hpp"
#include "model/phrase.hpp"

namespace CLI {
class App;
}

namespace fenqun::bot {

enum ExitCode : int { done = 0, failed = 1, wrong_words = 2 };

struct Call {
  Terminal& terminal;
  Language language = Language::zh;
  std::function<int()> action;  // set by the sub-command that was named
};

// A sub-command with its description and --lang, which was read before (see run_cli).
CLI::App* add_subcommand(CLI::App& app, const Call& call, const std::string& name, const Bilingual& about);

void add_run(CLI::App& app, Call& call);
void add_demo(CLI::App& app, Call& call);
void add_init(CLI::App& app, Call& call);
void add_check(CLI::App& app, Call& call);
void add_try(CLI::App& app, Call& call);
void add_test(CLI::App& app, Call& call);
void add_lint(CLI::App& app, Call& call);
void add_preview(CLI::App& app, Call& call);
void add_replay(CLI::App& app, Call& call);
void add_export(CLI::App& app, Call& call);
void add_version(CLI::App& app, Call& call);

// The whole program with its outside handed in. `args` without the program's name. Answers the exit code.
int run_cli(const std::vector<std::string>& args, Terminal& terminal);

// --lang, else FENQUN_LANG, else LC_ALL, LC_MESSAGES, LANG: zh unless one of them names another language.
Language language_of_call(const std::vector<std::string>& args, const Environment& environment);

}  // namespace fenqun::bot
