// What we know of one customer. Changed only by apply(Change); the core thread owns the cached ones.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/evidence.hpp"
#include "model/ids.hpp"
#include "model/tag_map.hpp"
#include "model/time.hpp"

namespace fenqun {

struct Membership {
  std::string group;
  Time since{};
  bool pinned = false;
  By by;
  Evidence why;

  bool operator==(const Membership&) const = default;
};

// A person said no: a rule (or, with an empty rule, every rule) may not give this tag to this customer.
struct Block {
  std::string tag;
  std::string rule;
  Time since{};
  By by;

  bool operator==(const Block&) const = default;
};

// The newest times at which something was counted, oldest first; at most `keep` of them (the compiler of the rules says
// how many a comparison can need), so memory per customer is bounded and late or repeated messages count exactly.
// A counter of sessions ("sessions/30d") holds pairs: begin and end of each.
struct Counter {
  std::string id;  // what is counted and the window, "messages/7d"
  std::vector<Time> times;

  bool operator==(const Counter&) const = default;
};

// One purchase.
struct Order {
  Time at{};
  std::int64_t cents = 0;
  std::string product;

  bool operator==(const Order&) const = default;
};
inline constexpr std::size_t max_sessions = 2000;  // kept per counter
inline constexpr std::size_t max_orders = 500;  // kept per customer, the newest; older ones count in `order_count` only

// Where the customer wrote last: how to answer when time alone speaks.
struct Reach {
  std::string account;  // empty: never wrote
  Chat chat;

  bool operator==(const Reach&) const = default;
};

// `follow up in 3d "…"`: what a rule is going to say unless the customer writes before.
struct FollowUp {
  std::string rule;
  Time at{};

  bool operator==(const FollowUp&) const = default;
};
inline constexpr std::size_t max_follow_ups = 16;  // per customer; a further one takes the place of the latest

struct Profile {
  CustomerKey key;
  std::int64_t rev = 0;  // 0: not stored yet; the store adds one with every commit that touches the customer
  std::string name;
  std::string remark;
  TagMap tags;
  std::optional<Membership> group;
  std::vector<Block> blocks;
  std::map<std::string, std::string, std::less<>> attributes;
  std::vector<Counter> counters;
  std::int64_t messages = 0;
  Time first_seen{};
  Time last_seen{};  // of the customer's newest message, by the message's own time
  Reach reach;
  std::optional<Time> waiting_since;  // of the oldest message that nobody of us has answered
  std::vector<Order> orders;          // oldest first, at most max_orders
  std::int64_t order_count = 0;       // all there ever were
  std::int64_t order_cents = 0;
  std::vector<FollowUp> follow_ups;  // at most max_follow_ups, one per rule
  std::optional<Time> look_again_at;

  bool has_tag(std::string_view tag) const { return tags.contains(tag); }
  bool blocked(std::string_view tag, std::string_view rule) const;
  const Counter* counter(std::string_view id) const;
  bool operator==(const Profile&) const = default;
};

}  // namespace fenqun
