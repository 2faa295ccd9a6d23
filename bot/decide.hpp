// From what the rules say to what changes: exclusive dimensions and groups, pins and blocks, renewals, expiry, replies.
// Pure; the same function serves the bot, `fenqun try`, `fenqun test` and previews.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/commit.hpp"
#include "model/directory.hpp"
#include "rules/ruleset.hpp"

namespace fenqun::bot {

// What a rule wanted and did not get.
struct Outranked {
  const rules::Rule* rule = nullptr;
  const rules::Effect* effect = nullptr;
  const rules::Rule* winner = nullptr;  // null: a person has decided
};

struct Decision {
  void clear();

  std::vector<Change> changes;  // already applied to the profile, but for the evidence in them
  std::vector<OutboxItem> outbox;
  std::vector<JournalEntry> journal;
  std::vector<std::string> replies;  // what is said to the customer among `outbox`
  std::vector<Outranked> outranked;  // each time; the journal tells only when something changes
  rules::Verdict verdict;
};

// The local time of each account.
struct Zones {
  std::map<std::string, rules::TimeZone, std::less<>> accounts;

  const rules::TimeZone& of(std::string_view account) const {
    const auto found = accounts.find(account);
    return found == accounts.end() ? rules::TimeZone::shanghai() : found->second;
  }
};

struct DecideOptions {
  bool may_answer = true;                        // false for old messages: they count, but are never answered
  Language language = Language::zh;              // of standard notices
  std::vector<CustomerKey> owners;               // who gets `notify owners`
  rules::Explain explain = rules::Explain::all;  // the bot itself needs reasons only for what changes
  const rules::Enabled* enabled = nullptr;       // per rule index; null: asked of the directory, rule by rule
  const Zones* zones = nullptr;                  // of the accounts; null: Asia/Shanghai
};

// Observes the event, evaluates the rules and applies what follows to `profile`. `now`: for messages the event's own
// time but never before the profile's last message, for Quiet the tick's time.
void decide(const rules::RuleSet& rules, const Directory& directory, const Event& event, Time now,
            const DecideOptions& options, rules::Scratch& scratch, Profile& profile, Decision& out);

// The time at which an event is to be evaluated (see decide).
Time evaluation_time(const Event& event, const Profile& profile, Time tick);

}  // namespace fenqun::bot
