// Words, quotes, lists, expressions and signs of the language. Any bytes; nothing is refused here except by a token
// that says so (`unclosed`, `stray`), so that the parser can tell all mistakes at once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/condition.hpp"

namespace fenqun::rules::language {

enum class TokenKind : std::uint8_t {
  word,
  quoted,
  expression,
  list,
  op,
  open,
  close,
  comma,
  semicolon,
  unclosed_quote,
  unclosed_expression,
  stray,
  end,
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::string text;  // without quotes, slashes, `$` and escapes
  Op op = Op::equal;
  Span span;
};

// Ends with one token of kind `end`.
std::vector<Token> tokens_of(std::string_view text);

}  // namespace fenqun::rules::language
