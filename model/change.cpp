#include "model/change.hpp"

#include <algorithm>

namespace fenqun {
namespace {

struct ToProfile {
  Profile& profile;

  bool operator()(const Touch& c) const {
    if (profile.messages == 0 || c.at < profile.first_seen) profile.first_seen = c.at;
    profile.last_seen = std::max(profile.last_seen, c.at);
    ++profile.messages;
    return true;
  }
  bool operator()(const SetName& c) const {
    profile.name = c.name;
    return true;
  }
  bool operator()(const SetRemark& c) const {
    profile.remark = c.remark;
    return true;
  }
  bool operator()(const AddTag& c) const {
    profile.tags.set(c.tag, c.state);
    return true;
  }
  bool operator()(const DropTag& c) const {
    profile.tags.erase(c.tag);
    return true;
  }
  bool operator()(const MoveTo& c) const {
    if (c.membership.group.empty()) {
      profile.group.reset();
    } else {
      profile.group = c.membership;
    }
    return true;
  }
  bool operator()(const AddBlock& c) const {
    if (std::none_of(profile.blocks.begin(), profile.blocks.end(),
                     [&](const Block& b) { return b.tag == c.block.tag && b.rule == c.block.rule; })) {
      profile.blocks.push_back(c.block);
    }
    return true;
  }
  bool operator()(const DropBlock& c) const {
    std::erase_if(profile.blocks,
                  [&](const Block& b) { return b.tag == c.tag && (c.rule.empty() || b.rule == c.rule); });
    return true;
  }
  bool operator()(const Count& c) const {
    auto counter = std::find_if(profile.counters.begin(), profile.counters.end(),
                                [&](const Counter& known) { return known.id == c.id; });
    if (counter == profile.counters.end()) {
      profile.counters.push_back({c.id, {}});
      counter = std::prev(profile.counters.end());
    }
    auto& times = counter->times;
    times.insert(std::upper_bound(times.begin(), times.end(), c.at), c.at);
    if (times.size() > c.keep) times.erase(times.begin(), times.end() - static_cast<std::ptrdiff_t>(c.keep));
    return true;
  }
  bool operator()(const SetAttribute& c) const {
    if (c.value.empty()) {
      profile.attributes.erase(c.name);
    } else {
      profile.attributes.insert_or_assign(c.name, c.value);
    }
    return true;
  }
  bool operator()(const LookAgain& c) const {
    profile.look_again_at = c.at;
    return true;
  }
  bool operator()(const auto&) const { return false; }
};

void rename_group(Directory& directory, const RenameGroup& c) {
  const auto found = directory.groups.find(c.from);
  if (found == directory.groups.end() || c.from == c.to) return;
  auto info = found->second;
  directory.groups.erase(found);
  info.name = c.to;
  directory.groups.insert_or_assign(c.to, std::move(info));
  for (auto& [name, group] : directory.groups) {
    if (group.parent == c.from) group.parent = c.to;
  }
  for (auto& [ref, chat] : directory.chats) {
    if (chat.group == c.from) chat.group = c.to;
  }
  for (auto& [old, present] : directory.group_aliases) {
    if (present == c.from) present = c.to;
  }
  directory.group_aliases.erase(c.to);
  directory.group_aliases.insert_or_assign(c.from, c.to);
}

struct ToDirectory {
  Directory& directory;

  bool operator()(const DefineTag& c) const {
    directory.tags.insert_or_assign(c.tag.name, c.tag);
    return true;
  }
  bool operator()(const DefineGroup& c) const {
    directory.group_aliases.erase(c.group.name);
    directory.groups.insert_or_assign(c.group.name, c.group);
    return true;
  }
  bool operator()(const RenameGroup& c) const {
    rename_group(directory, c);
    return true;
  }
  bool operator()(const LinkChat& c) const {
    auto& chat = directory.chats[c.chat];
    chat.ref = c.chat;
    chat.group = c.group;
    return true;
  }
  bool operator()(const SeeChat& c) const {
    auto& chat = directory.chats[c.chat];
    chat.ref = c.chat;
    chat.name = c.name;
    return true;
  }
  bool operator()(const EnableRule& c) const {
    directory.rules.insert_or_assign(c.rule, c.enabled);
    return true;
  }
  bool operator()(const GrantRole& c) const {
    if (c.role) {
      directory.roles.insert_or_assign(c.who, *c.role);
    } else {
      directory.roles.erase(c.who);
    }
    return true;
  }
  bool operator()(const auto&) const { return false; }
};

}  // namespace

bool apply(const Change& change, Profile& profile) {
  return std::visit(ToProfile{profile}, change);
}
bool apply(const Change& change, Directory& directory) {
  return std::visit(ToDirectory{directory}, change);
}

// The first eleven alternatives are about a customer; the order of `Change` says which.
bool about_customer(const Change& change) {
  return change.index() <= 10;
}

}  // namespace fenqun
