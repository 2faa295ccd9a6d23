#include "bot/admin.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace fenqun::bot {
namespace {

JournalEntry entry(const Actor& actor, const CustomerKey& who, std::string action, std::string subject,
                   std::string detail) {
  return {actor.now, actor.by(), who, std::move(action), std::move(subject), std::move(detail)};
}

Commit about(const Profile& profile) {
  Commit commit;
  commit.who = profile.key;
  commit.expected_rev = profile.rev;
  return commit;
}

void queue_rename(const Actor& actor, const ChatRename& chat, const std::string& to, Commit& commit) {
  OutboxItem item;
  item.via = chat.chat.account;
  item.to = {ChatKind::group, chat.chat.chat, {}};
  item.body = RenameChat{to};
  item.not_before = actor.now;
  item.token = actor.cause + "#" + std::to_string(commit.outbox.size());
  commit.outbox.push_back(std::move(item));
  commit.journal.push_back(entry(actor, {}, "chat.rename", chat.chat.account + "/" + chat.chat.chat,
                                 chat.from.empty() ? to : chat.from + " → " + to));
}

std::string dimension_of(const rules::RuleSet& rules, const Directory& directory, std::string_view tag) {
  const auto defined = directory.tags.find(tag);
  if (defined != directory.tags.end() && !defined->second.dimension.empty()) return defined->second.dimension;
  if (const auto* dimension = rules.dimension_of(tag)) return dimension->name;
  const auto found =
      std::find_if(rules.tags.begin(), rules.tags.end(), [&](const TagInfo& info) { return info.name == tag; });
  return found == rules.tags.end() ? std::string() : found->dimension;
}

}  // namespace

Commit add_tag(const Actor& actor, const Profile& profile, const TagOrder& order) {
  auto commit = about(profile);
  TagState state;
  state.since = actor.now;
  state.pinned = true;
  state.by = actor.by();
  state.why.note = order.note;
  if (order.life) {
    state.life = Life::timed;
    state.until = actor.now + *order.life;
  }
  if (std::any_of(profile.blocks.begin(), profile.blocks.end(), [&](const Block& b) { return b.tag == order.tag; })) {
    commit.changes.push_back(DropBlock{order.tag, {}});
  }
  for (const auto& rival : order.outranks) {
    commit.changes.push_back(DropTag{rival, actor.by(), "outranked"});
    commit.journal.push_back(entry(actor, profile.key, "tag.drop", rival, "outranked by " + order.tag));
  }
  const auto until = state.until;
  commit.changes.push_back(AddTag{order.tag, std::move(state)});
  if (until && (!profile.look_again_at || *until < *profile.look_again_at)) commit.changes.push_back(LookAgain{until});
  commit.journal.push_back(
      entry(actor, profile.key, "tag.add", order.tag, until ? "until " + iso8601(*until) : std::string()));
  return commit;
}

Commit remove_tag(const Actor& actor, const Profile& profile, const std::string& tag) {
  auto commit = about(profile);
  commit.changes.push_back(DropTag{tag, actor.by(), "removed"});
  std::string detail = "removed";
  const auto found = profile.tags.find(tag);
  if (found != profile.tags.end() && found->second.by.kind == By::Kind::rule) {
    commit.changes.push_back(AddBlock{{tag, found->second.by.id, actor.now, actor.by()}});
    detail = "removed, blocked for rule " + found->second.by.id;
  }
  commit.journal.push_back(entry(actor, profile.key, "tag.drop", tag, std::move(detail)));
  return commit;
}

Commit assign_group(const Actor& actor, const Profile& profile, const std::string& group) {
  auto commit = about(profile);
  Membership membership;
  membership.group = group;
  membership.since = actor.now;
  membership.pinned = true;
  membership.by = actor.by();
  commit.changes.push_back(MoveTo{std::move(membership)});
  commit.journal.push_back(
      entry(actor, profile.key, "group.move", group, profile.group ? "from " + profile.group->group : std::string()));
  return commit;
}

std::vector<std::string> rivals(const rules::RuleSet& rules, const Directory& directory, const Profile& profile,
                                const std::string& tag) {
  std::vector<std::string> out;
  const auto dimension = dimension_of(rules, directory, tag);
  if (dimension.empty()) return out;
  for (const auto& [name, state] : profile.tags) {
    if (name != tag && dimension_of(rules, directory, name) == dimension) out.push_back(name);
  }
  return out;
}

Commit define_tag(const Actor& actor, const TagInfo& tag) {
  Commit commit;
  commit.changes.push_back(DefineTag{tag});
  commit.journal.push_back(entry(actor, {}, "tag.define", tag.name, tag.about));
  return commit;
}

Commit define_group(const Actor& actor, const GroupInfo& group) {
  Commit commit;
  commit.changes.push_back(DefineGroup{group});
  commit.journal.push_back(entry(actor, {}, "group.define", group.name, group.parent));
  return commit;
}

Commit rename_group(const Actor& actor, const Directory& directory, const GroupInfo& info, const std::string& to,
                    std::span<const ChatRename> chats) {
  Commit commit;
  if (directory.groups.find(info.name) == directory.groups.end()) commit.changes.push_back(DefineGroup{info});
  commit.changes.push_back(RenameGroup{info.name, to});
  commit.journal.push_back(entry(actor, {}, "group.rename", to, info.name + " → " + to));
  for (const auto& chat : chats) queue_rename(actor, chat, to, commit);
  return commit;
}

Commit rename_chat(const Actor& actor, const ChatRename& chat, const std::string& to) {
  Commit commit;
  queue_rename(actor, chat, to, commit);
  return commit;
}

Commit link_chat(const Actor& actor, const ChatRef& chat, const std::string& group) {
  Commit commit;
  commit.changes.push_back(LinkChat{chat, group});
  commit.journal.push_back(entry(actor, {}, "chat.link", chat.account + "/" + chat.chat, group));
  return commit;
}

Commit enable_rule(const Actor& actor, const std::string& rule, bool enabled) {
  Commit commit;
  commit.changes.push_back(EnableRule{rule, enabled});
  commit.journal.push_back(entry(actor, {}, enabled ? "rule.enable" : "rule.disable", rule, {}));
  return commit;
}

Commit grant_role(const Actor& actor, const CustomerKey& who, std::optional<Role> role) {
  Commit commit;
  commit.changes.push_back(GrantRole{who, role});
  commit.journal.push_back(
      entry(actor, {}, "role.grant", to_string(who), role ? std::string(to_string(*role)) : "revoked"));
  return commit;
}

std::vector<std::string> known_tags(const rules::RuleSet& rules, const Directory& directory) {
  std::set<std::string> names;
  for (const auto& [name, info] : directory.tags) names.insert(name);
  for (const auto& info : rules.tags) names.insert(info.name);
  for (const auto& dimension : rules.dimensions) names.insert(dimension.tags.begin(), dimension.tags.end());
  for (const auto& rule : rules.rules) {
    for (const auto& effect : rule.effects) {
      if (const auto* tag = std::get_if<rules::TagEffect>(&effect)) names.insert(tag->tag);
    }
  }
  return {names.begin(), names.end()};
}

std::vector<GroupInfo> known_groups(const rules::RuleSet& rules, const Directory& directory) {
  std::map<std::string, GroupInfo> groups(directory.groups.begin(), directory.groups.end());
  const auto present = [&](const std::string& name) { return directory.find_group(name).value_or(name); };
  const auto add = [&](GroupInfo info) {
    if (info.name.empty()) return;
    info.name = present(info.name);
    info.parent = info.parent.empty() ? std::string() : present(info.parent);
    groups.emplace(info.name, info);
  };
  for (const auto& info : rules.groups) add(info);
  for (const auto& rule : rules.rules) {
    for (const auto& effect : rule.effects) {
      if (const auto* group = std::get_if<rules::GroupEffect>(&effect)) add({group->group, {}, {}});
    }
  }
  std::vector<GroupInfo> out;
  out.reserve(groups.size());
  for (auto& [name, info] : groups) out.push_back(std::move(info));
  return out;
}

}  // namespace fenqun::bot
