// Time and rule sets: who is due to be looked at again, and which rules are in force.
#include "bot/core.hpp"
#include "bot/core/reports.hpp"
#include "bot/limits.hpp"

namespace fenqun::bot {
namespace {

Pending quiet_event(const CustomerKey& who, Time now) {
  Pending pending;
  pending.event.who = who;
  pending.event.sent_at = now;
  pending.event.seen_at = now;
  pending.event.payload = Quiet{};
  return pending;
}

}  // namespace

// Cost follows who is due, not how many customers there are. The next ones are read when these are written.
void Core::look_at_due() {
  if (const auto from = outbox_.take_missed()) load_outbox(*from, limits::outbox_in_memory / 2);
  const auto now = clock_.now();
  if (store_down_ || stopping_ || quiet_in_flight_ > 0 || !next_due_ || *next_due_ > now) return;
  auto due = reader_.due(now, limits::due_customers);
  if (!due) return store_failed(due.error());
  if (!load_due(*due)) return;
  for (const auto& who : *due) {
    const auto* known = profiles_.find(who);
    // A newer look is decided and on its way to the disk.
    if (known != nullptr && (!known->look_again_at || *known->look_again_at > now)) continue;
    decide(quiet_event(who, now));
  }
  if (quiet_in_flight_ > 0) return;
  auto next = reader_.next_due();
  if (!next) return store_failed(next.error());
  next_due_ = *next;
  // Everyone who is due has a write in flight that moves them on; look again when it is done.
  if (next_due_ && *next_due_ <= now) next_due_ = now + Millis{50};
}

// One read for all that are not at hand.
bool Core::load_due(std::span<const CustomerKey> due) {
  std::vector<CustomerKey> unknown;
  for (const auto& who : due) {
    if (profiles_.find(who) == nullptr) unknown.push_back(who);
  }
  if (unknown.empty()) return true;
  auto loaded = reader_.load(unknown, storage::Depth::shallow);
  if (!loaded) {
    store_failed(loaded.error());
    return false;
  }
  for (auto& profile : *loaded) profiles_.put(std::move(profile));
  return true;
}

// Also what is to be sent later: nobody asks the store again when its time has come.
void Core::load_outbox(std::int64_t from, std::size_t most) {
  auto items = reader_.outbox_due(Time::max(), from - 1, most);
  if (!items) return;
  const auto more_from = items->size() < most ? 0 : items->back().id + 1;
  for (auto& item : *items) {
    if (!outbox_.holds(item.id)) hand_out(std::move(item));
  }
  if (more_from > 0) outbox_.left_from(more_from);
}

// A webhook that is no longer in the configuration is refused, once; an account may come back.
void Core::hand_out(OutboxItem item) {
  const auto now = clock_.now();
  const auto* call = std::get_if<CallWebhook>(&item.body);
  if (call != nullptr && !outbox_.knows(item)) {
    report(reports::not_sent, {std::to_string(item.id), "[webhook." + call->name + "]?"});
    forming_.settlements.push_back({item.id, SendResult::refused, "no [webhook." + call->name + "]", now, {}});
    return;
  }
  outbox_.add(std::move(item), now);
}

void Core::use_rules(UseRules use) {
  activating_ = std::move(use);
}

void Core::put_in_force(std::int64_t rev) {
  auto in_force = std::make_shared<rules::RuleSet>(*activating_->rules);
  in_force->rev = rev;
  rules_ = std::move(in_force);
  if (settings_.publish) settings_.publish(rules_);
  activating_.reset();
  refresh_enabled();
  define_missing();
  if (auto due = reader_.next_due()) next_due_ = *due;
  report(reports::rules_in_force, {std::to_string(rules_->rules.size()), std::to_string(rev)});
}

void Core::refresh_enabled() {
  enabled_.assign(rules_->rules.size(), true);
  for (std::size_t i = 0; i < enabled_.size(); ++i) enabled_[i] = directory_.rule_enabled(rules_->rules[i].id);
}

void Core::define_missing() {
  auto changes = missing_definitions(*rules_, directory_);
  if (changes.empty()) return;
  Pending pending;
  Commit commit;
  for (const auto& change : changes) fenqun::apply(change, directory_);
  commit.changes = std::move(changes);
  commit.journal.push_back({clock_.now(), {By::Kind::import, "rules"}, {}, "rules.define", rules_->digest, {}});
  pending.commits.push_back(std::move(commit));
  write_down(std::move(pending));
}

std::vector<Change> missing_definitions(const rules::RuleSet& rules, const Directory& directory) {
  std::vector<Change> out;
  Directory known = directory;
  const auto define = [&](Change change) {
    fenqun::apply(change, known);
    out.push_back(std::move(change));
  };
  for (const auto& tag : rules.tags) {
    const auto found = known.tags.find(tag.name);
    if (found == known.tags.end()) define(DefineTag{tag});
  }
  for (const auto& group : rules.groups) {
    if (!known.find_group(group.name)) define(DefineGroup{group});
  }
  for (const auto& rule : rules.rules) {
    for (const auto& effect : rule.effects) {
      if (const auto* tag = std::get_if<rules::TagEffect>(&effect); tag != nullptr && !known.tags.contains(tag->tag)) {
        define(DefineTag{{tag->tag, {}, {}, tag->dimension}});
      }
      if (const auto* to = std::get_if<rules::GroupEffect>(&effect); to != nullptr && !known.find_group(to->group)) {
        define(DefineGroup{{to->group, {}, {}}});
      }
    }
  }
  return out;
}

}  // namespace fenqun::bot
