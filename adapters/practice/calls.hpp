// The actions of OneBot v11 that the practice platform knows.
#pragma once

#include <nlohmann/json.hpp>

#include "adapters/practice/onebot11_server.hpp"

namespace fenqun::adapters::practice {

struct OneBot11Server::Calls {
  OneBot11Server& server;
  Time now;
  Effects& out;

  using json = nlohmann::json;
  // The whole answer but its echo.
  json run(const std::string& action, const json& params);

 private:
  using Action = json (Calls::*)(const json& params);
  static Action find(const std::string& action, Dialect dialect);

  json good(json data) const { return good_answer(server.options_.dialect, std::move(data)); }
  json bad(Failure failure, const std::string& words) const {
    return bad_answer(server.options_.dialect, failure, words);
  }

  json get_login_info(const json& params);
  json get_version_info(const json& params);
  json get_status(const json& params);
  json get_friend_list(const json& params);
  json get_friends_with_category(const json& params);
  json get_stranger_info(const json& params);
  json get_group_list(const json& params);
  json get_group_info(const json& params);
  json get_group_member_info(const json& params);
  json get_group_member_list(const json& params);
  json get_recent_contact(const json& params);
  json get_msg(const json& params);
  json delete_msg(const json& params);
  json get_friend_msg_history(const json& params);
  json get_group_msg_history(const json& params);
  json send_private_msg(const json& params);
  json send_group_msg(const json& params);
  json send_msg(const json& params);
  json set_group_name(const json& params);
  json set_group_remark(const json& params);
  json set_friend_remark(const json& params);
  json yes(const json& params);      // can_send_image …
  json nothing(const json& params);  // done, no data

  json send(std::int64_t user, std::int64_t group, const json& params);
  json group_data(const Group& group) const;
  json member_data(const Group& group, const Person& person) const;
  json history(std::int64_t chat, const json& params);
};

}  // namespace fenqun::adapters::practice
