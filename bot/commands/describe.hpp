// Small phrases that several commands say about a customer's tags and groups.
#pragma once

#include <string>

#include "bot/commands/call.hpp"

namespace fenqun::bot {

// "规则 refund", "人工 10001".
std::string by_text(const Call& call, const By& by);
// "一直", "到 12-20 10:00", "条件成立期间".
std::string life_text(const Call& call, const TagState& state);
std::string when_text(const Call& call, Time t);
// "VIP、需求/退款 …": at most `count` of them.
std::string tags_text(const Call& call, const Profile& profile, std::size_t count);
// By its present name; "—" when in none.
std::string group_text(const Call& call, const Profile& profile);

}  // namespace fenqun::bot
