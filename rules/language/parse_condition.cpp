#include <algorithm>
#include <utility>

#include "rules/language/reader.hpp"
#include "rules/limits.hpp"
#include "rules/names.hpp"
#include "rules/problems.hpp"

namespace fenqun::rules::language {
namespace {

std::string names_of_kinds() {
  std::string out;
  for (const auto& kind : kinds()) out += (out.empty() ? "" : " ") + std::string(kind.en) + "/" + std::string(kind.zh);
  return out;
}

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
    const auto head = in_.here().span;
    if (const auto* form = in_.take_form(condition_forms())) {
      const Span whole = {head.offset, in_.before().span.offset + in_.before().span.length - head.offset};
      return arguments(*form, whole);
    }
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
    const auto next = in_.continuations(condition_forms());
    in_.step();
    const bool more =
        !in_.at_end() && in_.here().kind != TokenKind::close && !in_.at_word(word_and) && !in_.at_word(word_or);
    if (!next.empty()) return unknown_continuation(token, next);
    if (!more) return Named{token.text};
    const auto meant = nearest(token.text, first_words(condition_forms()));
    if (meant) {
      in_.mistake(problems::with_hint(problems::unknown_condition, problems::did_you_mean),
                  {visible(token.text), "", "", "", "", "", "", "", "", *meant}, token.span);
    } else {
      in_.mistake(problems::unknown_condition, {visible(token.text)}, token.span);
    }
    return std::nullopt;
  }

  std::optional<Condition::Node> unknown_continuation(const Token& token, const std::vector<std::string>& next) {
    const auto& found = in_.here();
    const auto shown = found.kind == TokenKind::end ? std::string("…") : visible(found.text);
    if (const auto meant = nearest(found.text, next)) {
      in_.mistake(problems::with_hint(problems::cannot_follow, problems::did_you_mean),
                  {token.text, shown, "", "", "", "", "", "", "", *meant});
    } else {
      in_.mistake(problems::cannot_follow, {token.text, shown, join(next, ", ")});
    }
    return std::nullopt;
  }

  std::optional<Condition::Node> arguments(const Form& form, Span head) {
    switch (form.id) {
      case FormId::text_has:
        return one_word(form, head);
      case FormId::text_any:
        return words(Fit::any);
      case FormId::text_all:
        return words(Fit::all);
      case FormId::text_asserts_any:
        return words(Fit::asserts_any);
      case FormId::text_asserts_all:
        return words(Fit::asserts_all);
      case FormId::text_none:
        return words(Fit::none);
      case FormId::text_is:
        return words(Fit::is);
      case FormId::text_starts:
        return words(Fit::starts);
      case FormId::text_ends:
        return words(Fit::ends);
      case FormId::text_matches:
        return expression();
      case FormId::text_length:
        return length();
      case FormId::kind:
        return kind();
      case FormId::platform:
        return platform(form);
      case FormId::tag:
        return tag(form);
      case FormId::group:
        return group(form);
      case FormId::messages:
        return messages();
      case FormId::days_since_last:
        return days(Mark::last_message);
      case FormId::days_since_first:
        return days(Mark::first_message);
      default:
        in_.mistake(problems::later, {std::string(form.en) + "/" + std::string(form.zh)}, head);
        return std::nullopt;
    }
  }

  std::optional<Condition::Node> one_word(const Form& form, Span head) {
    if (in_.here().kind == TokenKind::open || in_.here().kind == TokenKind::list) {
      in_.mistake(problems::one_word_only, {std::string(form.en) + "/" + std::string(form.zh)}, in_.here().span);
      return std::nullopt;
    }
    auto word = in_.take_word();
    if (!word) return std::nullopt;
    if (in_.at_word(word_near)) {
      in_.mistake(problems::later, {"text has … near/邻近"},
                  {head.offset, in_.here().span.offset + in_.here().span.length - head.offset});
      return std::nullopt;
    }
    return TextWords{Fit::has, {std::move(*word)}};
  }

  std::optional<Condition::Node> words(Fit fit) {
    if (in_.here().kind != TokenKind::open) {
      auto word = in_.take_word();
      if (!word) return std::nullopt;
      return TextWords{fit, {std::move(*word)}};
    }
    const auto opening = in_.here().span;
    in_.step();
    std::vector<Word> out;
    while (in_.here().kind != TokenKind::close) {
      if (in_.at_end()) {
        in_.mistake(problems::expected_close, {}, opening);
        return std::nullopt;
      }
      if (in_.here().kind == TokenKind::comma) {
        in_.step();
        continue;
      }
      auto word = in_.take_word();
      if (!word) return std::nullopt;
      out.push_back(std::move(*word));
    }
    if (out.empty()) in_.mistake(problems::empty_words);
    in_.step();
    if (out.empty()) return std::nullopt;
    return TextWords{fit, std::move(out)};
  }

  std::optional<Condition::Node> expression() {
    if (in_.here().kind != TokenKind::expression || in_.here().text.empty()) {
      if (!in_.told_broken_token()) in_.mistake(problems::expected_expression);
      return std::nullopt;
    }
    TextMatches out{in_.here().text, in_.here().span};
    in_.step();
    return out;
  }

  std::optional<Comparison> comparison(std::int64_t most) {
    const auto op = in_.take_op();
    if (!op) return std::nullopt;
    const auto number = in_.take_number(0, most);
    if (!number) return std::nullopt;
    return Comparison{*op, *number};
  }

  std::optional<Condition::Node> length() {
    constexpr std::int64_t longest = 100'000;
    const auto compare = comparison(longest);
    if (!compare) return std::nullopt;
    return TextLength{*compare};
  }

  std::optional<Condition::Node> kind() {
    const auto span = in_.here().span;
    const auto name = in_.take_name("kind is/类型 是");
    if (!name) return std::nullopt;
    for (const auto& known : kinds()) {
      if (known.is(*name)) return KindIs{std::string(known.en)};
    }
    in_.mistake(problems::unknown_kind, {visible(*name), names_of_kinds()}, span);
    return std::nullopt;
  }

  std::optional<Condition::Node> platform(const Form& form) {
    auto name = checked_name(form);
    if (!name) return std::nullopt;
    return PlatformIs{std::move(*name)};
  }

  std::optional<std::string> checked_name(const Form& form) {
    const auto span = in_.here().span;
    auto name = in_.take_name(std::string(form.en) + "/" + std::string(form.zh));
    if (name && !valid_name(*name)) {
      in_.mistake(problems::bad_name, {visible(*name)}, span);
      return std::nullopt;
    }
    return name;
  }

  std::optional<Condition::Node> tag(const Form& form) {
    const auto span = in_.here().span;
    auto name = in_.take_name(std::string(form.en) + "/" + std::string(form.zh));
    if (!name) return std::nullopt;
    const bool below = name->ends_with("/*");
    if (below) name->resize(name->size() - 2);
    if (!valid_name(*name)) {
      in_.mistake(problems::bad_name, {visible(*name)}, span);
      return std::nullopt;
    }
    return HasTag{std::move(*name), below};
  }

  std::optional<Condition::Node> group(const Form& form) {
    auto name = checked_name(form);
    if (!name) return std::nullopt;
    return InGroup{std::move(*name)};
  }

  std::optional<Condition::Node> messages() {
    const auto window = in_.take_duration();
    if (!window) return std::nullopt;
    const auto compare = comparison(max_count);
    if (!compare) return std::nullopt;
    return MessagesIn{*window, *compare};
  }

  // `> 30天` is what one writes in Chinese, so a unit of days may follow or be glued on.
  std::optional<Condition::Node> days(Mark mark) {
    const auto op = in_.take_op();
    if (!op) return std::nullopt;
    const auto& text = in_.here().text;
    const auto glued = in_.here().kind == TokenKind::word ? parse_duration(text) : std::nullopt;
    if (glued && (text.ends_with("天") || text.ends_with("d")) && *glued <= max_window) {
      in_.step();
      return DaysSince{mark, {*op, *glued / std::chrono::hours{24}}};
    }
    const auto number = in_.take_number(0, max_days);
    if (!number) return std::nullopt;
    if (in_.here().kind == TokenKind::word && in_.here().text == "天") in_.step();
    return DaysSince{mark, {*op, *number}};
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
