#include "rules/language/fold_expression.hpp"

#include "rules/fold.hpp"
#include "rules/names.hpp"

namespace fenqun::rules::language {
namespace {

// Bytes of an escape that begins at `at`: \d, \x{41}, \p{Han} …
std::size_t escape_length(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return 1;
  std::size_t end = at + 1;
  next_code_point(text, end);
  if (end < text.size() && text[end] == '{' && std::string_view("pPx").find(text[at + 1]) != std::string_view::npos) {
    const auto close = text.find('}', end);
    if (close != std::string_view::npos) return close + 1 - at;
  }
  return end - at;
}

// Bytes of "(?i:", "(?<name>", "(?P<Name>": options and names are no text.
std::size_t group_head_length(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != "(?") return 1;
  const auto end = text.find_first_of(":)>=!", at + 2);
  return end == std::string_view::npos ? text.size() - at : end + 1 - at;
}

}  // namespace

std::string fold_expression(std::string_view expression) {
  std::string out;
  for (std::size_t at = 0; at < expression.size();) {
    const char c = expression[at];
    if (c == '\\' || c == '(') {
      const auto length = c == '(' ? group_head_length(expression, at) : escape_length(expression, at);
      out += expression.substr(at, length);
      at += length;
      continue;
    }
    const auto begin = at;
    next_code_point(expression, at);
    const auto letter = expression.substr(begin, at - begin);
    const bool sign = letter.size() == 1 && !((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
    const auto folded = sign ? std::string{} : fold(letter);
    out += folded.empty() ? std::string(letter) : folded;
  }
  return out;
}

}  // namespace fenqun::rules::language
