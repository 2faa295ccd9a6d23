// From words to a command: noun verb or verb noun, glued or apart, and what was probably meant where a word is wrong.
// Pure: looks at the text and the registry only, never at customers.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bot/commands/lexer.hpp"
#include "bot/commands/registry.hpp"
#include "model/event.hpp"
#include "model/problem.hpp"

namespace fenqun::bot {

// A command with its arguments in the order typed; can be kept and run later.
struct Invocation {
  CommandRef ref;
  std::vector<Token> args;
  std::string source;    // the whole text: a `rest` argument is cut out of it
  std::size_t page = 0;  // from 0
};

struct Parse {
  enum class Kind {
    empty,    // no words at all
    command,  // `first`
    near,     // no such command, but `first` is probably meant
    choose,   // one of `options` is meant
    unknown,  // nothing like it
  } kind = Kind::empty;
  Invocation first;
  std::vector<Invocation> options;
  std::optional<Problem> problem;  // of near, choose and unknown
  bool unbalanced = false;
  // How sure it is that this is a command at all, for a private chat where no prefix says so: not when only one word is
  // known and other text is glued to it (为什么还没发货), or when a guess rests on one short word.
  bool sure = false;
};

// A name as an argument: in quotes where it has spaces.
std::string as_typed(const std::string& name);
// The command as one would write it: 标签 添加 VIP "张 三".
std::string written(const Invocation& invocation, Language language);

// `start`: where the command begins in `text`, behind the prefix.
Parse parse_command(std::string_view text, std::size_t start, std::span<const Mention> mentions);

}  // namespace fenqun::bot
