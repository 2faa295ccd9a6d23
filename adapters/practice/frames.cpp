#include "adapters/practice/frames.hpp"

#include <nlohmann/json.hpp>

#include "adapters/practice/segments.hpp"

namespace fenqun::adapters::practice {
namespace {

using nlohmann::json;

std::int64_t seconds(Time at) {
  return to_millis(at) / 1000;
}

json event(const Voice& voice, Time at, const char* type) {
  return {{"time", seconds(at)}, {"self_id", voice.self_id}, {"post_type", type}};
}

json notice(const Voice& voice, Time at, const char* type) {
  json out = event(voice, at, "notice");
  out["notice_type"] = type;
  return out;
}

json sender_of(const Voice& voice, const World& world, const Logged& entry) {
  const std::int64_t who = entry.by_bot ? voice.self_id : entry.line.user;
  const std::string& name = entry.by_bot || !entry.line.name.empty() ? entry.line.name : world.person(who).name;
  json sender = {{"user_id", who}, {"nickname", name}, {"card", ""}};
  if (entry.line.group != 0) sender["role"] = "member";
  if (voice.dialect == Dialect::gocqhttp) {
    sender["sex"] = "unknown";
    sender["age"] = 0;
  }
  return sender;
}

// Sequence numbers and where a temporary session came from: each dialect has its own idea.
void add_dialect_fields(json& out, const Voice& voice, const World& world, const Logged& entry) {
  const Line& line = entry.line;
  const Group* group = line.group != 0 ? world.group(line.group) : nullptr;
  if (voice.dialect == Dialect::napcat) {
    out["message_seq"] = entry.id;
    out["real_id"] = entry.id;
    out["real_seq"] = std::to_string(entry.sequence);
    if (line.temporary_via != 0) out["group_id"] = line.temporary_via;
  }
  if (voice.dialect == Dialect::llonebot) {
    out["message_seq"] = entry.sequence;
    out["real_id"] = entry.id;
    if (line.temporary_via != 0) out["sender"]["group_id"] = line.temporary_via;
  }
  if (voice.dialect == Dialect::gocqhttp && group) out["message_seq"] = entry.sequence;
  const bool extended = voice.dialect == Dialect::napcat || voice.dialect == Dialect::llonebot;
  if (extended) out["message_format"] = voice.string_form ? "string" : "array";
  if (extended && group) out["group_name"] = group->name;
  const bool tells_target = voice.dialect != Dialect::lagrange;
  if (!group && tells_target) out["target_id"] = entry.by_bot ? line.user : voice.self_id;
}

}  // namespace

std::string to_text(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

json lifecycle_event(const Voice& voice, Time now) {
  json out = event(voice, now, "meta_event");
  out["meta_event_type"] = "lifecycle";
  out["sub_type"] = "connect";
  return out;
}

json heartbeat_event(const Voice& voice, Time now, bool online, Millis interval) {
  json out = event(voice, now, "meta_event");
  out["meta_event_type"] = "heartbeat";
  out["status"] = {{"online", online}, {"good", online}};
  out["interval"] = interval.count();
  return out;
}

json message_event(const Voice& voice, const World& world, const Logged& entry) {
  const Line& line = entry.line;
  json out = event(voice, entry.at, entry.by_bot ? "message_sent" : "message");
  const bool group = line.group != 0;
  out["message_type"] = group ? "group" : "private";
  out["sub_type"] = group ? "normal" : line.temporary_via != 0 ? "group" : "friend";
  out["message_id"] = entry.id;
  out["user_id"] = entry.by_bot ? voice.self_id : line.user;
  if (group) out["group_id"] = line.group;
  out["font"] = voice.dialect == Dialect::gocqhttp ? 0 : 14;
  out["sender"] = sender_of(voice, world, entry);
  json segments = segments_of(line, voice.self_id);
  out["raw_message"] = cq_of(segments);
  out["message"] = voice.string_form ? out["raw_message"] : std::move(segments);
  add_dialect_fields(out, voice, world, entry);
  return out;
}

json renamed_event(const Voice& voice, Time now, std::int64_t group, std::int64_t by, const std::string& name) {
  if (voice.dialect == Dialect::napcat) {
    json out = notice(voice, now, "notify");
    out["sub_type"] = "group_name";
    out["group_id"] = group;
    out["user_id"] = by;
    out["name_new"] = name;
    return out;
  }
  if (voice.dialect != Dialect::lagrange) return nullptr;
  json out = notice(voice, now, "group_name_change");
  out["group_id"] = group;
  out["name"] = name;
  return out;
}

json recalled_event(const Voice& voice, Time now, const Logged& entry) {
  const bool group = entry.line.group != 0;
  json out = notice(voice, now, group ? "group_recall" : "friend_recall");
  out["user_id"] = entry.line.user;
  out["message_id"] = entry.id;
  if (!group) return out;
  out["group_id"] = entry.line.group;
  out["operator_id"] = entry.line.user;
  return out;
}

json befriended_event(const Voice& voice, Time now, std::int64_t user) {
  json out = notice(voice, now, "friend_add");
  out["user_id"] = user;
  return out;
}

AppName app_of(Dialect dialect) {
  switch (dialect) {
    case Dialect::llonebot:
      return {"LLOneBot", "4.6.1"};
    case Dialect::lagrange:
      return {"Lagrange.OneBot", "0.0.4"};
    case Dialect::gocqhttp:
      return {"go-cqhttp", "v1.2.0"};
    case Dialect::napcat:
      break;
  }
  return {"NapCat.Onebot", "4.8.1"};
}

int code_of(Dialect dialect, Failure failure) {
  const bool new_codes = dialect == Dialect::napcat || dialect == Dialect::llonebot;
  switch (failure) {
    case Failure::unknown_action:
      return new_codes ? 1404 : 404;
    case Failure::bad_json:
      return 1400;
    case Failure::bad_parameters:
      return new_codes ? 1400 : dialect == Dialect::gocqhttp ? 100 : 200;
    case Failure::failed:
      break;
  }
  return new_codes ? 1200 : dialect == Dialect::gocqhttp ? 100 : 200;
}

json good_answer(Dialect dialect, json data) {
  json out = {{"status", "ok"}, {"retcode", 0}, {"data", std::move(data)}, {"message", ""}};
  if (dialect == Dialect::napcat) out["stream"] = "normal-action";
  if (dialect != Dialect::lagrange) out["wording"] = "";
  return out;
}

json bad_answer(Dialect dialect, Failure failure, const std::string& words) {
  json out = {{"status", "failed"}, {"retcode", code_of(dialect, failure)}, {"data", nullptr}};
  if (dialect == Dialect::lagrange) return out;
  out["message"] = words;
  out["wording"] = words;
  if (dialect == Dialect::napcat) out["stream"] = "normal-action";
  if (dialect == Dialect::gocqhttp) out["msg"] = failure == Failure::unknown_action ? "API_NOT_FOUND" : "FAILED";
  return out;
}

}  // namespace fenqun::adapters::practice
