#include <algorithm>
#include <utility>

#include "rules/language/arguments.hpp"
#include "rules/language/reader.hpp"
#include "rules/limits.hpp"
#include "rules/names.hpp"
#include "rules/problems.hpp"

namespace fenqun::rules::language {
namespace {

// Precedence: or < and < not < parentheses and single conditions. After a mistake the part is a placeholder without
// words.
class ConditionParser {
 public:
  explicit ConditionParser(Reader& reader) : in_(reader) {}

  Condition whole() {
    auto out = any_of();
    while (!in_.at_end()) {
      if (in_.here().kind == TokenKind::close) {
        in_.mistake(problems::stray_close);
        in_.step();
      } else if (!in_.told_broken_token()) {
        in_.mistake(problems::expected_joiner, {visible(in_.here().text)});
      }
      recover();
      if (in_.take(word_and) || in_.take(word_or)) any_of();
    }
    return out;
  }

 private:
  struct Part {
    Condition condition;
    bool bare_and = false;  // an `and` without parentheses around it
  };

  Condition any_of() {
    const auto begin = in_.here().span.offset;
    auto first = all_of();
    if (!in_.at_word(word_or)) return std::move(first.condition);
    bool mixed = first.bare_and;
    std::vector<Condition> parts;
    parts.push_back(std::move(first.condition));
    while (in_.take(word_or)) {
      auto part = all_of();
      mixed |= part.bare_and;
      parts.push_back(std::move(part.condition));
    }
    const auto span = since(begin);
    if (mixed) in_.warn(problems::mixed_joiners, span);
    return {AnyOf{std::move(parts)}, span};
  }

  Part all_of() {
    const auto begin = in_.here().span.offset;
    auto first = negated();
    if (!in_.at_word(word_and)) return {std::move(first), false};
    std::vector<Condition> parts;
    parts.push_back(std::move(first));
    while (in_.take(word_and)) parts.push_back(negated());
    return {{AllOf{std::move(parts)}, since(begin)}, true};
  }

  Condition negated() {
    if (depth_ >= max_depth) {
      if (!gave_up_) in_.mistake(problems::too_deep, {std::to_string(max_depth)});
      gave_up_ = true;
      while (!in_.at_end()) in_.step();
      return {};
    }
    ++depth_;
    auto out = negated_or_simple();
    --depth_;
    return out;
  }

  Condition negated_or_simple() {
    const auto begin = in_.here().span.offset;
    if (in_.take(word_not)) {
      std::vector<Condition> part;
      part.push_back(negated());
      return {Not{std::move(part)}, since(begin)};
    }
    if (in_.here().kind == TokenKind::open) return parenthesised();
    auto node = simple();
    if (!node) {
      recover();
      return {};
    }
    return {std::move(*node), since(begin)};
  }

  Condition parenthesised() {
    const auto opening = in_.here().span;
    in_.step();
    auto out = any_of();
    while (!in_.at_end() && in_.here().kind != TokenKind::close) {
      if (!in_.told_broken_token()) in_.mistake(problems::expected_joiner, {visible(in_.here().text)});
      recover();
      if (in_.take(word_and) || in_.take(word_or)) any_of();
    }
    if (in_.at_end()) {
      if (!gave_up_) in_.mistake(problems::expected_close, {}, opening);
    } else {
      in_.step();
    }
    return out;
  }

  std::optional<Condition::Node> simple() {
    if (const auto* form = in_.take_form(condition_forms())) return read_arguments(in_, *form);
    return name_of_condition();
  }

  std::optional<Condition::Node> name_of_condition() {
    if (in_.told_broken_token()) return std::nullopt;
    const auto token = in_.here();
    const bool word = token.kind == TokenKind::word && !is_joiner(token.text);
    if (!word && token.kind != TokenKind::quoted) {
      in_.mistake(problems::expected_condition);
      return std::nullopt;
    }
    const auto begun = in_.longest_beginning(condition_forms());
    if (begun.words > 0) {
      in_.tell_continuation(begun);
      return std::nullopt;
    }
    in_.step();
    const bool more =
        !in_.at_end() && in_.here().kind != TokenKind::close && !in_.at_word(word_and) && !in_.at_word(word_or);
    if (!more) return Named{token.text};
    if (const auto head = glued_head(condition_forms(), token.text)) {
      in_.mistake(problems::with_hint(problems::unknown_condition, problems::space_left_out),
                  {visible(token.text), "", "", "", "", "", "", "", "", *head}, token.span);
      return std::nullopt;
    }
    const auto meant = nearest(token.text, first_words(condition_forms()));
    if (meant) {
      in_.mistake(problems::with_hint(problems::unknown_condition, problems::did_you_mean),
                  {visible(token.text), "", "", "", "", "", "", "", "", *meant}, token.span);
    } else {
      in_.mistake(problems::unknown_condition, {visible(token.text)}, token.span);
    }
    return std::nullopt;
  }

  // To the next `and`, `or` or the parenthesis that closes what we are in.
  void recover() {
    std::size_t open = 0;
    while (!in_.at_end()) {
      if (in_.here().kind == TokenKind::open) ++open;
      if (in_.here().kind == TokenKind::close) {
        if (open == 0) return;
        --open;
      } else if (open == 0 && (in_.at_word(word_and) || in_.at_word(word_or))) {
        return;
      }
      in_.step();
    }
  }

  Span since(std::size_t begin) const {
    const auto& last = in_.before().span;
    return {begin, last.offset + last.length - begin};
  }

  Reader& in_;
  std::size_t depth_ = 0;
  bool gave_up_ = false;  // nested too deeply: the rest was not looked at
};

}  // namespace

ParsedCondition parse_condition(std::string_view text, Mistakes& mistakes) {
  if (text.size() > max_condition_bytes) {
    mistakes.push_back({Problem(problems::too_long, {"when", std::to_string(max_condition_bytes) + " B"}), {0, 1}});
    return {};
  }
  Reader reader(text, mistakes);
  auto tree = ConditionParser(reader).whole();
  return {std::move(tree), reader.errors() == 0};
}

bool begins_condition(std::string_view word) {
  if (is_joiner(word)) return true;
  const auto words = first_words(condition_forms());
  return std::any_of(words.begin(), words.end(), [&](const std::string& known) { return same_word(known, word); });
}

}  // namespace fenqun::rules::language
