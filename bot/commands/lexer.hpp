// Splits what a person typed into words, quoted names and mentions. Total: any bytes in, never throws, nothing is lost
// but white space and quotes. Pure.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/event.hpp"

namespace fenqun::bot {

inline constexpr std::size_t max_command_bytes = 4096;
inline constexpr std::size_t max_tokens = 64;  // what follows belongs to the last one

struct Token {
  enum class Kind { word, quoted, mention } kind = Kind::word;
  std::string text;       // as typed, without the quotes; of a mention the name
  std::string user;       // of a mention
  std::size_t begin = 0;  // bytes in the source, quotes included
  std::size_t end = 0;
};
struct Tokens {
  std::vector<Token> list;
  bool unbalanced = false;  // a quote was never closed and took the rest of its line
};

// Quotes: "" '' “” ‘’ 「」 『』 《》 ＂＂ ＇＇, and two opening ones. They open at the beginning of a word; inside one
// only when `known` says that what stands before is made of words of the grammar (标签添加「VIP」张三).
Tokens tokenize(std::string_view source, std::size_t start, std::span<const Mention> mentions,
                const std::function<bool(std::string_view)>& known);

}  // namespace fenqun::bot
