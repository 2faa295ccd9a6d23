// Which rules are in force, and customers whose history was decided again.
#include <algorithm>

#include "bot/core.hpp"
#include "bot/core/reports.hpp"
#include "bot/problems_activation.hpp"

namespace fenqun::bot {
namespace {

// Profiles at hand do without reasons.
void apply_at_hand(const Change& change, Profile& profile) {
  if (const auto* add = std::get_if<AddTag>(&change)) {
    auto state = add->state;
    state.why = {};
    profile.tags.set(add->tag, std::move(state));
    return;
  }
  fenqun::apply(change, profile);
  if (std::holds_alternative<MoveTo>(change) && profile.group) profile.group->why = {};
}

}  // namespace

// One at a time, in order: each is asked about the revision that is in force when its turn comes.
void Core::use_rules(UseRules use) {
  activating_.push_back(std::move(use));
  next_activation();
}

// Those whose editor saw another revision are refused; the next one is stored when the disk is free.
void Core::next_activation() {
  while (!activating_.empty() && activating_.front().seen_rev && *activating_.front().seen_rev != rules_->rev) {
    not_in_force(Problem(problems::other_revision,
                         {std::to_string(*activating_.front().seen_rev), std::to_string(rules_->rev)}));
  }
}

void Core::not_in_force(const Problem& problem) {
  auto use = std::move(activating_.front());
  activating_.pop_front();
  if (use.done) use.done({problem, std::move(use.rules)});
}

void Core::put_in_force(std::int64_t rev) {
  auto use = std::move(activating_.front());
  activating_.pop_front();
  auto in_force = std::make_shared<rules::RuleSet>(*use.rules);
  in_force->rev = rev;
  auto before = std::exchange(rules_, std::move(in_force));
  if (settings_.publish) settings_.publish(rules_);
  refresh_enabled();
  define_missing();
  if (auto due = reader_.next_due()) next_due_ = *due;
  report(reports::rules_in_force, {std::to_string(rules_->rules.size()), std::to_string(rev)});
  if (use.done) use.done({rules_, std::move(before)});
  next_activation();
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

// Between messages, a slice at a time: the next one comes when this one is written.
void Core::redecide(RedecideSlice slice) {
  slice_ = std::move(slice);
  slice_again_.clear();
  for (auto& commit : std::exchange(slice_.commits, {})) {
    auto* known = profiles_.find(commit.who);
    if (store_down_ || (known != nullptr && known->rev != commit.expected_rev)) {
      slice_again_.push_back(commit.who);
      continue;
    }
    if (known != nullptr) {
      for (const auto& change : commit.changes) apply_at_hand(change, *known);
      ++known->rev;
    }
    Pending pending;
    pending.redecided = true;
    pending.commits.push_back(std::move(commit));
    ++slice_in_flight_;
    write_down(std::move(pending));
  }
  slice_done();
}

void Core::redecided(const Pending& pending, bool written) {
  for (const auto& commit : pending.commits) {
    if (!written) slice_again_.push_back(commit.who);
    for (const auto& change : commit.changes) {
      const auto* look = std::get_if<LookAgain>(&change);
      if (look != nullptr && look->at && (!next_due_ || *look->at < *next_due_)) next_due_ = look->at;
    }
  }
  if (slice_in_flight_ > 0) --slice_in_flight_;
  slice_done();
}

void Core::slice_done() {
  if (slice_in_flight_ > 0 || !slice_.done) return;
  const auto done = std::exchange(slice_.done, nullptr);
  done(std::exchange(slice_again_, {}));
}

void Core::announce(Announce announce) {
  Pending pending;
  Commit commit;
  commit.outbox.push_back(
      {0, std::move(announce.account), std::move(announce.to), Say{std::move(announce.text), {}}, clock_.now(), 0, {}});
  pending.event.sent_at = clock_.now();
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
