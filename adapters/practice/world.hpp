// The people, groups and messages of the practice platform. Plain data, no protocol.
#pragma once

#include <deque>

#include "adapters/practice/types.hpp"

namespace fenqun::adapters::practice {

struct Logged {
  Line line;
  std::int64_t id = 0;
  std::int64_t sequence = 0;  // rises within its chat, from 1
  Time at{};
  bool by_bot = false;  // sent by the bot's account, here or on another device
  bool handed = false;  // its event was written to a socket at least once
};

class World {
 public:
  explicit World(const Options& options);

  const Person& person(std::int64_t user) const;  // a stranger when there is none
  const Group* group(std::int64_t id) const;
  Person& meet(std::int64_t user, const std::string& name);
  Group& found(std::int64_t id);
  const std::map<std::int64_t, Person>& people() const { return people_; }
  const std::map<std::int64_t, Group>& groups() const { return groups_; }

  // Stays valid until the next add().
  Logged& add(Line line, bool by_bot, bool negative_id, Time now);
  Logged* find(std::int64_t message_id);
  const std::deque<Logged>& log() const { return log_; }
  void forget(std::int64_t message_id);  // recalled

 private:
  std::map<std::int64_t, Person> people_;
  std::map<std::int64_t, Group> groups_;
  std::deque<Logged> log_;                          // oldest first
  std::map<std::int64_t, std::uint64_t> places_;    // message id -> running number of its place in the log
  std::uint64_t removed_ = 0;                       // from the front of the log
  std::map<std::int64_t, std::int64_t> sequences_;  // by chat: the user, or minus the group
  std::uint32_t minted_ = 0;
  std::size_t limit_;
};

// What distinguishes chats: the user of a private one, minus the group of a group chat.
inline std::int64_t chat_of(const Line& line) {
  return line.group != 0 ? -line.group : line.user;
}

}  // namespace fenqun::adapters::practice
