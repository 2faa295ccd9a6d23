// Sending, and reading what was sent.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "adapters/practice/calls.hpp"
#include "adapters/practice/params.hpp"

namespace fenqun::adapters::practice {
namespace {

using nlohmann::json;
constexpr std::int64_t default_page = 20;
constexpr std::int64_t longest_page = 1000;

bool flag(const json& params, const char* name) {
  const auto value = params.find(name);
  return value != params.end() && value->is_boolean() && value->get<bool>();
}

}  // namespace

json OneBot11Server::Calls::send(std::int64_t user, std::int64_t group, const json& params) {
  if (!params.contains("message")) return bad(Failure::bad_parameters, "message");
  const Faults& faults = server.options_.faults;
  if (faults.refuse_send || faults.qq_offline) return bad(Failure::failed, "发送失败，请检查账号状态");
  if (group != 0 && !server.world_.group(group)) return bad(Failure::failed, "群聊不存在");
  if (group == 0 && server.world_.person(user).id == 0) return bad(Failure::failed, "无法获取用户信息");
  const Words said = words_of(params["message"], flag(params, "auto_escape"));

  Line line;
  line.user = group == 0 ? user : server.options_.self_id;
  line.group = group;
  line.name = server.options_.self_name;
  line.text = said.text;
  line.quote = said.quote;
  const Logged& entry = server.world_.add(std::move(line), true, faults.negative_ids, now);
  out.said.push_back({entry.id, group == 0 ? user : 0, group, said.text, said.quote, now});
  if (server.options_.report_own) server.tell_all(message_event(server.voice(), server.world_, entry), entry.id, out);
  return good({{"message_id", entry.id}});
}

json OneBot11Server::Calls::send_private_msg(const json& params) {
  const auto user = number(params, "user_id");
  return user ? send(*user, 0, params) : bad(Failure::bad_parameters, "user_id");
}

json OneBot11Server::Calls::send_group_msg(const json& params) {
  const auto group = number(params, "group_id");
  return group ? send(0, *group, params) : bad(Failure::bad_parameters, "group_id");
}

// With both ids and no message_type NapCat sends to the group and go-cqhttp to the user: a trap that is kept.
json OneBot11Server::Calls::send_msg(const json& params) {
  const std::string type = words(params, "message_type");
  const auto user = number(params, "user_id");
  const auto group = number(params, "group_id");
  const bool both_mean_group = server.options_.dialect != Dialect::gocqhttp;
  const bool to_group = type == "group" || (type.empty() && group && (!user || both_mean_group));
  return to_group ? send_group_msg(params) : send_private_msg(params);
}

json OneBot11Server::Calls::get_msg(const json& params) {
  const Logged* entry = server.world_.find(number(params, "message_id").value_or(0));
  return entry ? good(message_event(server.voice(), server.world_, *entry)) : bad(Failure::failed, "消息不存在");
}

json OneBot11Server::Calls::delete_msg(const json& params) {
  const Logged* entry = server.world_.find(number(params, "message_id").value_or(0));
  if (!entry || !entry->by_bot) return bad(Failure::failed, "消息不存在");
  server.recall(entry->id, now, out);
  return good(nullptr);
}

json OneBot11Server::Calls::get_friend_msg_history(const json& params) {
  const auto user = number(params, "user_id");
  return user ? history(*user, params) : bad(Failure::bad_parameters, "user_id");
}

json OneBot11Server::Calls::get_group_msg_history(const json& params) {
  const auto group = number(params, "group_id");
  return group ? history(-*group, params) : bad(Failure::bad_parameters, "group_id");
}

// A page of a chat's messages, oldest first. What the anchor means and where the page lies differ by dialect.
json OneBot11Server::Calls::history(std::int64_t chat, const json& params) {
  const Dialect dialect = server.options_.dialect;
  if (server.options_.faults.refuse_history) return bad(Failure::failed, "获取消息历史失败");
  std::vector<const Logged*> chats;
  for (const Logged& entry : server.world_.log()) {
    if (chat_of(entry.line) == chat) chats.push_back(&entry);
  }
  const auto count = std::clamp(number(params, "count").value_or(default_page), std::int64_t{1}, longest_page);
  const auto anchor = number(params, dialect == Dialect::lagrange ? "message_id" : "message_seq").value_or(0);
  const bool by_sequence = dialect == Dialect::llonebot || dialect == Dialect::gocqhttp;
  const auto size = static_cast<std::int64_t>(chats.size());
  std::int64_t begin = std::max<std::int64_t>(0, size - count);
  std::int64_t end = size;
  if (anchor != 0) {
    const auto found = std::find_if(chats.begin(), chats.end(), [&](const Logged* entry) {
      return (by_sequence ? entry->sequence : entry->id) == anchor;
    });
    const std::int64_t at = found - chats.begin();
    const bool newer = dialect == Dialect::napcat && !flag(params, "reverse_order") && !flag(params, "reverseOrder");
    begin = newer ? at : std::max<std::int64_t>(0, at + 1 - count);
    end = std::min(size, newer ? at + count : at + 1);
  }
  if (begin >= end && dialect != Dialect::llonebot) return bad(Failure::failed, "消息不存在");
  json messages = json::array();
  for (std::int64_t i = begin; i < end; ++i) {
    messages.push_back(message_event(server.voice(), server.world_, *chats[static_cast<std::size_t>(i)]));
  }
  return good({{"messages", std::move(messages)}});
}

json OneBot11Server::Calls::get_recent_contact(const json& params) {
  const auto count = static_cast<std::size_t>(std::clamp<std::int64_t>(number(params, "count").value_or(10), 1, 100));
  std::set<std::int64_t> seen;
  json list = json::array();
  const auto& log = server.world_.log();
  for (auto entry = log.rbegin(); entry != log.rend() && list.size() < count; ++entry) {
    const std::int64_t chat = chat_of(entry->line);
    if (!seen.insert(chat).second) continue;
    list.push_back({{"peerUin", std::to_string(chat < 0 ? -chat : chat)},
                    {"chatType", chat < 0 ? 2 : 1},
                    {"msgTime", std::to_string(to_millis(entry->at) / 1000)},
                    {"lastestMsg", message_event(server.voice(), server.world_, *entry)}});
  }
  return good(std::move(list));
}

}  // namespace fenqun::adapters::practice
