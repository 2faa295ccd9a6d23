// Facts about a customer in the order in which they became true: what people decided, and orders. Internal to
// redecide.
#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "rules/ruleset.hpp"
#include "storage/store.hpp"

namespace fenqun::bot::redeciding {

// What rules gave before `from`, and deciding again takes away.
struct Lost {
  std::set<std::string, std::less<>> tags;
  bool group = false;
};

class Past {
 public:
  // Makes `profile` what the customer was before the first of `history`: with what rules gave before `from`, but for
  // what is lost.
  Past(const rules::RuleSet& rules, const Profile& present, std::span<const storage::ExportedMessage> history,
       Time from, const Lost& lost, Profile& profile);

  // When the next fact becomes true, if any is left.
  std::optional<Time> next() const;
  // Makes all facts true that are so at `until`.
  void advance(Time until, Profile& profile);
  // The order that was placed in this message.
  const Order* order_at(Time at) const;

 private:
  void take_back(Time from, const Lost& lost, Profile& profile);
  void split_orders(std::span<const storage::ExportedMessage> history, Profile& profile);
  void give(const std::string& tag, Profile& profile) const;

  const rules::RuleSet& rules_;
  const Profile& present_;
  std::vector<std::pair<Time, std::string>> tags_;  // of people, by time
  std::vector<Order> orders_;                       // without a message of their own, by time
  std::size_t next_tag_ = 0;
  std::size_t next_order_ = 0;
  bool group_waits_ = false;  // of people, not yet true
};

// Adds to `lost` what rules gave before `from` and is not there any more. Whether there was anything to add.
bool find_lost(const Profile& present, Time from, const Profile& after, Lost& lost);

}  // namespace fenqun::bot::redeciding
