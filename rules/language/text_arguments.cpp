#include "rules/language/arguments.hpp"
#include "rules/limits.hpp"
#include "rules/names.hpp"
#include "rules/problems.hpp"

namespace fenqun::rules::language {
namespace {

using Node = std::optional<Condition::Node>;

std::string names_of_kinds() {
  std::string out;
  for (const auto& kind : kinds()) out += (out.empty() ? "" : " ") + std::string(kind.en) + "/" + std::string(kind.zh);
  return out;
}

Node near(Reader& in, Word left) {
  in.step();
  auto right = in.take_word();
  if (!right) return std::nullopt;
  const bool said = in.take(word_apart);
  if (!said && (in.here().kind != TokenKind::word || is_joiner(in.here().text))) {
    if (!in.told_broken_token()) in.mistake(problems::expected_near);
    return std::nullopt;
  }
  // 8字内, 8 字内, 8 字 内
  std::string text = in.here().text;
  if (text.ends_with(word_apart.zh)) text.resize(text.size() - word_apart.zh.size());
  const auto within = in.take_number(0, max_near, 1, in.here().text == text ? unit_characters : "字内");
  if (!within) return std::nullopt;
  in.take({"characters", "内"});
  return TextNear{std::move(left), std::move(*right), *within};
}

Node one_word(Reader& in, const Form& form) {
  const bool list = in.here().kind == TokenKind::list;
  const bool near_follows = in.ahead(1).kind == TokenKind::word && word_near.is(in.ahead(1).text);
  if (in.here().kind == TokenKind::open || (list && !near_follows)) {
    in.mistake(problems::one_word_only, {form.both()}, in.here().span);
    return std::nullopt;
  }
  auto word = in.take_word();
  if (!word) return std::nullopt;
  if (in.at_word(word_near)) return near(in, std::move(*word));
  return TextWords{Fit::has, {std::move(*word)}};
}

Node words(Reader& in, Fit fit) {
  auto found = in.take_words();
  if (!found) return std::nullopt;
  return TextWords{fit, std::move(*found)};
}

Node expression(Reader& in) {
  if (in.here().kind != TokenKind::expression || in.here().text.empty()) {
    if (!in.told_broken_token()) in.mistake(problems::expected_expression);
    return std::nullopt;
  }
  TextMatches out{in.here().text, in.here().span};
  in.step();
  return out;
}

Node sounds(Reader& in) {
  auto found = in.take_words();
  if (!found) return std::nullopt;
  return TextSounds{std::move(*found)};
}

Node length(Reader& in) {
  constexpr std::int64_t longest = 100'000;
  const auto compare = in.take_comparison(0, longest, 1, unit_characters);
  if (!compare) return std::nullopt;
  return TextLength{*compare};
}

Node kind(Reader& in, const Form& form) {
  const auto span = in.here().span;
  const auto name = in.take_name(form.both());
  if (!name) return std::nullopt;
  for (const auto& known : kinds()) {
    if (known.is(*name)) return KindIs{std::string(known.en)};
  }
  in.mistake(problems::unknown_kind, {visible(*name), names_of_kinds()}, span);
  return std::nullopt;
}

template <typename Is>
Node named(Reader& in, const Form& form) {
  Span span;
  auto name = in.take_valid_name(form, span);
  if (!name) return std::nullopt;
  return Is{std::move(*name)};
}

}  // namespace

std::optional<Condition::Node> read_text_arguments(Reader& in, const Form& form) {
  switch (form.id) {
    case FormId::text_has:
      return one_word(in, form);
    case FormId::text_any:
      return words(in, Fit::any);
    case FormId::text_all:
      return words(in, Fit::all);
    case FormId::text_asserts_any:
      return words(in, Fit::asserts_any);
    case FormId::text_asserts_all:
      return words(in, Fit::asserts_all);
    case FormId::text_none:
      return words(in, Fit::none);
    case FormId::text_is:
      return words(in, Fit::is);
    case FormId::text_starts:
      return words(in, Fit::starts);
    case FormId::text_ends:
      return words(in, Fit::ends);
    case FormId::text_matches:
      return expression(in);
    case FormId::text_sounds:
      return sounds(in);
    case FormId::text_length:
      return length(in);
    case FormId::has_link:
      return TextTrait{Trait::link};
    case FormId::has_phone:
      return TextTrait{Trait::phone};
    case FormId::has_address:
      return TextTrait{Trait::address};
    case FormId::kind:
      return kind(in, form);
    case FormId::platform:
      return named<PlatformIs>(in, form);
    case FormId::account:
      return named<AccountIs>(in, form);
    default:
      return std::nullopt;
  }
}

std::optional<Condition::Node> read_arguments(Reader& in, const Form& form) {
  if (auto out = read_text_arguments(in, form)) return out;
  return read_customer_arguments(in, form);
}

}  // namespace fenqun::rules::language
