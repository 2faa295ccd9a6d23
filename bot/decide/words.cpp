#include "bot/decide/words.hpp"

#include <algorithm>

#include "bot/decide/once.hpp"
#include "bot/decide/webhook_body.hpp"

namespace fenqun::bot {
namespace {

constexpr Bilingual standard_notice{"【通知】客户 {0}({1})命中规则「{2}」:{3}",
                                    "[notice] customer {0} ({1}) met rule “{2}”: {3}"};

std::string shortened(std::string_view text) {
  std::size_t chars = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool starts = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    if (starts && ++chars > max_notice_chars) return std::string(text.substr(0, i)) + "…";
  }
  return std::string(text);
}

std::string notice_text(const rules::NotifyEffect& notify, const Wish& wish, const Making& making, Language language) {
  if (!notify.text.empty()) return notify.text;
  const auto& profile = making.profile();
  const auto* words = text_of(making.event());
  return fill(standard_notice.in(language),
              {profile.name.empty() ? profile.key.user : profile.name, to_string(profile.key),
               wish.rule->name.empty() ? wish.rule->id : wish.rule->name,
               words != nullptr ? shortened(words->text) : std::string(kind_of(making.event()))});
}

// A chat's own name, or the chats that are linked to a group of ours.
std::vector<ChatRef> places(const Directory& directory, const std::string& where) {
  std::vector<ChatRef> out;
  const auto group = directory.find_group(where);
  for (const auto& [ref, chat] : directory.chats) {
    if (chat.name == where || (group && chat.group == *group)) out.push_back(ref);
  }
  return out;
}

// Where the customer is answered: in the chat of the message, else where they wrote last. Nothing for people who come
// and go, and for who never wrote.
std::optional<Reach> answer_place(const Making& making) {
  const auto& event = making.event();
  if (is_customer_message(event)) return Reach{event.key.account, event.where};
  const bool about_customer = std::holds_alternative<Quiet>(event.payload) ||
                              std::holds_alternative<Ordered>(event.payload) ||
                              std::holds_alternative<Rated>(event.payload);
  if (!about_customer || making.profile().reach.account.empty()) return std::nullopt;
  return making.profile().reach;
}

bool say(const std::string& text, Making& making) {
  auto& out = making.out();
  const auto place = answer_place(making);
  if (!place || out.replies.size() >= max_replies) return false;
  if (std::find(out.replies.begin(), out.replies.end(), text) != out.replies.end()) return false;
  out.replies.push_back(text);
  out.outbox.push_back({0, place->account, place->chat, Say{text, {}}, making.send_at(), 0, {}});
  return true;
}

bool notify_place(std::string via, Chat to, const std::string& text, Making& making) {
  auto& outbox = making.out().outbox;
  const bool told = std::any_of(outbox.begin(), outbox.end(), [&](const OutboxItem& item) {
    const auto* other = std::get_if<Say>(&item.body);
    return other != nullptr && item.via == via && item.to == to && other->text == text;
  });
  if (told || via.empty()) return false;
  outbox.push_back({0, std::move(via), std::move(to), Say{text, {}}, making.send_at(), 0, {}});
  return true;
}

bool notify(const rules::NotifyEffect& effect, const Wish& wish, const Directory& directory,
            const DecideOptions& options, Making& making) {
  const auto text = notice_text(effect, wish, making, options.language);
  bool any = false;
  if (effect.where == "owners") {
    const auto& event = making.event();
    const auto& account = event.key.account.empty() ? making.profile().reach.account : event.key.account;
    for (const auto& owner : options.owners) {
      if (owner.platform != event.who.platform || owner == event.who) continue;
      any |= notify_place(account, {ChatKind::direct, owner.user, {}}, text, making);
    }
    return any;
  }
  for (const auto& ref : places(directory, effect.where)) {
    any |= notify_place(ref.account, {ChatKind::group, ref.chat, {}}, text, making);
  }
  return any;
}

bool plan(const rules::FollowUpEffect& effect, const Wish& wish, Making& making) {
  const auto at = making.now() + effect.after;
  making.change(PlanFollowUp{wish.rule->id, at});
  return true;
}

const rules::FollowUpEffect* follow_up_of(const rules::Rule& rule, const rules::Effect*& which) {
  for (const auto& effect : rule.effects) {
    which = &effect;
    if (const auto* found = std::get_if<rules::FollowUpEffect>(&effect)) return found;
  }
  return nullptr;
}

// False: there is no more to be said now, the plan stays.
bool follow_up(const rules::RuleSet& rules, const rules::Enabled& enabled, const std::string& id, Making& making) {
  const auto* rule = rules.find(id);
  const rules::Effect* effect = nullptr;
  const auto* words = rule == nullptr ? nullptr : follow_up_of(*rule, effect);
  const auto index = static_cast<std::size_t>(rule == nullptr ? 0 : rule - rules.rules.data());
  const bool on = words != nullptr && rule->enabled && (index >= enabled.size() || enabled[index]);
  if (on) {
    if (making.out().replies.size() >= max_replies) return false;
    const OnceGate gate(*rule, *effect, words->once);
    if (gate.open(making) && say(words->text, making)) gate.passed(making);
  }
  making.change(PlanFollowUp{id, std::nullopt});
  return true;
}

}  // namespace

void say_follow_ups(const rules::RuleSet& rules, const rules::Enabled& enabled, Making& making) {
  if (!std::holds_alternative<Quiet>(making.event().payload)) return;
  std::vector<std::string> due;
  for (const auto& plan : making.profile().follow_ups) {
    if (plan.at <= making.now()) due.push_back(plan.rule);
  }
  for (const auto& id : due) {
    if (!follow_up(rules, enabled, id, making)) return;
  }
}

void write_words(const Directory& directory, const Wishes& wishes, const DecideOptions& options, Making& making) {
  for (const auto& wish : wishes.words) {
    if (!wish.speaks) continue;
    const auto limited = [&](const auto& effect, auto speak, bool at_once = true) {
      const OnceGate gate(*wish.rule, *wish.effect, effect.once);
      if (gate.open(making) && speak(effect) && at_once) gate.passed(making);
    };
    if (const auto* reply = std::get_if<rules::ReplyEffect>(wish.effect)) {
      limited(*reply, [&](const auto& effect) { return say(effect.text, making); });
    } else if (const auto* notice = std::get_if<rules::NotifyEffect>(wish.effect)) {
      limited(*notice, [&](const auto& effect) { return notify(effect, wish, directory, options, making); });
    } else if (const auto* later = std::get_if<rules::FollowUpEffect>(wish.effect)) {
      limited(
          *later, [&](const auto& effect) { return plan(effect, wish, making); }, false);
    } else if (const auto* hook = std::get_if<rules::WebhookEffect>(wish.effect)) {
      limited(*hook, [&](const auto& effect) { return call_webhook(effect, wish, making); });
    }
  }
}

std::optional<Time> next_follow_up(const Profile& profile) {
  std::optional<Time> next;
  for (const auto& plan : profile.follow_ups) {
    if (!next || plan.at < *next) next = plan.at;
  }
  return next;
}

}  // namespace fenqun::bot
