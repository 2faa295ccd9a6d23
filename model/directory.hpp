// What the shop has defined: tags, the tree of groups, linked chats, people with rights, rules switched off.
// One per bot, small, loaded whole at start; the core thread owns it and changes it only by apply(Change).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/ids.hpp"

namespace fenqun {

struct TagInfo {
  std::string name;
  std::string about;
  std::string color;      // "#rrggbb" or empty
  std::string dimension;  // empty: none

  bool operator==(const TagInfo&) const = default;
};

struct GroupInfo {
  std::string name;
  std::string parent;  // empty: a root
  std::string about;

  bool operator==(const GroupInfo&) const = default;
};

// A group chat of one of our accounts.
struct ChatRef {
  std::string account;
  std::string chat;

  auto operator<=>(const ChatRef&) const = default;
};

struct ChatInfo {
  ChatRef ref;
  std::string name;   // as the platform last told it; empty: not known
  std::string group;  // our group that it is linked to; empty: none

  bool operator==(const ChatInfo&) const = default;
};

// In rising order of rights.
enum class Role : std::uint8_t { viewer, agent, admin, owner };
std::string_view to_string(Role role);
std::optional<Role> parse_role(std::string_view word);

struct Directory {
  std::map<std::string, TagInfo, std::less<>> tags;
  std::map<std::string, GroupInfo, std::less<>> groups;
  std::map<std::string, std::string, std::less<>> group_aliases;  // old name -> present name
  std::map<ChatRef, ChatInfo> chats;
  std::map<std::string, bool, std::less<>> rules;  // rule id -> enabled, only where somebody said so
  std::map<CustomerKey, Role> roles;

  // The present name of a group that is or was called so; nothing if there is none.
  std::optional<std::string> find_group(std::string_view name) const;
  bool rule_enabled(std::string_view id) const;
  std::optional<Role> role_of(const CustomerKey& who) const;
  bool operator==(const Directory&) const = default;
};

}  // namespace fenqun
