// 标签: the shop's tags, and giving them to customers by hand.
#include <algorithm>

#include "bot/commands/describe.hpp"
#include "bot/text/dates.hpp"
#include "bot/text/table.hpp"
#include "bot/text/unicode.hpp"

namespace fenqun::bot {
namespace {

const TagInfo* info_of(const Call& call, const std::string& name) {
  const auto& directory = call.context.directory;
  const auto defined = directory.tags.find(name);
  if (defined != directory.tags.end()) return &defined->second;
  const auto& tags = call.context.rules.tags;
  const auto found = std::find_if(tags.begin(), tags.end(), [&](const TagInfo& info) { return info.name == name; });
  return found == tags.end() ? nullptr : &*found;
}

constexpr Bilingual no_tags{"还没有标签。标签 新建 VIP 建第一个。",
                            "There are no tags yet. tag create VIP makes the first."};
constexpr Bilingual list_head{"标签 {0} 个:", "tags: {0}"};
constexpr Bilingual people{"{0} 人", "customers: {0}"};

Reply list(Call& call) {
  const auto names = known_tags(call.context.rules, call.context.directory);
  if (names.empty()) return done(call.say(no_tags));
  const auto sizes = call.context.reader.tag_sizes();
  if (!sizes) return unavailable(call, sizes.error());
  auto reply = done(call.say(list_head, {std::to_string(names.size())}) + "\n");
  Table table;
  const auto begin = std::min(names.size(), call.invocation.page * rows_per_page);
  for (auto i = begin; i < std::min(names.size(), begin + rows_per_page); ++i) {
    const auto size =
        std::find_if(sizes->begin(), sizes->end(), [&](const auto& known) { return known.first == names[i]; });
    const auto* info = info_of(call, names[i]);
    table.row({shown(names[i], 28), call.say(people, {std::to_string(size == sizes->end() ? 0 : size->second)}),
               info == nullptr ? std::string() : shown(info->about, 60)});
  }
  reply.text += table.text();
  add_pages(call, names.size(), reply);
  return reply;
}

constexpr Bilingual created{"✓ 建好了标签「{0}」。标签 添加 {0} 客户 就能用它",
                            "✓ Made the tag “{0}”. tag add {0} CUSTOMER uses it"};

Reply create(Call& call) {
  const auto& name = *call.values.new_name;
  for (const auto& known : known_tags(call.context.rules, call.context.directory)) {
    if (same_name(known, name)) return failed(call, Problem(problems::tag_exists, {shown(known)}));
  }
  TagInfo info;
  info.name = name;
  info.about = shown(call.values.rest.value_or(""), 200);
  auto reply = done(call.say(created, {shown(name)}));
  reply.commits.push_back(define_tag(call.actor, info));
  return reply;
}

constexpr Bilingual added{"✓ {0} 加上标签「{1}」,{2}。", "✓ {0} has the tag “{1}” now, {2}."};
constexpr Bilingual no_rule_removes{"规则不会拿掉它。标签 移除 {0} {1} 撤回",
                                    " No rule removes it. tag remove {0} {1} takes it back"};
constexpr Bilingual left{"同一维度的「{0}」已去掉。", " “{0}” of the same dimension is gone."};
constexpr Bilingual unblocked{"原来的禁止已解除。", " It was blocked; it is no longer."};
constexpr Bilingual already{"{0} 已经有人工加的标签「{1}」,没有改动。",
                            "{0} has the tag “{1}” by hand already; nothing changed."};

Reply add(Call& call) {
  const auto& profile = *call.values.customer;
  const auto& tag = *call.values.tag;
  const auto who = customer_text(call, profile);
  const auto present = profile.tags.find(tag);
  const bool same = present != profile.tags.end() && present->second.pinned && present->second.life == Life::kept;
  if (same && !call.values.duration) return personal(call.say(already, {who, shown(tag)}));
  TagOrder order;
  order.tag = tag;
  order.life = call.values.duration;
  order.note = shown(written(call.invocation, call.language), 120);
  order.outranks = rivals(call.context.rules, call.context.directory, profile, tag);
  auto commit = add_tag(call.actor, profile, order);
  TagState state;
  if (order.life) {
    state.life = Life::timed;
    state.until = call.actor.now + *order.life;
  }
  auto text = call.say(added, {who, shown(tag), life_text(call, state)});
  for (const auto& rival : order.outranks) text += call.say(left, {shown(rival)});
  const bool was_blocked =
      std::any_of(profile.blocks.begin(), profile.blocks.end(), [&](const Block& block) { return block.tag == tag; });
  if (was_blocked) text += call.say(unblocked);
  auto reply = personal(text + call.say(no_rule_removes, {shown(tag), named(call, profile).id}));
  reply.commits.push_back(std::move(commit));
  return reply;
}

constexpr Bilingual removed{"✓ {0} 去掉了标签「{1}」。", "✓ {0} no longer has the tag “{1}”."};
constexpr Bilingual blocked{"规则 {0} 不会再给他加;标签 添加 {1} {2} 恢复",
                            " Rule {0} will not give it again; tag add {1} {2} brings it back"};

Reply remove(Call& call) {
  const auto& profile = *call.values.customer;
  const auto& tag = *call.values.tag;
  const auto who = customer_text(call, profile);
  const auto present = profile.tags.find(tag);
  if (present == profile.tags.end()) {
    auto reply = failed(call, Problem(problems::tag_not_there, {who, shown(tag)}));
    reply.personal = true;
    return reply;
  }
  auto text = call.say(removed, {who, shown(tag)});
  if (present->second.by.kind == By::Kind::rule) {
    text += call.say(blocked, {shown(present->second.by.id), shown(tag), named(call, profile).id});
  }
  auto reply = personal(std::move(text));
  reply.commits.push_back(remove_tag(call.actor, profile, tag));
  return reply;
}

}  // namespace

Noun tag_noun() {
  return {"tag",
          {"标签", "tag"},
          {"标记", "tags", "label"},
          {"标签:建、看、给客户加上和去掉", "tags: make and list them, give them to customers and take them away"},
          {{"tag.list",
            {"列表", "list"},
            {"全部", "有哪些", "ls"},
            Role::viewer,
            false,
            {},
            {"全部标签和各有多少人", "all tags and how many customers have them"},
            {{"标签 列表", "tag list"}},
            list},
           {"tag.create",
            {"新建", "create"},
            {"建", "创建", "新增", "new"},
            Role::admin,
            true,
            {{ArgKind::new_name, {"名字", "name"}}, {ArgKind::rest, {"说明", "about"}, true}},
            {"建一个标签", "makes a tag"},
            {{"标签 新建 VIP 重要客户", "tag create VIP important customers"}},
            create},
           {"tag.add",
            {"添加", "add"},
            {"加", "加上", "打", "打上", "贴", "贴上", "give"},
            Role::agent,
            true,
            {{ArgKind::tag, {"标签", "tag"}},
             {ArgKind::customer, {"客户", "customer"}},
             {ArgKind::duration, {"时长", "duration"}, true}},
            {"给一位客户加标签;规则不会拿掉它", "gives a customer a tag that no rule removes"},
            {{"标签 添加 VIP 张三", "tag add VIP 10002"}, {"标签 添加 VIP 张三 30天", "tag add VIP 10002 30d"}},
            add},
           {"tag.remove",
            {"移除", "remove"},
            {"去掉", "删掉", "撕掉", "取下", "rm"},
            Role::agent,
            true,
            {{ArgKind::tag, {"标签", "tag"}}, {ArgKind::customer, {"客户", "customer"}}},
            {"去掉一位客户的标签;规则加的不会再加回来", "takes a tag away; a rule that gave it will not give it again"},
            {{"标签 移除 VIP 张三", "tag remove VIP 10002"}},
            remove}},
          "tag.list"};
}

}  // namespace fenqun::bot
