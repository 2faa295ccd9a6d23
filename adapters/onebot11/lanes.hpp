// What waits to be sent, chat by chat. The peers handle calls concurrently and could reorder what we say, so the next
// item of a chat goes when the one before it has been answered or is `gap` old, and a chat never holds up another.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "adapters/onebot11/limits.hpp"
#include "model/commit.hpp"

namespace fenqun::adapters::onebot11 {

class Lanes {
 public:
  static constexpr Millis gap{50};

  void push(OutboxItem item, Time now);
  // The next item that may go, and its chat counts as under way. Nothing: all that wait must wait.
  std::optional<OutboxItem> take(Time now);
  // An item of take() has ended.
  void landed(const Chat& chat);
  // The earliest time at which waiting alone lets an item go.
  Time next() const { return timers_.empty() ? never : timers_.front().at; }
  bool any_ready(Time now);
  std::size_t waiting() const { return waiting_; }
  // Takes everything that waits, in the order of ids.
  std::vector<OutboxItem> clear();

 private:
  struct Lane {
    std::deque<OutboxItem> waiting;
    std::size_t flying = 0;
    Time free_at{};          // of the newest one under way
    bool listed = false;     // in ready_
    bool exclusive = false;  // a rename is under way: nothing overtakes its verification
  };
  struct Timer {
    Time at{};
    std::string chat;
  };
  void list(const std::string& chat, Lane& lane);
  void release_due(Time now);

  std::unordered_map<std::string, Lane> lanes_;
  std::deque<std::string> ready_;
  std::deque<Timer> timers_;  // rising: every gap is the same
  std::size_t waiting_ = 0;
};

}  // namespace fenqun::adapters::onebot11
