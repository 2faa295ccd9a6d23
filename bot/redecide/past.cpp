#include "bot/redecide/past.hpp"

#include <algorithm>
#include <set>

namespace fenqun::bot::redeciding {
namespace {

bool by_people(const By& by, bool pinned) {
  return pinned || by.kind != By::Kind::rule;
}

}  // namespace

Past::Past(const rules::RuleSet& rules, const Profile& present, std::span<const storage::ExportedMessage> history,
           Time from, const Lost& lost, Profile& profile)
    : rules_(rules), present_(present) {
  profile = present;
  take_back(from, lost, profile);
  split_orders(history, profile);
  std::erase_if(profile.counters, [](const Counter& counter) { return !counter.id.starts_with("once/"); });
  profile.messages = 0;
  profile.first_seen = {};
  profile.last_seen = {};
  profile.reach = {};
  profile.waiting_since.reset();
  profile.follow_ups.clear();
  profile.look_again_at.reset();
}

void Past::take_back(Time from, const Lost& lost, Profile& profile) {
  profile.tags.clear();
  for (const auto& [tag, state] : present_.tags) {
    if (by_people(state.by, state.pinned)) {
      tags_.emplace_back(state.since, tag);
    } else if (state.since < from && !lost.tags.contains(tag)) {
      auto kept = state;
      kept.why = {};
      profile.tags.set(tag, std::move(kept));
    }
  }
  std::sort(tags_.begin(), tags_.end());
  if (!present_.group) return;
  const auto& group = *present_.group;
  group_waits_ = by_people(group.by, group.pinned);
  if (group_waits_ || group.since >= from || lost.group) profile.group.reset();
}

// Orders that came as messages come again with them; the others are facts.
void Past::split_orders(std::span<const storage::ExportedMessage> history, Profile& profile) {
  std::multiset<Time> messages;
  for (const auto& message : history) {
    if (message.kind == "ordered") messages.insert(message.at);
  }
  profile.orders.clear();
  for (const auto& order : present_.orders) {
    --profile.order_count;
    profile.order_cents -= order.cents;
    if (const auto found = messages.find(order.at); found != messages.end()) {
      messages.erase(found);
    } else {
      orders_.push_back(order);
    }
  }
}

std::optional<Time> Past::next() const {
  std::optional<Time> out;
  const auto earliest = [&](Time at) {
    if (!out || at < *out) out = at;
  };
  if (next_tag_ < tags_.size()) earliest(tags_[next_tag_].first);
  if (next_order_ < orders_.size()) earliest(orders_[next_order_].at);
  if (group_waits_) earliest(present_.group->since);
  return out;
}

void Past::advance(Time until, Profile& profile) {
  for (; next_tag_ < tags_.size() && tags_[next_tag_].first <= until; ++next_tag_) {
    give(tags_[next_tag_].second, profile);
  }
  for (; next_order_ < orders_.size() && orders_[next_order_].at <= until; ++next_order_) {
    fenqun::apply(AddOrder{orders_[next_order_]}, profile);
  }
  if (group_waits_ && present_.group->since <= until) {
    profile.group = present_.group;
    group_waits_ = false;
  }
}

// People outrank what rules gave of the same dimension.
void Past::give(const std::string& tag, Profile& profile) const {
  if (const auto* dimension = rules_.dimension_of(tag)) {
    for (const auto& other : dimension->tags) {
      const auto held = profile.tags.find(other);
      if (other != tag && held != profile.tags.end() && !held->second.pinned) profile.tags.erase(other);
    }
  }
  auto state = present_.tags.at(tag);
  state.why = {};
  profile.tags.set(tag, std::move(state));
}

const Order* Past::order_at(Time at) const {
  const auto found =
      std::find_if(present_.orders.begin(), present_.orders.end(), [&](const Order& o) { return o.at == at; });
  return found == present_.orders.end() ? nullptr : &*found;
}

bool find_lost(const Profile& present, Time from, const Profile& after, Lost& lost) {
  bool found = false;
  for (const auto& [tag, state] : present.tags) {
    if (by_people(state.by, state.pinned) || state.since >= from || lost.tags.contains(tag)) continue;
    const auto left = after.tags.find(tag);
    if (left != after.tags.end() && left->second.since == state.since) continue;
    lost.tags.insert(tag);
    found = true;
  }
  const auto& group = present.group;
  if (!group || lost.group || by_people(group->by, group->pinned) || group->since >= from) return found;
  if (after.group && after.group->since == group->since && after.group->group == group->group) return found;
  lost.group = true;
  return true;
}

}  // namespace fenqun::bot::redeciding
