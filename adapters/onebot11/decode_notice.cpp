#include "adapters/onebot11/decode_parts.hpp"
#include "adapters/onebot11/ids.hpp"
#include "adapters/onebot11/limits.hpp"

namespace fenqun::adapters::onebot11 {
namespace {

struct Notice {
  const JsonFields& frame;
  const DecodeContext& context;
  std::string_view type;
  std::string_view sub_type;
  std::string self;
  Stamp stamp;

  std::string id(std::string_view key) const { return id_of(frame[key]).value_or(""); }
};

// "2900000001/n/group_increase.approve/700100200/10002/-/1767225700": a notice has no id of its own, so its fields are.
std::string notice_key(const Notice& notice, std::string_view detail) {
  std::string key = notice.self + "/n/";
  key.append(notice.type);
  if (!notice.sub_type.empty()) key.append(".").append(cut(notice.sub_type, 40));
  for (const std::string& part : {notice.id("group_id"), notice.id("user_id"), std::string(detail)}) {
    key.append("/").append(part.empty() ? "-" : part);
  }
  return key + "/" + notice.stamp.seconds;
}

Event event_of(const Notice& notice, std::string_view user, Payload payload, std::string_view detail = {}) {
  Event event;
  event.key = {std::string(notice.context.account), notice_key(notice, detail)};
  event.who = customer(user);
  event.where = {ChatKind::direct, std::string(user), {}};
  if (auto group = id_of(notice.frame["group_id"]); group && *group != "0") {
    event.where = {ChatKind::group, std::move(*group), {}};
  }
  event.sent_at = notice.stamp.at;
  event.seen_at = notice.context.now;
  event.payload = std::move(payload);
  return event;
}

Meaning recalled(const Notice& notice, bool group) {
  const std::string user = notice.id("user_id");
  const std::string message = notice.id("message_id");
  if (user.empty()) return unreadable("user_id");
  if (message.empty()) return unreadable("message_id");
  const std::string chat = group ? notice.id("group_id") : user;
  if (chat.empty()) return unreadable("group_id");
  if (user == notice.self) return counted("ignored_event", "notice", "own_recall");
  return Happened{event_of(notice, user, Recalled{message_name(notice.self, group, chat, message)}, message)};
}

Meaning membership(const Notice& notice, bool joined) {
  const std::string user = notice.id("user_id");
  const std::string chat = notice.id("group_id");
  if (user.empty()) return unreadable("user_id");
  if (chat.empty()) return unreadable("group_id");
  if (user == notice.self) {
    if (joined) return SelfJoined{chat};
    return counted("ignored_event", "notice", "self_left");
  }
  return Happened{event_of(notice, user, joined ? Payload{Joined{}} : Payload{Left{}}, notice.id("operator_id"))};
}

// NapCat: notify/group_name with name_new; Lagrange: group_name_change with name and, often, nobody's number.
Meaning renamed(const Notice& notice, std::string_view name_field) {
  const auto name = notice.frame[name_field].string();
  ChatNamed named{notice.id("group_id"), std::string(cut(name.value_or(""), max_name)), std::nullopt};
  if (named.chat.empty()) return unreadable("group_id");
  if (!name || name->empty()) return unreadable(name_field);
  std::string user = notice.id("user_id");
  if (user.empty()) user = notice.id("operator_id");
  if (!user.empty() && user != "0" && user != notice.self) {
    named.event = event_of(notice, user, Renamed{named.name}, {});
    named.event->chat_name = named.name;
  }
  return named;
}

Meaning befriended(const Notice& notice) {
  const std::string user = notice.id("user_id");
  if (user.empty()) return unreadable("user_id");
  return Happened{event_of(notice, user, Befriended{})};
}

bool known_and_ignored(std::string_view type) {
  for (const std::string_view known :
       {"notify", "group_admin", "group_card", "group_upload", "group_ban", "essence", "group_dismiss", "offline_file",
        "client_status", "profile_like", "group_msg_emoji_like", "reaction"}) {
    if (type == known) return true;
  }
  return false;
}

}  // namespace

Meaning decode_notice(const JsonFields& frame, const DecodeContext& context) {
  const auto type = frame["notice_type"].string();
  if (!type) return unreadable("notice_type");
  const Notice notice{frame,
                      context,
                      *type,
                      frame["sub_type"].string().value_or(""),
                      self_of(frame, context),
                      stamp_of(frame, context.now)};
  if (*type == "friend_recall") return recalled(notice, false);
  if (*type == "group_recall") return recalled(notice, true);
  if (*type == "friend_add") return befriended(notice);
  if (*type == "group_increase") return membership(notice, true);
  if (*type == "group_decrease") return membership(notice, false);
  if (*type == "group_name_change") return renamed(notice, "name");
  if (*type == "notify" && notice.sub_type == "group_name") return renamed(notice, "name_new");
  if (*type == "bot_offline" || *type == "bot_online") {
    return QqOnline{*type == "bot_online", std::string(cut(frame["message"].string().value_or(""), max_words))};
  }
  std::string detail(cut(*type, 40));
  if (!notice.sub_type.empty()) detail.append(".").append(cut(notice.sub_type, 40));
  return counted(known_and_ignored(*type) ? "ignored_event" : "unknown_event", "notice", detail);
}

}  // namespace fenqun::adapters::onebot11
