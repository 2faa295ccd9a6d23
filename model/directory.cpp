#include "model/directory.hpp"

#include <array>

namespace fenqun {
namespace {
constexpr std::array<std::string_view, 4> role_words = {"viewer", "agent", "admin", "owner"};
}

std::string_view to_string(Role role) {
  return role_words[static_cast<std::size_t>(role)];
}

std::optional<Role> parse_role(std::string_view word) {
  for (std::size_t i = 0; i < role_words.size(); ++i) {
    if (role_words[i] == word) return static_cast<Role>(i);
  }
  return std::nullopt;
}

std::optional<std::string> Directory::find_group(std::string_view name) const {
  if (groups.find(name) != groups.end()) return std::string(name);
  const auto alias = group_aliases.find(name);
  if (alias != group_aliases.end() && groups.find(alias->second) != groups.end()) return alias->second;
  return std::nullopt;
}

bool Directory::rule_enabled(std::string_view id) const {
  const auto found = rules.find(id);
  return found == rules.end() || found->second;
}

std::optional<Role> Directory::role_of(const CustomerKey& who) const {
  const auto found = roles.find(who);
  if (found == roles.end()) return std::nullopt;
  return found->second;
}

}  // namespace fenqun
