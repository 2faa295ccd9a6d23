#include "rules/language/reader.hpp"
#include "rules/limits.hpp"
#include "rules/names.hpp"
#include "rules/problems.hpp"

namespace fenqun::rules::language {
namespace {

std::string heads_of_all() {
  std::string out;
  for (const auto& form : effect_forms()) out += (out.empty() ? "" : " ") + form.both();
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
      const auto head = in_.here();
      const auto* form = in_.take_form(effect_forms());
      if (form == nullptr && !in_.told_broken_token()) unknown(head);
      auto effect = form == nullptr ? std::nullopt : one(*form);
      if (effect && !at_separator()) {
        told_trailing(*form);
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

  void told_trailing(const Form& form) {
    if (in_.at_word(word_once) || in_.at_word(word_per)) {
      in_.mistake(problems::once_not_here, {form.both()});
    } else if (!in_.told_broken_token()) {
      in_.mistake(problems::trailing, {visible(in_.here().text)});
    }
  }

  std::optional<ParsedEffect> one(const Form& form) {
    switch (form.id) {
      case FormId::give_tag:
        return give_tag(form);
      case FormId::take_tag:
        return named<UntagEffect>(form);
      case FormId::move_to:
        return named<GroupEffect>(form);
      case FormId::set_attribute:
        return set_attribute(form);
      case FormId::set_stage:
        return set_stage(form);
      case FormId::reply:
        return reply();
      case FormId::notify:
        return notify(form);
      case FormId::follow_up:
        return follow_up();
      case FormId::webhook:
        return webhook(form);
      default:
        return std::nullopt;
    }
  }

  void unknown(const Token& head) {
    const auto begun = in_.longest_beginning(effect_forms());
    if (begun.words > 0) return in_.tell_continuation(begun);
    const auto known = first_words(effect_forms());
    const auto hinted = [&](const Bilingual& hint, const std::string& meant) {
      in_.mistake(problems::with_hint(problems::unknown_effect, hint),
                  {visible(head.text), "", "", "", "", "", "", "", "", meant}, head.span);
    };
    if (head.kind == TokenKind::word) {
      if (const auto glued = glued_head(effect_forms(), head.text)) return hinted(problems::space_left_out, *glued);
      if (const auto meant = nearest(head.text, known)) return hinted(problems::did_you_mean, *meant);
    }
    in_.mistake(problems::unknown_effect, {visible(head.text), heads_of_all()}, head.span);
  }

  template <typename Kind>
  std::optional<ParsedEffect> named(const Form& form) {
    ParsedEffect out;
    auto found = in_.take_valid_name(form, out.name);
    if (!found) return std::nullopt;
    out.effect = Kind{std::move(*found)};
    return out;
  }

  std::optional<ParsedEffect> give_tag(const Form& form) {
    ParsedEffect out;
    auto found = in_.take_valid_name(form, out.name);
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

  // A text, or a template to be looked up. Both stay empty when there is neither.
  bool take_text_or_template(std::string& words, ParsedEffect& out) {
    out.name = in_.here().span;
    if (in_.here().kind == TokenKind::list) {
      out.lookup = in_.here().text;
      in_.step();
      return true;
    }
    auto found = text();
    if (found) words = std::move(*found);
    return found.has_value();
  }

  std::optional<ParsedEffect> reply() {
    ParsedEffect out;
    ReplyEffect effect;
    if (!take_text_or_template(effect.text, out)) return std::nullopt;
    if (!take_once(effect.once)) return std::nullopt;
    out.effect = std::move(effect);
    return out;
  }

  std::optional<ParsedEffect> notify(const Form& form) {
    ParsedEffect out;
    auto where = in_.take_valid_name(form, out.name);
    if (!where) return std::nullopt;
    NotifyEffect effect{std::move(*where), "", {}};
    if (!at_separator() && !at_once()) {
      auto words = text();
      if (!words) return std::nullopt;
      effect.text = std::move(*words);
    }
    if (!take_once(effect.once)) return std::nullopt;
    out.effect = std::move(effect);
    return out;
  }

  std::optional<ParsedEffect> follow_up() {
    ParsedEffect out;
    FollowUpEffect effect;
    const auto after = in_.take_duration();
    if (!after) return std::nullopt;
    effect.after = *after;
    if (!take_text_or_template(effect.text, out)) return std::nullopt;
    if (!take_once(effect.once)) return std::nullopt;
    out.effect = std::move(effect);
    return out;
  }

  std::optional<ParsedEffect> webhook(const Form& form) {
    ParsedEffect out;
    auto name = in_.take_valid_name(form, out.name);
    if (!name) return std::nullopt;
    WebhookEffect effect{std::move(*name), {}};
    if (!take_once(effect.once)) return std::nullopt;
    out.effect = std::move(effect);
    return out;
  }

  std::optional<ParsedEffect> set_stage(const Form& form) {
    auto out = named<UntagEffect>(form);
    if (!out) return std::nullopt;
    TagEffect effect;
    effect.tag = std::move(std::get<UntagEffect>(out->effect).tag);
    out->effect = std::move(effect);
    out->stage = true;
    return out;
  }

  std::optional<ParsedEffect> set_attribute(const Form& form) {
    ParsedEffect out;
    auto name = in_.take_valid_name(form, out.name);
    if (!name) return std::nullopt;
    const bool equal = in_.here().kind == TokenKind::op && in_.here().op == Op::equal;
    if (!equal && !in_.at_word(word_to)) {
      if (!in_.told_broken_token()) in_.mistake(problems::expected_equal);
      return std::nullopt;
    }
    in_.step();
    const auto& token = in_.here();
    if (token.kind != TokenKind::quoted && token.kind != TokenKind::word) {
      if (!in_.told_broken_token()) in_.mistake(problems::expected_value);
      return std::nullopt;
    }
    if (code_points(token.text) > max_value_length) {
      in_.mistake(problems::too_long, {form.both(), std::to_string(max_value_length)});
      return std::nullopt;
    }
    out.effect = SetEffect{std::move(*name), token.text};
    in_.step();
    return out;
  }

  bool at_once() const {
    const auto& token = in_.here();
    return token.kind == TokenKind::word &&
           (word_once.is(token.text) || word_per.is(token.text) || token.text.starts_with(word_per.zh));
  }

  // `once`, `once per 7d`, `一次`, `一次 每 7天`, `每 7天 一次`, `每7天一次`. False: a mistake was told.
  bool take_once(Once& once) {
    if (!at_once()) return true;
    once.limited = true;
    if (take_per_once(once)) return true;
    const bool said_once = in_.take(word_once);
    const bool said_per = in_.take(word_per) || in_.take_prefix(word_per.zh);
    if (!said_per) return true;
    const auto per = in_.take_duration();
    if (!per) return false;
    once.per = *per;
    if (!said_once && !in_.take(word_once)) {
      in_.mistake(problems::expected_once);
      return false;
    }
    return true;
  }

  // All in one word.
  bool take_per_once(Once& once) {
    std::string_view text = in_.here().text;
    if (!text.starts_with(word_per.zh) || !text.ends_with(word_once.zh)) return false;
    text.remove_prefix(word_per.zh.size());
    if (text.size() < word_once.zh.size()) return false;
    text.remove_suffix(word_once.zh.size());
    const auto per = parse_duration(narrow(text));
    if (!per || *per < min_window || *per > max_window) return false;
    once.per = *per;
    in_.step();
    return true;
  }

  Reader& in_;
};

}  // namespace

std::vector<ParsedEffect> parse_effects(std::string_view text, Mistakes& mistakes) {
  if (text.size() > max_effects_bytes) {
    mistakes.push_back({Problem(problems::too_long, {"then", std::to_string(max_effects_bytes) + " B"}), {0, 1}});
    return {};
  }
  Reader reader(text, mistakes);
  return EffectParser(reader).all();
}

}  // namespace fenqun::rules::language
