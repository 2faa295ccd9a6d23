#include "adapters/practice/calls.hpp"

#include <array>
#include <charconv>

#include "adapters/practice/params.hpp"

namespace fenqun::adapters::practice {
namespace {
using nlohmann::json;

// Which dialects know an action, one bit each.
enum Known : unsigned { napcat = 1, llonebot = 2, lagrange = 4, gocqhttp = 8, all = 15 };

}  // namespace

std::optional<std::int64_t> number(const json& params, const char* name) {
  const auto value = params.find(name);
  if (value == params.end()) return std::nullopt;
  if (value->is_number_integer()) return value->get<std::int64_t>();
  if (!value->is_string()) return std::nullopt;
  const auto& text = value->get_ref<const std::string&>();
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return out;
}

std::string words(const json& params, const char* name) {
  const auto value = params.find(name);
  return value != params.end() && value->is_string() ? value->get<std::string>() : std::string();
}

OneBot11Server::Calls::Action OneBot11Server::Calls::find(const std::string& action, Dialect dialect) {
  struct Row {
    std::string_view name;
    unsigned known;
    Action action;
  };
  static constexpr std::array rows{
      Row{"get_login_info", all, &Calls::get_login_info},
      Row{"get_version_info", all, &Calls::get_version_info},
      Row{"get_status", all, &Calls::get_status},
      Row{"get_friend_list", all, &Calls::get_friend_list},
      Row{"get_friends_with_category", napcat | llonebot, &Calls::get_friends_with_category},
      Row{"get_stranger_info", all, &Calls::get_stranger_info},
      Row{"get_group_list", all, &Calls::get_group_list},
      Row{"get_group_info", all, &Calls::get_group_info},
      Row{"get_group_member_info", all, &Calls::get_group_member_info},
      Row{"get_group_member_list", all, &Calls::get_group_member_list},
      Row{"get_recent_contact", napcat, &Calls::get_recent_contact},
      Row{"get_msg", all, &Calls::get_msg},
      Row{"delete_msg", all, &Calls::delete_msg},
      Row{"get_friend_msg_history", napcat | llonebot | lagrange, &Calls::get_friend_msg_history},
      Row{"get_group_msg_history", all, &Calls::get_group_msg_history},
      Row{"send_private_msg", all, &Calls::send_private_msg},
      Row{"send_group_msg", all, &Calls::send_group_msg},
      Row{"send_msg", all, &Calls::send_msg},
      Row{"set_group_name", all, &Calls::set_group_name},
      Row{"set_group_remark", napcat | llonebot, &Calls::set_group_remark},
      Row{"set_friend_remark", napcat | llonebot, &Calls::set_friend_remark},
      Row{"set_group_card", all, &Calls::nothing},
      Row{"set_friend_add_request", all, &Calls::nothing},
      Row{"set_group_add_request", all, &Calls::nothing},
      Row{"can_send_image", all, &Calls::yes},
      Row{"can_send_record", all, &Calls::yes},
  };
  for (const Row& row : rows) {
    if (row.name == action) return (row.known >> static_cast<unsigned>(dialect) & 1u) != 0 ? row.action : nullptr;
  }
  return nullptr;
}

json OneBot11Server::Calls::run(const std::string& action, const json& params) {
  const Action found = find(action, server.options_.dialect);
  if (!found) return bad(Failure::unknown_action, "不支持的 API " + action);
  return (this->*found)(params);
}

json OneBot11Server::Calls::yes(const json&) {
  return good({{"yes", true}});
}
json OneBot11Server::Calls::nothing(const json&) {
  return good(nullptr);
}

// ---- about the bot itself

json OneBot11Server::Calls::get_login_info(const json&) {
  return good({{"user_id", server.options_.self_id}, {"nickname", server.options_.self_name}});
}

json OneBot11Server::Calls::get_version_info(const json&) {
  const AppName app = app_of(server.options_.dialect);
  return good({{"app_name", app.name}, {"app_version", app.version}, {"protocol_version", "v11"}});
}

json OneBot11Server::Calls::get_status(const json&) {
  const bool online = !server.options_.faults.qq_offline;
  return good({{"online", online}, {"good", online}});
}

// ---- people

json OneBot11Server::Calls::get_friend_list(const json&) {
  json list = json::array();
  for (const auto& [id, person] : server.world_.people()) {
    if (person.is_friend) list.push_back({{"user_id", id}, {"nickname", person.name}, {"remark", person.remark}});
  }
  return good(std::move(list));
}

json OneBot11Server::Calls::get_friends_with_category(const json& params) {
  json friends = get_friend_list(params)["data"];
  return good(json::array({{{"categoryId", 0},
                            {"categoryName", "我的好友"},
                            {"categoryMbCount", friends.size()},
                            {"buddyList", std::move(friends)}}}));
}

json OneBot11Server::Calls::get_stranger_info(const json& params) {
  const auto user = number(params, "user_id");
  if (!user) return bad(Failure::bad_parameters, "user_id");
  return good({{"user_id", *user}, {"nickname", server.world_.person(*user).name}, {"sex", "unknown"}, {"age", 0}});
}

json OneBot11Server::Calls::set_friend_remark(const json& params) {
  const auto user = number(params, "user_id");
  if (!user || !params.contains("remark")) return bad(Failure::bad_parameters, "user_id");
  const Person& known = server.world_.person(*user);
  if (known.id == 0 || !known.is_friend) return bad(Failure::failed, "用户 " + std::to_string(*user) + " 不是好友");
  Person& person = server.world_.meet(*user, "");
  person.remark = words(params, "remark");
  out.remarked.push_back({*user, person.remark});
  return good(nullptr);
}

// ---- groups

json OneBot11Server::Calls::group_data(const Group& group) const {
  return {{"group_id", group.id},
          {"group_name", group.name},
          {"member_count", server.world_.people().size() + 1},
          {"max_member_count", 200}};
}

json OneBot11Server::Calls::get_group_list(const json&) {
  json list = json::array();
  for (const auto& [id, group] : server.world_.groups()) list.push_back(group_data(group));
  return good(std::move(list));
}

json OneBot11Server::Calls::get_group_info(const json& params) {
  const auto id = number(params, "group_id");
  if (!id) return bad(Failure::bad_parameters, "group_id");
  const Group* group = server.world_.group(*id);
  return group ? good(group_data(*group)) : bad(Failure::failed, "群聊不存在");
}

json OneBot11Server::Calls::member_data(const Group& group, const Person& person) const {
  const bool bot = person.id == server.options_.self_id;
  return {{"group_id", group.id}, {"user_id", person.id}, {"nickname", person.name},
          {"card", ""},           {"sex", "unknown"},     {"role", bot && group.bot_is_admin ? "admin" : "member"}};
}

json OneBot11Server::Calls::get_group_member_info(const json& params) {
  const Group* group = server.world_.group(number(params, "group_id").value_or(0));
  const auto user = number(params, "user_id");
  if (!group || !user) return bad(Failure::failed, "群成员不存在");
  if (*user == server.options_.self_id) return good(member_data(*group, {*user, server.options_.self_name, "", false}));
  const Person& person = server.world_.person(*user);
  return person.id != 0 ? good(member_data(*group, person)) : bad(Failure::failed, "群成员不存在");
}

json OneBot11Server::Calls::get_group_member_list(const json& params) {
  const Group* group = server.world_.group(number(params, "group_id").value_or(0));
  if (!group) return bad(Failure::failed, "群聊不存在");
  json list = json::array({member_data(*group, {server.options_.self_id, server.options_.self_name, "", false})});
  for (const auto& [id, person] : server.world_.people()) list.push_back(member_data(*group, person));
  return good(std::move(list));
}

json OneBot11Server::Calls::set_group_name(const json& params) {
  const auto id = number(params, "group_id");
  const std::string name = words(params, "group_name");
  if (!id || name.empty()) return bad(Failure::bad_parameters, "group_name");
  const Group* group = server.world_.group(*id);
  if (!group) return bad(Failure::failed, "群聊不存在");
  if (server.options_.faults.refuse_rename || !group->bot_is_admin) return bad(Failure::failed, "没有管理员权限");
  if (server.options_.faults.lie_rename) return good(nullptr);
  server.rename(*id, server.options_.self_id, name, now, out);
  out.renamed.push_back({*id, name});
  return good(nullptr);
}

json OneBot11Server::Calls::set_group_remark(const json& params) {
  const Group* group = server.world_.group(number(params, "group_id").value_or(0));
  return group ? good(nullptr) : bad(Failure::failed, "群聊不存在");
}

}  // namespace fenqun::adapters::practice
