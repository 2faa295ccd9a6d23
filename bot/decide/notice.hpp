// Replies to the customer and notices to the team, as outbox items.
#pragma once

#include "bot/decide.hpp"
#include "bot/decide/resolve.hpp"

namespace fenqun::bot {

inline constexpr std::size_t max_replies = 5;         // to one message; the rest of a careless rule set is not sent
inline constexpr std::size_t max_notice_chars = 200;  // of the customer's words shown in a notice

// Adds at most max_replies distinct replies and one notice per (place, text).
void write_words(const Directory& directory, const Event& event, const Profile& profile, const Wishes& wishes, Time now,
                 const DecideOptions& options, Decision& out);

}  // namespace fenqun::bot
