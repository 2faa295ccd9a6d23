#include "tests/bench/load/platform.hpp"

#include <array>
#include <utility>

namespace fenqun::bench {
namespace {

std::string id_text(std::int64_t id) {
  return std::to_string(id);
}

void add(std::string& out, std::initializer_list<std::string_view> parts) {
  for (const auto part : parts) out += part;
}

std::string meta_event(std::time_t now, std::string_view rest) {
  std::string out = "{\"time\":" + id_text(now) + ",\"self_id\":" + id_text(kSelf) + ",\"post_type\":\"meta_event\",";
  return out.append(rest) + '}';
}

// Answers that never change.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kFixed = {{
    {"get_login_info", R"({"user_id":20002000,"nickname":"小助手"})"},
    {"get_version_info", R"({"app_name":"fenqun-load","app_version":"1.0.0","protocol_version":"v11"})"},
    {"get_status", R"({"online":true,"good":true})"},
    {"get_group_list", "[]"},
    {"get_friend_list", "[]"},
    {"can_send_image", R"({"yes":true})"},
    {"can_send_record", R"({"yes":true})"},
    {"mark_msg_as_read", "null"},
    {"set_friend_remark", "null"},
    {"delete_msg", "null"},
}};

std::string_view fixed_answer(std::string_view action) {
  for (const auto& [name, data] : kFixed) {
    if (name == action) return data;
  }
  return {};
}

std::string envelope(std::string_view data, std::string_view echo) {
  std::string out =
      data.empty()
          ? R"({"status":"failed","retcode":1404,"data":null,"message":"no such action","wording":"no such action")"
          : R"({"status":"ok","retcode":0,"data":)" + std::string(data) + R"(,"message":"","wording":"")";
  if (!echo.empty()) add(out, {",\"echo\":", echo});
  return out + '}';
}

std::string_view without(std::string_view action, std::string_view ending) {
  return action.ends_with(ending) ? action.substr(0, action.size() - ending.size()) : action;
}

}  // namespace

void append_private_message(std::string& out, const Line& line, std::int64_t customer, std::int64_t message_id,
                            std::time_t now) {
  const std::string user = id_text(kFirstCustomer + customer);
  const std::string id = id_text(message_id);
  add(out, {"{\"self_id\":", id_text(kSelf), ",\"user_id\":", user, ",\"time\":", id_text(now), ",\"message_id\":", id,
            ",\"message_seq\":", id, ",\"message_type\":\"private\",\"sub_type\":\"friend\",\"font\":14,"});
  add(out, {"\"sender\":{\"user_id\":", user, ",\"nickname\":\"顾客", id_text(customer), "\",\"card\":\"\"},"});
  add(out, {"\"raw_message\":", line.cq, ",\"message_format\":\"array\",\"post_type\":\"message\","});
  add(out, {"\"message\":[{\"type\":\"text\",\"data\":{\"text\":", line.json, "}}]}"});
}

std::string connected_event(std::time_t now) {
  return meta_event(now, R"("meta_event_type":"lifecycle","sub_type":"connect")");
}

std::string heartbeat_event(std::time_t now, long interval_ms) {
  const auto interval = std::to_string(interval_ms);
  return meta_event(now,
                    R"("meta_event_type":"heartbeat","status":{"online":true,"good":true},"interval":)" + interval);
}

Answer answer_call(std::string_view text, std::int64_t sent_id) {
  Answer answer;
  const auto call = parse_call(text);
  if (!call) {
    answer.json = R"({"status":"failed","retcode":1400,"data":null,"message":"not a call","wording":"not a call"})";
    return answer;
  }
  const auto action = without(without(call->action, "_async"), "_rate_limited");
  if (action == "send_private_msg" || action == "send_msg") {
    const auto user = member(call->params, "user_id");
    answer.replied_to = user ? number(*user).value_or(-1) : -1;
    answer.json = envelope("{\"message_id\":" + id_text(sent_id) + "}", call->echo);
  } else {
    answer.json = envelope(fixed_answer(action), call->echo);
    answer.logged_in = action == "get_login_info";
  }
  return answer;
}

}  // namespace fenqun::bench
