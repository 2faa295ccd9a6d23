#include "adapters/onebot11/groups.hpp"

#include "adapters/onebot11/encode.hpp"
#include "adapters/onebot11/ids.hpp"

namespace fenqun::adapters::onebot11 {
namespace {

constexpr std::size_t max_questions = 100;  // calls under way beyond which no group is asked for

std::string find(const std::map<std::string, std::string, std::less<>>& names, std::string_view id) {
  const auto found = names.find(id);
  return found == names.end() ? std::string() : found->second;
}

}  // namespace

void Groups::begin(Time now, Steps& out) {
  names_.clear();
  friends_.clear();
  ask_list(now, out);
  link_.call({Purpose::friend_list, "get_friend_list", {}, 0}, "{}", now, out);
}

void Groups::stop() {
  next_poll_ = never;
}

void Groups::ask_list(Time now, Steps& out) {
  next_poll_ = never;
  if (link_.unsupported.contains("get_group_list")) return;
  next_poll_ = now + poll_every;
  link_.call({Purpose::group_list, "get_group_list", {}, 0}, "{}", now, out);
}

void Groups::tick(Time now, Steps& out) {
  if (now < next_poll_) return;
  if (link_.can.rename_notice == Can::yes) {
    next_poll_ = never;
    return;
  }
  ask_list(now, out);
}

void Groups::on_group_list(Json data, Steps& out) {
  std::size_t count = 0;
  data.elements([&](Json group) {
    on_group_info(group, out);
    return ++count < max_chats;
  });
}

void Groups::on_group_info(Json data, Steps& out) {
  const auto chat = id_of(data["group_id"]);
  const auto name = data["group_name"].string();
  if (chat && name && !name->empty()) saw(*chat, cut(*name, max_name), out);
}

void Groups::on_friend_list(Json data) {
  data.elements([&](Json person) {
    const auto user = id_of(person["user_id"]);
    const auto name = person["nickname"].string();
    if (user && name && !name->empty()) friends_.insert_or_assign(*user, std::string(cut(*name, max_name)));
    return friends_.size() < max_friends;
  });
}

void Groups::ask(std::string_view chat, Time now, Steps& out) {
  if (link_.calls.size() >= max_questions) return;
  link_.call({Purpose::group_info, "get_group_info", std::string(chat), 0}, group_info_params(chat, false), now, out);
}

void Groups::saw(std::string_view chat, std::string_view name, Steps& out) {
  const auto known = names_.find(chat);
  if (known != names_.end()) {
    if (known->second == name) return;
    known->second = name;
  } else {
    if (names_.size() >= max_chats) return;
    names_.emplace(std::string(chat), std::string(name));
  }
  out.push_back(ChatSeen{std::string(chat), std::string(name)});
}

std::string Groups::name_of(std::string_view chat) const {
  return find(names_, chat);
}
std::string Groups::friend_name(std::string_view user) const {
  return find(friends_, user);
}

}  // namespace fenqun::adapters::onebot11
