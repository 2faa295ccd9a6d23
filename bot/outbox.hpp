// What is to be sent: items that are durable, handed to their links when these are ready, settled when the platform has
// answered. Owned by the core thread. At least once: what was not settled is loaded again after a restart.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bot/limits.hpp"
#include "model/commit.hpp"

namespace fenqun::bot {

// The answer of a platform may be long; what it takes in one message is not.
std::vector<std::string> split_text(const std::string& text, std::size_t max_bytes);

class Outbox {
 public:
  // Hands items to the link of this account; called only while it is ready.
  using Send = std::function<void(std::vector<OutboxItem>)>;

  void add_account(const std::string& account, Send send, std::size_t most_in_flight = limits::sends_in_flight);
  // A lane of its own for each webhook, always ready: one that does not answer holds up nobody else.
  void add_webhook(const std::string& name, Send send);
  // Only ready links are given items; what is waiting goes out when it becomes ready.
  void set_ready(const std::string& account, bool ready, Time now);
  // Whether there is an account or a webhook for it.
  bool knows(const OutboxItem& item);
  // A durable item. False: no room in memory, the caller loads it from the store later (see take_missed).
  bool add(OutboxItem item, Time now);
  // The account's answer. Gives back what the store is to be told; nothing for an item that is not ours.
  std::optional<Settlement> settled(Settlement settlement, Time now);
  // Sends what has come due.
  void pump(Time now);
  std::optional<Time> next_due() const;
  // Items were left in the store for want of room, and there is room now: load those with ids from this one on and add
  // them again (what is in memory already is passed over).
  std::optional<std::int64_t> take_missed();
  // What was loaded ended before this id: there may be more.
  void left_from(std::int64_t id);
  bool holds(std::int64_t id) const;
  std::size_t size() const;

  static constexpr std::uint32_t max_attempts = 12;

 private:
  struct Account {
    Send send;
    std::size_t most_in_flight = 0;
    bool ready = false;
    std::optional<std::int64_t> first_missed;
    std::deque<OutboxItem> waiting;  // due, in the order of ids
    std::multimap<Time, OutboxItem> later;
    std::map<std::int64_t, OutboxItem> in_flight;
    bool holds(std::int64_t id) const;
    std::size_t size() const { return waiting.size() + later.size() + in_flight.size(); }
  };
  void pump(Account& account, Time now);
  Account* account_of(const OutboxItem& item);

  std::map<std::string, Account> accounts_;
};

}  // namespace fenqun::bot
