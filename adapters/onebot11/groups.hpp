// The group chats that we are in and their names; and the friends' names, for events that do not tell them.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "adapters/json.hpp"
#include "adapters/onebot11/link.hpp"

namespace fenqun::adapters::onebot11 {

class Groups {
 public:
  static constexpr Millis poll_every{600'000};

  explicit Groups(Link& link) : link_(link) {}

  // Asks for both lists; called when the link is ready.
  void begin(Time now, Steps& out);
  void stop();
  void on_group_list(Json data, Steps& out);
  void on_group_info(Json data, Steps& out);
  void on_friend_list(Json data);
  // Asks for the name of a group that is new to us.
  void ask(std::string_view chat, Time now, Steps& out);
  // A name from wherever; ChatSeen when it is news.
  void saw(std::string_view chat, std::string_view name, Steps& out);
  // Empty when not known.
  std::string name_of(std::string_view chat) const;
  std::string friend_name(std::string_view user) const;

  void tick(Time now, Steps& out);
  Time next() const { return next_poll_; }

 private:
  void ask_list(Time now, Steps& out);

  Link& link_;
  std::map<std::string, std::string, std::less<>> names_;    // at most max_chats
  std::map<std::string, std::string, std::less<>> friends_;  // at most max_friends
  Time next_poll_ = never;
};

}  // namespace fenqun::adapters::onebot11
