// What the parsers of conditions and of effects share: the tokens, the place in them, and the mistakes. Internal.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rules/language/forms.hpp"
#include "rules/language/lexer.hpp"
#include "rules/language/numbers.hpp"
#include "rules/language/parse.hpp"

namespace fenqun::rules::language {

struct Beginning {
  std::size_t words = 0;
  std::vector<std::string> next;
};

class Reader {
 public:
  Reader(std::string_view text, Mistakes& mistakes) : tokens_(tokens_of(text)), mistakes_(mistakes) {}

  const Token& here() const { return tokens_[at_]; }
  const Token& ahead(std::size_t n) const { return tokens_[std::min(at_ + n, tokens_.size() - 1)]; }
  const Token& before() const { return tokens_[at_ == 0 ? 0 : at_ - 1]; }
  void step(std::size_t n = 1) { at_ = std::min(at_ + n, tokens_.size() - 1); }
  bool at_end() const { return here().kind == TokenKind::end; }
  bool at_word(const Spelling& spelling) const { return here().kind == TokenKind::word && spelling.is(here().text); }
  bool take(const Spelling& spelling);
  // "at least": all the words of either spelling.
  bool take_phrase(const Spelling& spelling);

  // The beginning of a longer word, which Chinese sets without a space: 至少2次.
  bool take_prefix(std::string_view prefix);

  // The form with the longest head that stands here; steps behind it.
  const Form* take_form(std::span<const Form> forms);
  // When no form stands here: how many words of one do, and what could follow them, for a hint.
  Beginning longest_beginning(std::span<const Form> forms) const;
  // Steps behind those words and says what could follow.
  void tell_continuation(const Beginning& begun);

  // Arguments; each tells its own mistake and then answers nothing.
  std::optional<Word> take_word();  // a word, a quoted text or a $list
  std::optional<std::string> take_name(std::string_view after);
  std::optional<Op> take_op();
  // A number in units of 1 / scale, as are its limits; `unit` may follow or be glued on: 元, 次, 字.
  std::optional<std::int64_t> take_number(std::int64_t least, std::int64_t most, std::int64_t scale = 1,
                                          std::string_view unit = {});
  std::optional<Comparison> take_comparison(std::int64_t least, std::int64_t most, std::int64_t scale = 1,
                                            std::string_view unit = {});
  std::optional<Millis> take_duration();
  bool at_duration() const;
  // "22..6", "22 .. 6"; also a single word, which is then both ends. `span`: of all of it.
  std::optional<TextRange> take_range(Span& span);
  // One word, or several in parentheses.
  std::optional<std::vector<Word>> take_words();
  // A name that valid_name() accepts. `span`: where it stood.
  std::optional<std::string> take_valid_name(const Form& form, Span& span);

  void mistake(const ProblemKind& kind, const Args& args = {}) { mistake(kind, args, here().span); }
  // After max_mistakes nothing more is read: each costs a search for what was meant.
  void mistake(const ProblemKind& kind, const Args& args, Span span);
  void warn(const ProblemKind& kind, Span span);
  // Says what is wrong with an unclosed quote or a stray character, if one stands here.
  bool told_broken_token();
  std::size_t errors() const { return errors_; }

 private:
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  Mistakes& mistakes_;
  std::size_t errors_ = 0;
};

// "text has, text is": for hints.
std::string join(std::span<const std::string> words, std::string_view separator);

}  // namespace fenqun::rules::language
