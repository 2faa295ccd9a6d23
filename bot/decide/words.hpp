// What goes out: replies and follow-ups to the customer, notices to the team, webhooks, as outbox items. Internal to
// decide.
#pragma once

#include "bot/decide/making.hpp"
#include "bot/decide/resolve.hpp"

namespace fenqun::bot {

inline constexpr std::size_t max_replies = 5;         // to one message; the rest of a careless rule set is not sent
inline constexpr std::size_t max_notice_chars = 200;  // of the customer's words shown in a notice

// Follow-ups that are due, when time has passed; those of rules that are gone or off are dropped. `enabled`: per rule.
void say_follow_ups(const rules::RuleSet& rules, const rules::Enabled& enabled, Making& making);

// At most max_replies distinct replies and one notice per (place, text). Plans the follow-ups.
void write_words(const Directory& directory, const Wishes& wishes, const DecideOptions& options, Making& making);

// The earliest follow-up.
std::optional<Time> next_follow_up(const Profile& profile);

}  // namespace fenqun::bot
