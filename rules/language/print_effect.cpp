#include "rules/language/forms.hpp"
#include "rules/language/parse.hpp"

namespace fenqun::rules {
namespace {

using language::FormId;

class EffectPrinter {
 public:
  explicit EffectPrinter(Language language) : language_(language) {}

  std::string operator()(const TagEffect& effect) const {
    return head(FormId::give_tag) + language::print_name(effect.tag) + life(effect);
  }
  std::string operator()(const UntagEffect& effect) const {
    return head(FormId::take_tag) + language::print_name(effect.tag);
  }
  std::string operator()(const GroupEffect& effect) const {
    return head(FormId::move_to) + language::print_name(effect.group);
  }
  std::string operator()(const ReplyEffect& effect) const {
    return head(FormId::reply) + language::print_text(effect.text) + once(effect.once);
  }
  std::string operator()(const NotifyEffect& effect) const {
    const auto text = effect.text.empty() ? std::string() : " " + language::print_text(effect.text);
    return head(FormId::notify) + language::print_name(effect.where) + text + once(effect.once);
  }
  std::string operator()(const SetEffect& effect) const {
    return head(FormId::set_attribute) + language::print_name(effect.name) + " = " + language::print_text(effect.value);
  }
  std::string operator()(const FollowUpEffect& effect) const {
    return head(FormId::follow_up) + language::duration_text(effect.after, language_) + " " +
           language::print_text(effect.text) + once(effect.once);
  }
  std::string operator()(const WebhookEffect& effect) const {
    return head(FormId::webhook) + language::print_name(effect.name) + once(effect.once);
  }

 private:
  std::string head(FormId id) const { return std::string(language::head_of(id, language_)) + " "; }
  std::string life(const TagEffect& effect) const {
    const bool zh = language_ == Language::zh;
    switch (effect.life) {
      case Life::kept:
        return {};
      case Life::timed:
        return (zh ? " " : " for ") + language::duration_text(effect.duration, language_);
      case Life::while_true:
        return " " + std::string(zh ? language::word_while_true_zh : language::word_while_true_en);
    }
    return {};
  }
  std::string once(const Once& once) const {
    if (!once.limited) return {};
    auto out = " " + std::string(language::word_once.in(language_));
    if (once.per == Millis{0}) return out;
    return out + " " + std::string(language::word_per.in(language_)) + " " +
           language::duration_text(once.per, language_);
  }

  Language language_;
};

}  // namespace

std::string print_effect(const Effect& effect, Language language) {
  return std::visit(EffectPrinter(language), effect);
}

}  // namespace fenqun::rules
