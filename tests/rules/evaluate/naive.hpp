// What conditions mean, by plain loops: all that ever happened is kept, and every question walks over all of it.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "rules/condition.hpp"
#include "rules/fold.hpp"
#include "rules/ruleset.hpp"

namespace fenqun::rules {

inline constexpr Millis a_day = std::chrono::hours{24};

struct Customer {
  struct Message {
    Time at{};
    std::optional<std::string> text;
  };
  std::vector<Message> messages;
  std::vector<Order> orders;
  std::map<std::string, std::pair<std::string, Life>> tags;  // by which rule
  std::string group;
  std::map<std::string, std::string> attributes;
  std::optional<Time> waiting;
  std::string account;  // of the newest message

  Time last_seen() const;
};

// One customer at one moment.
struct Naive {
  const Customer& customer;
  std::set<std::string> tags;
  std::set<std::string> groups;
  std::map<std::string, std::string> attributes;
  const std::string* text;  // null: nothing was said
  std::string kind;
  std::string account;
  Time now;

  bool operator()(const Condition& c) const {
    return std::visit([&](const auto& node) { return ask(node); }, c.node);
  }

 private:
  bool ask(const auto&) const { return false; }  // not generated: sounds and traits have tests of their own
  bool ask(const TextWords& node) const;
  bool ask(const TextNear& node) const;
  bool ask(const TextMatches&) const { return text != nullptr && text->find('7') != std::string::npos; }
  bool ask(const TextLength& node) const;
  bool ask(const KindIs& node) const { return kind == node.kind; }
  bool ask(const PlatformIs& node) const { return node.platform == "sim"; }
  bool ask(const AccountIs& node) const { return account == node.account; }
  bool ask(const HasTag& node) const;
  bool ask(const InGroup& node) const { return groups.contains(node.group); }
  bool ask(const MessagesIn& node) const;
  bool ask(const SessionsIn& node) const;
  bool ask(const SaidWords& node) const;
  bool ask(const DaysSince& node) const;
  bool ask(const WaitingFor& node) const;
  bool ask(const HourIn& node) const;
  bool ask(const WeekdayIn& node) const;
  bool ask(const OrdersIn& node) const;
  bool ask(const Bought& node) const;
  bool ask(const FigureIs& node) const;
  bool ask(const AttributeIs& node) const;
  bool ask(const AllOf& node) const { return std::all_of(node.parts.begin(), node.parts.end(), *this); }
  bool ask(const AnyOf& node) const { return std::any_of(node.parts.begin(), node.parts.end(), *this); }
  bool ask(const Not& node) const { return !(*this)(node.parts[0]); }

  bool in_window(Time at, Millis window) const { return at <= now && at > now - window; }
  std::int64_t minute() const { return (to_millis(now) / 60'000 + 8 * 60) % (24 * 60); }  // in Shanghai
};

}  // namespace fenqun::rules
