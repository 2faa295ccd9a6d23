#include "model/change.hpp"

#include <algorithm>
#include <utility>

namespace fenqun {
namespace {

using Times = std::vector<Time>;

// `times` holds begin and end of each session, oldest first. A session is forgotten only when every message that could
// still lengthen it would begin outside the window, with it or alone.
void forget_sessions(const CountSession& c, Times& times) {
  std::size_t old = 0;
  while (old + 2 < times.size() && times[old + 1] + c.gap <= times.back() - c.window) old += 2;
  const std::size_t most = 2 * max_sessions;
  if (times.size() - old > most) old = times.size() - most;
  times.erase(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(old));
}

void count_session(const CountSession& c, Times& times) {
  // Those from `first` to `last` are within a gap of the message: they and it become one. Mostly it is the newest.
  std::size_t last = times.size();
  while (last >= 2 && times[last - 2] > c.at + c.gap) last -= 2;
  std::size_t first = last;
  while (first >= 2 && times[first - 1] + c.gap >= c.at) first -= 2;
  if (first == last) {
    times.insert(times.begin() + static_cast<std::ptrdiff_t>(first), 2, c.at);
  } else {
    const auto begin = std::min(c.at, times[first]);
    const auto end = std::max(c.at, times[last - 1]);
    times.erase(times.begin() + static_cast<std::ptrdiff_t>(first),
                times.begin() + static_cast<std::ptrdiff_t>(last - 2));
    times[first] = begin;
    times[first + 1] = end;
  }
  forget_sessions(c, times);
}

struct ToProfile {
  Profile& profile;

  bool operator()(const Touch& c) const {
    if (profile.messages == 0 || c.at < profile.first_seen) profile.first_seen = c.at;
    profile.last_seen = std::max(profile.last_seen, c.at);
    ++profile.messages;
    return true;
  }
  bool operator()(const SetName& c) const {
    profile.name = c.name;
    return true;
  }
  bool operator()(const SetRemark& c) const {
    profile.remark = c.remark;
    return true;
  }
  bool operator()(const AddTag& c) const {
    profile.tags.set(c.tag, c.state);
    return true;
  }
  bool operator()(const DropTag& c) const {
    profile.tags.erase(c.tag);
    return true;
  }
  bool operator()(const MoveTo& c) const {
    if (c.membership.group.empty()) {
      profile.group.reset();
    } else {
      profile.group = c.membership;
    }
    return true;
  }
  bool operator()(const AddBlock& c) const {
    if (std::none_of(profile.blocks.begin(), profile.blocks.end(),
                     [&](const Block& b) { return b.tag == c.block.tag && b.rule == c.block.rule; })) {
      profile.blocks.push_back(c.block);
    }
    return true;
  }
  bool operator()(const DropBlock& c) const {
    std::erase_if(profile.blocks,
                  [&](const Block& b) { return b.tag == c.tag && (c.rule.empty() || b.rule == c.rule); });
    return true;
  }
  bool operator()(const Count& c) const {
    auto& times = counter(c.id).times;
    times.insert(std::upper_bound(times.begin(), times.end(), c.at), c.at);
    if (times.size() > c.keep) times.erase(times.begin(), times.end() - static_cast<std::ptrdiff_t>(c.keep));
    return true;
  }
  bool operator()(const CountSession& c) const {
    count_session(c, counter(c.id).times);
    return true;
  }
  bool operator()(const DropCounter& c) const {
    std::erase_if(profile.counters, [&](const Counter& known) { return known.id == c.id; });
    return true;
  }
  bool operator()(const SetReach& c) const {
    profile.reach = c.reach;
    return true;
  }
  bool operator()(const SetWaiting& c) const {
    profile.waiting_since = c.since;
    return true;
  }
  bool operator()(const AddOrder& c) const {
    auto& orders = profile.orders;
    const auto later = [](const Order& a, const Order& b) { return a.at < b.at; };
    orders.insert(std::upper_bound(orders.begin(), orders.end(), c.order, later), c.order);
    if (orders.size() > max_orders) orders.erase(orders.begin());
    ++profile.order_count;
    profile.order_cents += c.order.cents;
    return true;
  }
  bool operator()(const PlanFollowUp& c) const {
    auto& plans = profile.follow_ups;
    std::erase_if(plans, [&](const FollowUp& plan) { return plan.rule == c.rule; });
    if (!c.at) return true;
    if (plans.size() >= max_follow_ups) {
      plans.erase(std::max_element(plans.begin(), plans.end(),
                                   [](const FollowUp& a, const FollowUp& b) { return a.at < b.at; }));
    }
    plans.push_back({c.rule, *c.at});
    return true;
  }
  bool operator()(const SetAttribute& c) const {
    if (c.value.empty()) {
      profile.attributes.erase(c.name);
    } else {
      profile.attributes.insert_or_assign(c.name, c.value);
    }
    return true;
  }
  bool operator()(const LookAgain& c) const {
    profile.look_again_at = c.at;
    return true;
  }
  bool operator()(const auto&) const { return false; }

 private:
  Counter& counter(const std::string& id) const {
    for (auto& known : profile.counters) {
      if (known.id == id) return known;
    }
    return profile.counters.emplace_back(Counter{id, {}});
  }
};

void rename_group(Directory& directory, const RenameGroup& c) {
  const auto found = directory.groups.find(c.from);
  if (found == directory.groups.end() || c.from == c.to) return;
  auto info = found->second;
  directory.groups.erase(found);
  info.name = c.to;
  directory.groups.insert_or_assign(c.to, std::move(info));
  for (auto& [name, group] : directory.groups) {
    if (group.parent == c.from) group.parent = c.to;
  }
  for (auto& [ref, chat] : directory.chats) {
    if (chat.group == c.from) chat.group = c.to;
  }
  for (auto& [old, present] : directory.group_aliases) {
    if (present == c.from) present = c.to;
  }
  directory.group_aliases.erase(c.to);
  directory.group_aliases.insert_or_assign(c.from, c.to);
}

struct ToDirectory {
  Directory& directory;

  bool operator()(const DefineTag& c) const {
    directory.tags.insert_or_assign(c.tag.name, c.tag);
    return true;
  }
  bool operator()(const DefineGroup& c) const {
    directory.group_aliases.erase(c.group.name);
    directory.groups.insert_or_assign(c.group.name, c.group);
    return true;
  }
  bool operator()(const RenameGroup& c) const {
    rename_group(directory, c);
    return true;
  }
  bool operator()(const LinkChat& c) const {
    auto& chat = directory.chats[c.chat];
    chat.ref = c.chat;
    chat.group = c.group;
    return true;
  }
  bool operator()(const SeeChat& c) const {
    auto& chat = directory.chats[c.chat];
    chat.ref = c.chat;
    chat.name = c.name;
    return true;
  }
  bool operator()(const EnableRule& c) const {
    directory.rules.insert_or_assign(c.rule, c.enabled);
    return true;
  }
  bool operator()(const GrantRole& c) const {
    if (c.role) {
      directory.roles.insert_or_assign(c.who, *c.role);
    } else {
      directory.roles.erase(c.who);
    }
    return true;
  }
  bool operator()(const auto&) const { return false; }
};

}  // namespace

bool apply(const Change& change, Profile& profile) {
  return std::visit(ToProfile{profile}, change);
}
bool apply(const Change& change, Directory& directory) {
  return std::visit(ToDirectory{directory}, change);
}

bool about_customer(const Change& change) {
  // Those before DefineTag are about a customer; the order of `Change` says which.
  static const auto first_of_directory = Change(DefineTag{}).index();
  return change.index() < first_of_directory;
}

}  // namespace fenqun
