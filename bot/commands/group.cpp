// 分组: the tree of groups; every customer is in one of them at most.
#include <algorithm>
#include <map>

#include "bot/commands/describe.hpp"
#include "bot/text/table.hpp"
#include "bot/text/unicode.hpp"

namespace fenqun::bot {
namespace {

constexpr std::size_t max_depth = 16;

constexpr Bilingual no_groups{"还没有分组。分组 新建 VIP客户 建第一个。",
                              "There are no groups yet. group create VIP makes the first."};
constexpr Bilingual people{"{0} 人", "customers: {0}"};

class Tree {
 public:
  Tree(Call& call, const std::vector<std::pair<std::string, std::int64_t>>& sizes) : call_(call) {
    for (const auto& [name, size] : sizes) {
      sizes_[call.context.directory.find_group(name).value_or(name)] += size;
    }
    for (const auto& info : known_groups(call.context.rules, call.context.directory)) groups_.push_back(info);
  }

  // One row per group, parents before children; groups in a circle or under an unknown parent hang on the root.
  std::vector<std::vector<std::string>> rows() {
    for (const auto& info : groups_) {
      if (info.parent.empty() || !exists(info.parent)) add(info, 0);
    }
    for (const auto& info : groups_) {
      if (!done_[info.name]) add(info, 0);
    }
    return std::move(rows_);
  }

 private:
  bool exists(const std::string& name) const {
    return std::any_of(groups_.begin(), groups_.end(), [&](const GroupInfo& info) { return info.name == name; });
  }

  void add(const GroupInfo& info, std::size_t depth) {
    if (done_[info.name] || depth > max_depth) return;
    done_[info.name] = true;
    const auto size = sizes_.find(info.name);
    rows_.push_back({std::string(depth * 2, ' ') + shown(info.name, 28),
                     call_.say(people, {std::to_string(size == sizes_.end() ? 0 : size->second)}),
                     shown(info.about, 60)});
    for (const auto& child : groups_) {
      if (child.parent == info.name) add(child, depth + 1);
    }
  }

  Call& call_;
  std::vector<GroupInfo> groups_;
  std::map<std::string, std::int64_t> sizes_;
  std::map<std::string, bool> done_;
  std::vector<std::vector<std::string>> rows_;
};

Reply tree(Call& call) {
  const auto sizes = call.context.reader.group_sizes();
  if (!sizes) return unavailable(call, sizes.error());
  const auto rows = Tree(call, *sizes).rows();
  if (rows.empty()) return done(call.say(no_groups));
  Table table(48);
  const auto begin = std::min(rows.size(), call.invocation.page * rows_per_page);
  for (auto i = begin; i < std::min(rows.size(), begin + rows_per_page); ++i) table.row(rows[i]);
  auto reply = done(table.text());
  add_pages(call, rows.size(), reply);
  return reply;
}

// The group that is called so after folding, by its present name.
std::optional<std::string> taken(const Call& call, const std::string& name) {
  for (const auto& info : known_groups(call.context.rules, call.context.directory)) {
    if (same_name(info.name, name)) return info.name;
  }
  return std::nullopt;
}

constexpr Bilingual created{"✓ 建好了分组「{0}」。分组 加入 {0} 客户 把人放进去",
                            "✓ Made the group “{0}”. group assign {0} CUSTOMER puts one in"};
constexpr Bilingual below{"(在「{0}」下面)", " (below “{0}”)"};

Reply create(Call& call) {
  const auto& name = *call.values.new_name;
  if (const auto known = taken(call, name)) return failed(call, Problem(problems::group_exists, {shown(*known)}));
  GroupInfo info;
  info.name = name;
  info.about = shown(call.values.rest.value_or(""), 200);
  if (call.values.group) info.parent = call.values.group->name;
  auto reply = done(call.say(created, {shown(name)}));
  if (call.values.group) reply.text += call.say(below, {shown(info.parent)});
  // A parent that only a rule file names has to be in the directory before something can hang on it.
  if (call.values.group && call.context.directory.groups.find(info.parent) == call.context.directory.groups.end()) {
    reply.commits.push_back(define_group(call.actor, *call.values.group));
  }
  reply.commits.push_back(define_group(call.actor, info));
  return reply;
}

constexpr Bilingual renamed{"✓ 分组「{0}」改名为「{1}」,成员不变,旧名字还能找到它。",
                            "✓ The group “{0}” is called “{1}” now; its members stay and the old name still finds it."};

Reply rename(Call& call) {
  const auto& info = *call.values.group;
  const auto& name = *call.values.new_name;
  const auto known = taken(call, name);
  if (known && *known != info.name) return failed(call, Problem(problems::group_exists, {shown(*known)}));
  if (name == info.name) return failed(call, Problem(problems::group_exists, {shown(name)}));
  auto reply = done(call.say(renamed, {shown(info.name), shown(name)}));
  reply.commits.push_back(rename_group(call.actor, call.context.directory, info, name, {}));
  return reply;
}

constexpr Bilingual moved{"✓ {0} 进了分组「{1}」", "✓ {0} is in the group “{1}” now"};
constexpr Bilingual from{"(原来在「{0}」)", " (was in “{0}”)"};
constexpr Bilingual pinned{",规则不会再移动他。", "; no rule moves them."};
constexpr Bilingual there_already{"{0} 已经在分组「{1}」里,没有改动。",
                                  "{0} is in the group “{1}” already; nothing changed."};

Reply assign(Call& call) {
  const auto& profile = *call.values.customer;
  const auto& group = call.values.group->name;
  const auto who = customer_text(call, profile);
  const bool there = profile.group && profile.group->group == group && profile.group->pinned;
  if (there) return personal(call.say(there_already, {who, shown(group)}));
  auto text = call.say(moved, {who, shown(group)});
  if (profile.group && profile.group->group != group) text += call.say(from, {group_text(call, profile)});
  auto reply = personal(text + call.say(pinned));
  if (call.context.directory.groups.find(group) == call.context.directory.groups.end()) {
    reply.commits.push_back(define_group(call.actor, *call.values.group));
  }
  reply.commits.push_back(assign_group(call.actor, profile, group));
  return reply;
}

constexpr Bilingual nobody{"分组「{0}」里还没有人。", "Nobody is in the group “{0}”."};
constexpr Bilingual members_head{"分组「{0}」{1} 人:", "Customers in the group “{0}”: {1}"};

Reply members(Call& call) {
  const auto& group = call.values.group->name;
  storage::CustomerQuery query;
  query.group = group;
  query.offset = call.invocation.page * rows_per_page;
  query.limit = rows_per_page;
  const auto page = call.context.reader.find(query);
  if (!page) return unavailable(call, page.error());
  if (page->total == 0) return personal(call.say(nobody, {shown(group)}));
  auto reply = personal(call.say(members_head, {shown(group), std::to_string(page->total)}) + "\n");
  Table table;
  for (const auto& key : page->customers) {
    const auto profile = call.context.profile(key);
    if (!profile) return unavailable(call, profile.error());
    const auto name = named(call, *profile);
    table.row({name.title, name.id, when_text(call, profile->last_seen), tags_text(call, *profile, 4)});
  }
  reply.text += table.text();
  add_pages(call, static_cast<std::size_t>(page->total), reply);
  return reply;
}

}  // namespace

Noun group_noun() {
  return {
      "group",
      {"分组", "group"},
      {"客群", "groups", "segment"},
      {"客户分组:一棵树,一位客户最多在一个组里", "groups of customers: a tree; a customer is in one of them at most"},
      {{"group.tree",
        {"树", "tree"},
        {"列表", "全部", "list"},
        Role::viewer,
        false,
        {},
        {"全部分组和各有多少人", "all groups and how many customers are in them"},
        {{"分组 树", "group tree"}},
        tree},
       {"group.create",
        {"新建", "create"},
        {"建", "创建", "新增", "new"},
        Role::admin,
        true,
        {{ArgKind::new_name, {"名字", "name"}},
         {ArgKind::group, {"上级", "parent"}, true},
         {ArgKind::rest, {"说明", "about"}, true}},
        {"建一个分组", "makes a group"},
        {{"分组 新建 华东老客 老客户", "group create East Regulars"}},
        create},
       {"group.rename",
        {"改名", "rename"},
        {"重命名"},
        Role::admin,
        true,
        {{ArgKind::group, {"分组", "group"}}, {ArgKind::new_name, {"新名字", "new name"}}},
        {"给分组改名;要连平台上的群一起改,用 群名 设置", "renames a group; chat set renames the linked chats, too"},
        {{"分组 改名 老客户 回头客", "group rename Regulars Friends"}},
        rename},
       {"group.assign",
        {"加入", "assign"},
        {"移入", "放入", "移到", "move"},
        Role::agent,
        true,
        {{ArgKind::group, {"分组", "group"}}, {ArgKind::customer, {"客户", "customer"}}},
        {"把一位客户放进分组;规则不会再移动他", "puts a customer into a group; no rule moves them"},
        {{"分组 加入 VIP客户 张三", "group assign VIP 10002"}},
        assign},
       {"group.members",
        {"成员", "members"},
        {"有谁", "member"},
        Role::viewer,
        false,
        {{ArgKind::group, {"分组", "group"}}},
        {"分组里有谁", "who is in a group"},
        {{"分组 成员 VIP客户", "group members VIP"}},
        members}},
      "group.tree"};
}

}  // namespace fenqun::bot
