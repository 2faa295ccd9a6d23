// "Did you mean": the commands whose words are nearest to what was typed. Pure.
#pragma once

#include <span>
#include <vector>

#include "bot/commands/lexer.hpp"
#include "bot/commands/registry.hpp"

namespace fenqun::bot {

struct Guess {
  CommandRef ref;
  std::vector<Token> args;  // what is left when the words of the command are taken away
};

// The first word is no word of the grammar. At most nine, all equally near; empty: nothing is near.
std::vector<Guess> guess_command(std::span<const Token> tokens);
// The noun is right, the first of `tokens` is none of its verbs.
std::vector<Guess> guess_verb(const Noun& noun, std::span<const Token> tokens);

}  // namespace fenqun::bot
