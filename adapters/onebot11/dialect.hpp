// The living dialects of OneBot v11 and in what they differ for us.
#pragma once

#include <cstdint>
#include <string_view>

namespace fenqun::adapters::onebot11 {

enum class Dialect : std::uint8_t { unknown, napcat, llonebot, lagrange, gocqhttp };

// By the prefix of get_version_info's app_name, in any case.
Dialect dialect_of(std::string_view app_name);
std::string_view to_string(Dialect dialect);

// Whether a rename of a group is told by a notice; where not, the list of groups is asked for again and again.
constexpr bool tells_renames(Dialect dialect) {
  return dialect == Dialect::napcat || dialect == Dialect::lagrange;
}
// set_friend_remark.
constexpr bool lacks_remarks(Dialect dialect) {
  return dialect == Dialect::lagrange || dialect == Dialect::gocqhttp;
}
// get_friend_msg_history.
constexpr bool lacks_private_history(Dialect dialect) {
  return dialect == Dialect::gocqhttp;
}
// get_recent_contact: the chats with the newest messages.
constexpr bool lists_recent_chats(Dialect dialect) {
  return dialect == Dialect::napcat;
}
// set_group_name answers without waiting for QQ's server.
constexpr bool renames_unverified(Dialect dialect) {
  return dialect == Dialect::gocqhttp;
}

}  // namespace fenqun::adapters::onebot11
