#include "bot/cli/init_questions.hpp"

#include <termios.h>

#include <algorithm>
#include <functional>
#include <istream>
#include <ostream>

#include "adapters/registry.hpp"
#include "bot/cli/show_problem.hpp"
#include "bot/config/account.hpp"
#include "bot/config/file.hpp"
#include "bot/config/secret.hpp"
#include "bot/config/section.hpp"
#include "bot/config/url.hpp"
#include "bot/problems.hpp"

namespace fenqun::bot {
namespace {

constexpr int most_tries = 5;

constexpr Bilingual ask_language{"语言 / Language (zh, en)", "Language / 语言 (zh, en)"};
constexpr Bilingual ask_platform{"平台({0})", "Platform ({0})"};
constexpr Bilingual ask_url{"OneBot 的 WebSocket 地址", "WebSocket address of OneBot"};
constexpr Bilingual ask_token{"访问令牌,没有就直接回车(输入时不显示)",
                              "Access token, or just Enter for none (not shown)"};
constexpr Bilingual ask_owner{"你自己的 QQ 号(做主人),以后再说就直接回车",
                              "Your own user number (as owner), or Enter for later"};

// What is typed is not shown while this lives. Does nothing where there is no terminal.
class Unseen {
 public:
  explicit Unseen(int fd) : fd_(fd) {
    if (fd_ < 0 || ::tcgetattr(fd_, &before_) != 0) {
      fd_ = -1;
      return;
    }
    auto quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(fd_, TCSAFLUSH, &quiet);
  }
  ~Unseen() {
    if (fd_ >= 0) ::tcsetattr(fd_, TCSAFLUSH, &before_);
  }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;

 private:
  int fd_;
  termios before_{};
};

std::string trim(std::string text) {
  const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && space(text.back())) text.pop_back();
  text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), space));
  return text;
}

using Check = std::function<std::optional<Problem>(const std::string&)>;

struct Question {
  std::string words;
  std::string usual;
  Check check;
  bool unseen = false;
};

class Asker {
 public:
  explicit Asker(Terminal& terminal) : terminal_(terminal) {}
  Language language = Language::zh;

  std::optional<std::string> ask(const Question& question) {
    for (int i = 0; i < most_tries; ++i) {
      auto answer = read(question);
      if (!answer) return std::nullopt;
      const auto problem = question.check(*answer);
      if (!problem) return answer;
      terminal_.out << show(*problem, language);
    }
    return std::nullopt;
  }

 private:
  std::optional<std::string> read(const Question& question) {
    terminal_.out << question.words << (question.usual.empty() ? "" : " [" + question.usual + "]") << ": "
                  << std::flush;
    std::string line;
    {
      const Unseen unseen(question.unseen ? terminal_.input_fd : -1);
      if (!std::getline(terminal_.in, line)) return std::nullopt;
    }
    if (question.unseen) terminal_.out << '\n';
    line = trim(std::move(line));
    return line.empty() ? question.usual : line;
  }

  Terminal& terminal_;
};

std::optional<Problem> check_language(const std::string& answer) {
  if (answer == "zh" || answer == "en") return std::nullopt;
  return Problem(problems::not_a_choice, {"language", answer, "zh, en"});
}

std::optional<Problem> check_platform(const std::string& answer) {
  if (adapters::find_platform(answer) != nullptr) return std::nullopt;
  return Problem(problems::unknown_platform, {answer, joined(platform_ids())});
}

std::optional<Problem> check_token(const std::string& answer) {
  if (answer.empty() || is_token(answer)) return std::nullopt;
  return Problem(problems::bad_token, {InitAnswers{}.account});
}

// "10001" is the user of the platform that was chosen.
std::string full_owner(const std::string& owner, const std::string& platform) {
  return owner.empty() || owner.find(':') != std::string::npos ? owner : platform + "::" + owner;
}

std::optional<Problem> check_owner(const std::string& answer, const std::string& platform) {
  if (answer.empty()) return std::nullopt;
  const auto key = parse_customer_key(full_owner(answer, platform));
  if (!key) return Problem(problems::bad_owner, {answer, platform + "::10001"});
  return check_platform(key->platform);
}

// Rules understand one language: the pack goes with it.
void set_language(const std::string& language, InitAnswers& answers) {
  answers.language = language;
  answers.rules_file = "rules/retail-" + language + ".toml";
}

// Everything that the prompts cannot hold themselves.
bool ask_account(const InitInput& given, Asker& asker, InitResult& out) {
  auto& answers = out.answers;
  const auto say = [&](const Bilingual& text) { return std::string(text.in(asker.language)); };
  const auto take = [&](const std::optional<std::string>& known, const Question& question, std::string& to) {
    auto answer = known ? known : asker.ask(question);
    if (answer) to = std::move(*answer);
    return answer.has_value();
  };
  const auto platforms = joined(platform_ids());
  if (!take(given.platform, {fill(ask_platform.in(asker.language), {platforms}), answers.platform, check_platform},
            answers.platform)) {
    return false;
  }
  const auto url_good = [](const std::string& url) { return check_socket_url(url, {}); };
  if (!take(given.url, {say(ask_url), answers.url, url_good}, answers.url)) return false;
  if (given.token_file) {
    answers.token_file = *given.token_file;
  } else if (!take(std::nullopt, {say(ask_token), "", check_token, true}, out.token)) {
    return false;
  }
  const auto platform = answers.platform;
  const auto owner_good = [platform](const std::string& owner) { return check_owner(owner, platform); };
  if (!take(given.owner, {say(ask_owner), "", owner_good}, answers.owner)) return false;
  answers.owner = full_owner(answers.owner, platform);
  return true;
}

}  // namespace

std::optional<InitResult> ask(const InitInput& given, Terminal& terminal) {
  InitResult out;
  Asker asker(terminal);
  const auto usual = language_of_call({}, terminal.environment) == Language::zh ? "zh" : "en";
  auto language = given.language;
  if (!language) language = asker.ask({std::string(ask_language.zh), usual, check_language});
  if (!language) return std::nullopt;
  set_language(*language, out.answers);
  asker.language = *language == "en" ? Language::en : Language::zh;
  if (!ask_account(given, asker, out)) return std::nullopt;
  return out;
}

InitResult without_asking(const InitInput& given, Language language) {
  InitResult out;
  auto& answers = out.answers;
  set_language(given.language.value_or(language == Language::zh ? "zh" : "en"), answers);
  answers.platform = given.platform.value_or(answers.platform);
  answers.url = given.url.value_or(answers.url);
  answers.token_file = given.token_file.value_or("");
  answers.owner = full_owner(given.owner.value_or(""), answers.platform);
  return out;
}

Problems check_answers(const InitAnswers& answers, const std::string& folder) {
  Problems found;
  const auto add = [&](std::optional<Problem> problem) {
    if (problem) found.push_back(std::move(*problem));
  };
  add(check_language(answers.language));
  add(check_platform(answers.platform));
  add(check_socket_url(answers.url, {}));
  add(check_owner(answers.owner, answers.platform));
  if (!answers.token_file.empty()) {
    read_token_file(inside_folder(folder, answers.token_file), answers.account, {}, found);
  }
  return found;
}

}  // namespace fenqun::bot
