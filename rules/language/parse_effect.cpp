#include "rules/language/reader.hpp"
#include "rules/limits.hpp"
#include "rules/names.hpp"
#include "rules/problems.hpp"

namespace fenqun::rules::language {
namespace {

std::string both(const Form& form) {
  return std::string(form.en) + "/" + std::string(form.zh);
}

std::string heads_of_this_version() {
  std::string out;
  for (const auto& form : effect_forms()) {
    if (form.id != FormId::later) out += (out.empty() ? "" : " ") + both(form);
  }
  return out;
}

class EffectParser {
 public:
  explicit EffectParser(Reader& reader) : in_(reader) {}

  std::vector<ParsedEffect> all() {
    std::vector<ParsedEffect> out;
    while (!in_.at_end()) {
      if (in_.here().kind == TokenKind::semicolon) {
        in_.step();
        continue;
      }
      const auto begin = in_.here().span.offset;
      auto effect = one();
      if (effect && !at_separator()) {
        told_trailing();
        effect.reset();
      }
      if (effect) {
        effect->span = {begin, in_.before().span.offset + in_.before().span.length - begin};
        out.push_back(std::move(*effect));
      }
      while (!at_separator()) in_.step();
    }
    return out;
  }

 private:
  bool at_separator() const { return in_.at_end() || in_.here().kind == TokenKind::semicolon; }

  void told_trailing() {
    if (in_.at_word(word_once)) {
      in_.mistake(problems::later, {"once/一次"});
    } else if (!in_.told_broken_token()) {
      in_.mistake(problems::trailing, {visible(in_.here().text)});
    }
  }

  std::optional<ParsedEffect> one() {
    const auto head = in_.here();
    const auto* form = in_.take_form(effect_forms());
    if (!form) {
      if (!in_.told_broken_token()) unknown(head);
      return std::nullopt;
    }
    switch (form->id) {
      case FormId::give_tag:
        return give_tag(*form);
      case FormId::take_tag:
        return named<UntagEffect>(*form);
      case FormId::move_to:
        return named<GroupEffect>(*form);
      case FormId::reply:
        return reply();
      case FormId::notify:
        return notify(*form);
      default:
        in_.mistake(problems::later, {both(*form)}, head.span);
        return std::nullopt;
    }
  }

  void unknown(const Token& head) {
    const auto known = first_words(effect_forms());
    if (const auto meant = head.kind == TokenKind::word ? nearest(head.text, known) : std::nullopt) {
      in_.mistake(problems::with_hint(problems::unknown_effect, problems::did_you_mean),
                  {visible(head.text), "", "", "", "", "", "", "", "", *meant}, head.span);
    } else {
      in_.mistake(problems::unknown_effect, {visible(head.text), heads_of_this_version()}, head.span);
    }
  }

  std::optional<std::string> name(const Form& form, Span& span) {
    span = in_.here().span;
    auto out = in_.take_name(both(form));
    if (out && !valid_name(*out)) {
      in_.mistake(problems::bad_name, {visible(*out)}, span);
      return std::nullopt;
    }
    return out;
  }

  template <typename Kind>
  std::optional<ParsedEffect> named(const Form& form) {
    ParsedEffect out;
    auto found = name(form, out.name);
    if (!found) return std::nullopt;
    out.effect = Kind{std::move(*found)};
    return out;
  }

  std::optional<ParsedEffect> give_tag(const Form& form) {
    ParsedEffect out;
    auto found = name(form, out.name);
    if (!found) return std::nullopt;
    TagEffect effect;
    effect.tag = std::move(*found);
    if (take_while_true()) {
      effect.life = Life::while_true;
    } else if (in_.take(word_for) || in_.at_duration()) {
      const auto duration = in_.take_duration();
      if (!duration) return std::nullopt;
      effect.life = Life::timed;
      effect.duration = *duration;
    }
    out.effect = std::move(effect);
    return out;
  }

  bool take_while_true() {
    if (in_.here().kind != TokenKind::word) return false;
    if (in_.here().text == word_while_true_zh) {
      in_.step();
      return true;
    }
    const auto words = split_words(word_while_true_en);
    if (!same_word(in_.here().text, words[0]) || !same_word(in_.ahead(1).text, words[1])) return false;
    in_.step(words.size());
    return true;
  }

  std::optional<std::string> text() {
    if (in_.here().kind != TokenKind::quoted || in_.here().text.empty()) {
      if (!in_.told_broken_token()) in_.mistake(problems::expected_text);
      return std::nullopt;
    }
    if (code_points(in_.here().text) > max_reply_length) {
      in_.mistake(problems::too_long, {"reply/notify", std::to_string(max_reply_length)});
      return std::nullopt;
    }
    auto out = in_.here().text;
    in_.step();
    return out;
  }

  std::optional<ParsedEffect> reply() {
    ParsedEffect out;
    out.name = in_.here().span;
    if (in_.here().kind == TokenKind::list) {
      out.lookup = in_.here().text;
      out.effect = ReplyEffect{};
      in_.step();
      return out;
    }
    auto words = text();
    if (!words) return std::nullopt;
    out.effect = ReplyEffect{std::move(*words), {}};
    return out;
  }

  std::optional<ParsedEffect> notify(const Form& form) {
    ParsedEffect out;
    auto where = name(form, out.name);
    if (!where) return std::nullopt;
    NotifyEffect effect{std::move(*where), "", {}};
    if (!at_separator() && !in_.at_word(word_once)) {
      auto words = text();
      if (!words) return std::nullopt;
      effect.text = std::move(*words);
    }
    out.effect = std::move(effect);
    return out;
  }

  Reader& in_;
};

}  // namespace

std::vector<ParsedEffect> parse_effects(std::string_view text, Mistakes& mistakes) {
  Reader reader(text, mistakes);
  return EffectParser(reader).all();
}

}  // namespace fenqun::rules::language
