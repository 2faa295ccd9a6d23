// What people with rights do, as Commits: chat commands and the console call the same functions. Pure; any thread.
// Whoever calls has resolved the names and checked the role; each commit carries a journal entry of its own.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/commit.hpp"
#include "model/directory.hpp"
#include "model/profile.hpp"
#include "rules/ruleset.hpp"

namespace fenqun::bot {

// Who does it, when, and a text that no other action shares ("main/123456"): outbox tokens are made from it.
struct Actor {
  CustomerKey who;
  Time now{};
  std::string cause;

  By by() const { return {By::Kind::human, to_string(who)}; }
};

// ---- one customer
struct TagOrder {
  std::string tag;
  std::optional<Millis> life;         // nothing: until somebody removes it
  std::string note;                   // a person's words, kept as evidence
  std::vector<std::string> outranks;  // tags of the same dimension that leave (see rivals)
};
// Pinned: no rule removes it. A block on the tag is lifted. The customer is looked at again when the tag's time is
// over.
Commit add_tag(const Actor& actor, const Profile& profile, const TagOrder& order);
// A tag that a rule gave is blocked for that rule and customer, so that it does not come back with the next message.
// Precondition: profile.has_tag(tag).
Commit remove_tag(const Actor& actor, const Profile& profile, const std::string& tag);
// Pinned, as above. Empty group: leaves the group.
Commit assign_group(const Actor& actor, const Profile& profile, const std::string& group);
// The customer's tags of the same dimension as `tag`, other than it.
std::vector<std::string> rivals(const rules::RuleSet& rules, const Directory& directory, const Profile& profile,
                                const std::string& tag);

// ---- the directory
Commit define_tag(const Actor& actor, const TagInfo& tag);
Commit define_group(const Actor& actor, const GroupInfo& group);
// A group chat to be renamed on its platform, too.
struct ChatRename {
  ChatRef chat;
  std::string from;  // for the journal
};
// `info` is the group as it stands: one that only a rule file defines gets into the directory first.
Commit rename_group(const Actor& actor, const Directory& directory, const GroupInfo& info, const std::string& to,
                    std::span<const ChatRename> chats);
Commit rename_chat(const Actor& actor, const ChatRename& chat, const std::string& to);
// Empty group: unlinks.
Commit link_chat(const Actor& actor, const ChatRef& chat, const std::string& group);
Commit enable_rule(const Actor& actor, const std::string& rule, bool enabled);
// Nothing: revoked.
Commit grant_role(const Actor& actor, const CustomerKey& who, std::optional<Role> role);

// ---- what the shop knows: the directory and the rule files together
// Every tag that is defined, in a dimension, or given by a rule; sorted.
std::vector<std::string> known_tags(const rules::RuleSet& rules, const Directory& directory);
// Every group by its present name, also those that only the rule files name; sorted by name.
std::vector<GroupInfo> known_groups(const rules::RuleSet& rules, const Directory& directory);

}  // namespace fenqun::bot
