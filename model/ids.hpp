// Who and what: the keys that are unique, how far, and who may mint them.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace fenqun {

// A customer. Only an adapter mints one. `platform` is the registry name ("onebot11"); `scope` is the space in which
// that platform promises that `user` is unique (a Slack team, a Feishu app; empty for QQ). All three are opaque bytes.
struct CustomerKey {
  std::string platform;
  std::string scope;
  std::string user;

  auto operator<=>(const CustomerKey&) const = default;
};

// "platform:scope:user"; `:` and `%` inside platform and scope are written %3A and %25, `user` stands as it is.
std::string to_string(const CustomerKey& key);
// Nothing when there are fewer than two colons or platform or user is empty.
std::optional<CustomerKey> parse_customer_key(std::string_view text);

// One event of one account, equal across redeliveries and never recycled. The adapter's duty. `account` is the name in
// the configuration.
struct EventKey {
  std::string account;
  std::string native_id;

  auto operator<=>(const EventKey&) const = default;
};

// A chat on a platform. The id of a direct chat is not the user's id on every platform, so it is kept apart.
enum class ChatKind : std::uint8_t { direct, group, temporary };

struct Chat {
  ChatKind kind = ChatKind::direct;
  std::string id;   // opaque; for direct and temporary chats on QQ the user's number
  std::string via;  // temporary chats: the group through which it came

  bool operator==(const Chat&) const = default;
};

}  // namespace fenqun

template <>
struct std::hash<fenqun::CustomerKey> {
  std::size_t operator()(const fenqun::CustomerKey& key) const noexcept;
};
template <>
struct std::hash<fenqun::EventKey> {
  std::size_t operator()(const fenqun::EventKey& key) const noexcept;
};
