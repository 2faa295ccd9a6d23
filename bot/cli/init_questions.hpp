// The questions of `fenqun init` and the checks of their answers.
#pragma once

#include <optional>
#include <string>

#include "bot/cli/subcommands.hpp"
#include "bot/config.hpp"

namespace fenqun::bot {

struct InitInput {
  std::optional<std::string> language;
  std::optional<std::string> platform;
  std::optional<std::string> url;
  std::optional<std::string> token_file;  // one that exists
  std::optional<std::string> owner;       // "onebot11::10001", or the user's number alone; empty: none
};

struct InitResult {
  InitAnswers answers;
  std::string token;  // typed in; empty: none, or in answers.token_file
};

// Asks for what `given` lacks, at most five questions, each at most five times. Nothing when the input ended.
std::optional<InitResult> ask(const InitInput& given, Terminal& terminal);

// Defaults for what `given` lacks.
InitResult without_asking(const InitInput& given, Language language);

// What is wrong with the answers; relative files are inside `folder`.
Problems check_answers(const InitAnswers& answers, const std::string& folder);

}  // namespace fenqun::bot
