#include "bot/decide/notice.hpp"

#include <algorithm>

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

std::string notice_text(const rules::NotifyEffect& notify, const Wish& wish, const Event& event, const Profile& profile,
                        Language language) {
  if (!notify.text.empty()) return notify.text;
  const auto* words = text_of(event);
  return fill(standard_notice.in(language),
              {profile.name.empty() ? profile.key.user : profile.name, to_string(profile.key),
               wish.rule->name.empty() ? wish.rule->id : wish.rule->name,
               words != nullptr ? shortened(words->text) : std::string(kind_of(event))});
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

OutboxItem item(std::string via, Chat to, std::string text, Time now) {
  OutboxItem out;
  out.via = std::move(via);
  out.to = std::move(to);
  out.body = Say{std::move(text), {}};
  out.not_before = now;
  return out;
}

void add_reply(const rules::ReplyEffect& reply, const Event& event, Time now, Decision& out) {
  if (out.replies.size() >= max_replies) return;
  if (std::find(out.replies.begin(), out.replies.end(), reply.text) != out.replies.end()) return;
  out.replies.push_back(reply.text);
  out.outbox.push_back(item(event.key.account, event.where, reply.text, now));
}

void add_notice(const rules::NotifyEffect& notify, const Wish& wish, const Directory& directory, const Event& event,
                const Profile& profile, Time now, const DecideOptions& options, Decision& out) {
  const auto text = notice_text(notify, wish, event, profile, options.language);
  if (notify.where == "owners") {
    for (const auto& owner : options.owners) {
      if (owner.platform == event.who.platform && owner != event.who) {
        out.outbox.push_back(item(event.key.account, {ChatKind::direct, owner.user, {}}, text, now));
      }
    }
    return;
  }
  for (const auto& ref : places(directory, notify.where)) {
    out.outbox.push_back(item(ref.account, {ChatKind::group, ref.chat, {}}, text, now));
  }
}

}  // namespace

void write_words(const Directory& directory, const Event& event, const Profile& profile, const Wishes& wishes, Time now,
                 const DecideOptions& options, Decision& out) {
  // Time alone has no chat to answer in; notices go to the team all the same.
  const bool answerable = text_of(event) != nullptr || std::holds_alternative<Media>(event.payload);
  for (const auto& wish : wishes.words) {
    if (const auto* reply = std::get_if<rules::ReplyEffect>(wish.effect); reply != nullptr && answerable) {
      add_reply(*reply, event, now, out);
    } else if (const auto* notify = std::get_if<rules::NotifyEffect>(wish.effect)) {
      add_notice(*notify, wish, directory, event, profile, now, options, out);
    }
  }
}

}  // namespace fenqun::bot
