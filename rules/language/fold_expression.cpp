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

// A sign that folding makes of another one (？ is ?) is text, not an operator.
std::string escaped(std::string_view folded) {
  constexpr std::string_view operators = "\\^$.|?*+()[]{}-/";
  std::string out;
  for (const char c : folded) {
    if (operators.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

// A character that folds to several (㎏ is kg) stays one thing for what follows it: ㎏+
std::string as_one(std::string_view folded, bool in_class) {
  std::size_t end = 0;
  next_code_point(folded, end);
  return end < folded.size() && !in_class ? "(?:" + escaped(folded) + ")" : escaped(folded);
}

std::string fold_letter(std::string_view letter, bool in_class) {
  const auto folded = fold(letter);
  if (!folded.empty()) return as_one(folded, in_class);
  const bool white = fold("a" + std::string(letter) + "b").size() == 3;  // white space at the ends of a text folds away
  return white ? " " : std::string(letter);
}

bool is_latin_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

}  // namespace

std::string fold_expression(std::string_view expression) {
  std::string out;
  bool in_class = false;
  for (std::size_t at = 0; at < expression.size();) {
    const char c = expression[at];
    if (c == '\\' || (c == '(' && !in_class)) {
      const auto length = c == '(' ? group_head_length(expression, at) : escape_length(expression, at);
      out += expression.substr(at, length);
      at += length;
      continue;
    }
    if (c == '[' || c == ']') in_class = c == '[';
    const auto begin = at;
    next_code_point(expression, at);
    const auto letter = expression.substr(begin, at - begin);
    const bool sign = letter.size() == 1 && !is_latin_letter(c);
    out += sign ? std::string(letter) : fold_letter(letter, in_class);
  }
  return out;
}

}  // namespace fenqun::rules::language
