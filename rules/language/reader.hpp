// What the parsers of conditions and of effects share: the tokens, the place in them, and the mistakes. Internal.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rules/language/forms.hpp"
#include "rules/language/lexer.hpp"
#include "rules/language/parse.hpp"

namespace fenqun::rules::language {

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

  // The form with the longest head that stands here; steps behind it.
  const Form* take_form(std::span<const Form> forms);
  // Whether any form begins with the word that stands here; what can follow that word, for a hint.
  std::vector<std::string> continuations(std::span<const Form> forms) const;

  // Arguments; each tells its own mistake and then answers nothing.
  std::optional<Word> take_word();  // a word, a quoted text or a $list
  std::optional<std::string> take_name(std::string_view after);
  std::optional<Op> take_op();
  std::optional<std::int64_t> take_number(std::int64_t least, std::int64_t most);
  std::optional<Millis> take_duration();
  bool at_duration() const;

  void mistake(const ProblemKind& kind, const Args& args = {}) { mistake(kind, args, here().span); }
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
