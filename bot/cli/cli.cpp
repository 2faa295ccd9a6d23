#include "bot/cli/cli.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <exception>
#include <iostream>

#include "bot/cli/show_problem.hpp"
#include "bot/cli/subcommands.hpp"
#include "bot/config/nearest.hpp"
#include "bot/problems.hpp"

extern char** environ;

namespace fenqun::bot {
namespace {

constexpr Bilingual about{"分群(fenqun):听顾客的私聊,按规则给他们打标签、分组,管理员在聊天里就能改。",
                          "fenqun listens to customers' messages, tags and groups them by rules; admins change things "
                          "by chat."};

constexpr Bilingual welcome{
    R"(分群(fenqun):听顾客的私聊,按规则给他们打标签、分组,管理员在聊天里就能改。

先试这三个命令:
  fenqun demo      不用任何账号,看它怎样给真实的顾客消息打标签
  fenqun init      回答几个问题,写一份 fenqun.toml
  fenqun run       按 fenqun.toml 连上你的账号

全部命令:fenqun --help
)",
    R"(fenqun listens to customers' messages, tags and groups them by rules; admins change things by chat.

Three commands to try:
  fenqun demo      needs no account: watch it tag real customers' messages
  fenqun init      a few questions, and fenqun.toml is written
  fenqun run       connect to your accounts as fenqun.toml says

All commands: fenqun --help
)"};

void speak(CLI::App& app, Language language) {
  const bool chinese = language == Language::zh;
  app.set_help_flag("-h,--help", chinese ? "显示这份说明" : "Print this help");
  app.option_defaults()->group(chinese ? "选项" : "Options");
  app.get_help_ptr()->group(chinese ? "选项" : "Options");
  if (!chinese) return;
  const auto formatter = app.get_formatter();
  for (const auto& [word, said] : std::initializer_list<std::pair<const char*, const char*>>{{"Usage", "用法"},
                                                                                             {"OPTIONS", "选项"},
                                                                                             {"SUBCOMMAND", "命令"},
                                                                                             {"SUBCOMMANDS", "命令"},
                                                                                             {"Positionals", "参数"},
                                                                                             {"REQUIRED", "必填"}}) {
    formatter->label(word, said);
  }
}

// "fenqun check": the deepest command that was named.
std::string named_command(const CLI::App& app) {
  std::string name = "fenqun";
  for (const auto* sub : app.get_subcommands()) name += " " + sub->get_name();
  return name;
}

Problem extras_problem(const CLI::App& app) {
  const auto extras = app.remaining(true);
  const auto word = extras.empty() ? std::string() : extras.front();
  if (!app.get_subcommands().empty() || word.starts_with('-')) {
    return Problem(problems::unknown_option, {word, named_command(app)});
  }
  std::vector<std::string> names;
  for (const auto* sub : app.get_subcommands([](const CLI::App*) { return true; })) names.push_back(sub->get_name());
  if (const auto meant = nearest(word, names)) return Problem(problems::misspelt_command, {word, *meant});
  return Problem(problems::unknown_command, {word});
}

Problem words_problem(const CLI::App& app, const CLI::ParseError& error) {
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) return extras_problem(app);
  std::string what = error.what();
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    constexpr std::string_view tail = " is required";
    if (what.ends_with(tail)) what.resize(what.size() - tail.size());
    return Problem(problems::missing_option, {what, named_command(app)});
  }
  return Problem(problems::bad_option, {what, named_command(app)});
}

void add_all(CLI::App& app, Call& call) {
  add_run(app, call);
  add_demo(app, call);
  add_init(app, call);
  add_check(app, call);
  add_try(app, call);
  add_test(app, call);
  add_lint(app, call);
  add_preview(app, call);
  add_replay(app, call);
  add_export(app, call);
  add_version(app, call);
}

void add_language(CLI::App& app, Language language) {
  const CLI::callback_t read_before = [](const CLI::results_t&) { return true; };
  app.add_option("--lang", read_before,
                 language == Language::zh ? "显示用的语言:zh 或 en" : "Language of what is shown: zh or en")
      ->check(CLI::IsMember({"zh", "en"}))
      ->option_text("zh|en");
}

int act(CLI::App& app, Call& call, const std::vector<std::string>& args) {
  auto& terminal = call.terminal;
  try {
    app.parse(std::vector<std::string>(args.rbegin(), args.rend()));
  } catch (const CLI::CallForHelp&) {
    terminal.out << app.help();
    return done;
  } catch (const CLI::ParseError& error) {
    terminal.err << show(words_problem(app, error), call.language);
    return wrong_words;
  }
  if (call.action) return call.action();
  terminal.out << welcome.in(call.language);
  return done;
}

}  // namespace

CLI::App* add_subcommand(CLI::App& app, const Call& call, const std::string& name, const Bilingual& description) {
  auto* sub = app.add_subcommand(name, std::string(description.in(call.language)));
  sub->group(call.language == Language::zh ? "命令" : "Commands");
  sub->get_help_ptr()->group(call.language == Language::zh ? "选项" : "Options");
  add_language(*sub, call.language);
  return sub;
}

Language language_of_call(const std::vector<std::string>& args, const Environment& environment) {
  std::string given;
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (args[i] == "--") break;
    if (args[i] == "--lang" && i + 1 < args.size()) given = args[i + 1];
    if (args[i].starts_with("--lang=")) given = args[i].substr(7);
  }
  for (const auto* variable : {"FENQUN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (!given.empty()) break;
    if (const auto found = environment.find(variable); found != environment.end()) given = found->second;
  }
  const bool nobody_said = given.empty() || given == "C" || given.starts_with("C.") || given == "POSIX";
  return nobody_said || given.starts_with("zh") ? Language::zh : Language::en;
}

int run_cli(const std::vector<std::string>& args, Terminal& terminal) {
  Call call{terminal, language_of_call(args, terminal.environment), {}};
  CLI::App app{std::string(about.in(call.language)), "fenqun"};
  speak(app, call.language);
  add_language(app, call.language);
  add_all(app, call);
  int code = failed;
  try {
    code = act(app, call, args);
  } catch (const std::exception& error) {
    terminal.err << show(Problem(problems::inside, {error.what()}), call.language);
  }
  terminal.out.flush();
  terminal.err.flush();
  return code;
}

int run_command_line(int argc, char** argv, ConsoleMaker console) {
  std::ios::sync_with_stdio(false);
  Terminal terminal{std::cin, std::cout, std::cerr, ::isatty(STDIN_FILENO) == 1, STDIN_FILENO, {}, {}};
  terminal.console = std::move(console);
  terminal.now = std::chrono::time_point_cast<Millis>(std::chrono::system_clock::now());
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text = *variable;
    const auto equals = text.find('=');
    if (equals != std::string_view::npos) terminal.environment.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return run_cli(std::vector<std::string>(argv + std::min(argc, 1), argv + argc), terminal);
}

}  // namespace fenqun::bot
