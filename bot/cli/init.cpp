// fenqun init: a first fenqun.toml, the token in a file of its own, and the starter pack to edit.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <ostream>

#include "bot/cli/init_questions.hpp"
#include "bot/cli/new_file.hpp"
#include "bot/cli/show_problem.hpp"
#include "bot/config/file.hpp"
#include "bot/config/rule_sources.hpp"
#include "bot/problems.hpp"

namespace fenqun::bot {
namespace {

struct Options {
  std::string output = "fenqun.toml";
  std::string language;
  std::string platform;
  std::string url;
  std::string token_file;
  std::string owner;
  bool yes = false;
};

constexpr Bilingual wrote{"写好了:{0}\n", "Written: {0}\n"};
constexpr Bilingual kept{"已经在了,没有动:{0}\n", "Was there and was left alone: {0}\n"};
constexpr Bilingual next{"\n接下来:\n  fenqun check -c {0}\n  fenqun run -c {0}\n",
                         "\nNext:\n  fenqun check -c {0}\n  fenqun run -c {0}\n"};

bool is_there(const std::string& path) {
  std::error_code error;
  return std::filesystem::symlink_status(path, error).type() != std::filesystem::file_type::not_found;
}

std::optional<std::string> given(const std::string& option) {
  if (option.empty()) return std::nullopt;
  return option;
}

// onebot11.token, onebot11-2.token …: the first that is free.
std::string free_token_name(const std::string& folder, const std::string& platform) {
  for (int i = 1; i < 100; ++i) {
    const auto name = platform + (i == 1 ? "" : "-" + std::to_string(i)) + ".token";
    if (!is_there(inside_folder(folder, name))) return name;
  }
  return platform + ".token";
}

class Writer {
 public:
  Writer(std::string folder, const Call& call) : folder_(std::move(folder)), call_(call) {}

  bool write(const std::string& path, std::string_view text) {
    if (auto written = write_new_file(path, text); !written) {
      call_.terminal.err << show(written.error(), call_.language);
      return false;
    }
    tell(wrote, path);
    return true;
  }

  // The token, the rules if there are none yet, and last the file that names both.
  bool write_all(InitResult& result, const std::string& output) {
    auto& answers = result.answers;
    if (!result.token.empty()) {
      answers.token_file = free_token_name(folder_, answers.platform);
      if (!write(inside_folder(folder_, answers.token_file), result.token + "\n")) return false;
    }
    const auto rules = inside_folder(folder_, answers.rules_file);
    if (is_there(rules)) {
      tell(kept, rules);
    } else {
      const auto language = answers.language == "en" ? Language::en : Language::zh;
      const auto pack = read_rule_source(builtin_rules_in(language));
      if (!pack || !write(rules, pack->text)) return false;
    }
    return write(output, config_text(answers));
  }

  void tell(const Bilingual& text, const std::string& path) {
    call_.terminal.out << fill(text.in(call_.language), {path});
  }

 private:
  std::string folder_;
  const Call& call_;
};

int init(const Options& options, const Call& call) {
  auto& terminal = call.terminal;
  const auto fail = [&](const Problem& problem, ExitCode code) {
    terminal.err << show(problem, call.language);
    return code;
  };
  if (is_there(options.output)) return fail(Problem(problems::exists, {options.output}), failed);
  if (!options.yes && !terminal.interactive) return fail(Problem(problems::no_questions), wrong_words);
  const InitInput input{given(options.language), given(options.platform), given(options.url), given(options.token_file),
                        given(options.owner)};
  auto result = options.yes ? without_asking(input, call.language) : ask(input, terminal);
  if (!result) return fail(Problem(problems::no_answer), failed);
  const auto folder = folder_of(options.output);
  const auto problems = check_answers(result->answers, folder);
  show_all(problems, call.language, terminal.err);
  if (any_error(problems)) return failed;
  Writer writer(folder, call);
  if (!writer.write_all(*result, options.output)) return failed;
  writer.tell(next, options.output);
  return done;
}

}  // namespace

void add_init(CLI::App& app, Call& call) {
  const auto say = [&](const Bilingual& text) { return std::string(text.in(call.language)); };
  auto options = std::make_shared<Options>();
  auto* sub = add_subcommand(
      app, call, "init",
      {"回答几个问题,写一份 fenqun.toml;从不覆盖", "A few questions, and fenqun.toml is written; never overwrites"});
  sub->add_option("-o,--output", options->output,
                  say({"写到哪里,默认 fenqun.toml", "Where to, fenqun.toml by default"}));
  sub->add_option("--language", options->language,
                  say({"机器人回答用的语言:zh 或 en", "Language of the bot's answers: zh or en"}))
      ->check(CLI::IsMember({"zh", "en"}))
      ->option_text("zh|en");
  sub->add_option("--platform", options->platform, say({"平台,默认 onebot11", "Platform, onebot11 by default"}));
  sub->add_option("--url", options->url, say({"平台的 WebSocket 地址", "WebSocket address of the platform"}));
  sub->add_option(
      "--token-file", options->token_file,
      say({"装着令牌的文件(要先有);令牌本身不能写在命令里", "A file that holds the token; never the token itself"}));
  sub->add_option("--owner", options->owner,
                  say({"主人:用户号,或 平台:范围:用户", "The owner: a user number, or platform:scope:user"}));
  sub->add_flag("-y,--yes", options->yes, say({"不提问,其余用默认值", "No questions: defaults for the rest"}));
  sub->callback([options, &call] { call.action = [options, &call] { return int{init(*options, call)}; }; });
}

}  // namespace fenqun::bot
