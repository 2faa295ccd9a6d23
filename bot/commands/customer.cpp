// 客户: looking at one customer, finding many.
#include "bot/commands/conditions.hpp"
#include "bot/commands/describe.hpp"
#include "bot/text/table.hpp"
#include "bot/text/unicode.hpp"

namespace fenqun::bot {
namespace {

constexpr std::size_t messages_shown = 5;
constexpr std::size_t attributes_shown = 10;
constexpr std::size_t tags_shown = 30;

constexpr Bilingual names_line{"昵称 {0} · 备注 {1} · {2}", "name {0} · remark {1} · {2}"};
constexpr Bilingual group_line{"分组 {0}", "group {0}"};
constexpr Bilingual group_since{"(自 {0},{1})", " (since {0}, {1})"};
constexpr Bilingual pinned_mark{",已固定", ", pinned"};
constexpr Bilingual tags_line{"标签 {0} 个", "tags: {0}"};
constexpr Bilingual since_cell{"自 {0}", "since {0}"};
constexpr Bilingual seen_line{"首次 {0} · 最近 {1} · 消息 {2} 条", "first {0} · last {1} · messages: {2}"};
constexpr Bilingual attributes_line{"属性 {0}", "attributes {0}"};
constexpr Bilingual messages_line{"最近消息", "last messages"};
constexpr Bilingual and_more{"…… 还有 {0} 个", "… and {0} more"};

std::string tag_rows(const Call& call, const Profile& profile) {
  Table table;
  std::size_t count = 0;
  for (const auto& [name, state] : profile.tags) {
    if (count++ == tags_shown) break;
    table.row({shown(name, 28), call.say(since_cell, {when_text(call, state.since)}), life_text(call, state),
               by_text(call, state.by) + (state.pinned ? call.say(pinned_mark) : "")});
  }
  auto out = table.text(2);
  if (profile.tags.size() > tags_shown) {
    out += "  " + call.say(and_more, {std::to_string(profile.tags.size() - tags_shown)}) + "\n";
  }
  return out;
}

std::string group_row(const Call& call, const Profile& profile) {
  auto out = call.say(group_line, {group_text(call, profile)});
  if (profile.group) {
    out += call.say(group_since,
                    {when_text(call, profile.group->since),
                     by_text(call, profile.group->by) + (profile.group->pinned ? call.say(pinned_mark) : "")});
  }
  return out + "\n";
}

std::string attribute_row(const Call& call, const Profile& profile) {
  std::string list;
  std::size_t count = 0;
  for (const auto& [name, value] : profile.attributes) {
    if (count++ == attributes_shown) {
      list += " …";
      break;
    }
    list += (list.empty() ? "" : " · ") + shown(name, 20) + "=" + shown(value, 40);
  }
  return list.empty() ? std::string() : call.say(attributes_line, {list}) + "\n";
}

Reply show(Call& call) {
  const auto& profile = *call.values.customer;
  const auto messages = call.context.reader.last_messages(profile.key, messages_shown);
  if (!messages) return unavailable(call, messages.error());
  const auto dash = [](const std::string& text) { return text.empty() ? std::string("—") : shown(text, 32); };
  auto out = customer_text(call, profile) + "\n" +
             call.say(names_line, {dash(profile.name), dash(profile.remark), shown(to_string(profile.key), 64)}) +
             "\n" + group_row(call, profile) + call.say(tags_line, {std::to_string(profile.tags.size())}) + "\n" +
             tag_rows(call, profile) +
             call.say(seen_line, {when_text(call, profile.first_seen), when_text(call, profile.last_seen),
                                  std::to_string(profile.messages)}) +
             "\n" + attribute_row(call, profile);
  if (!messages->empty()) {
    out += call.say(messages_line) + "\n";
    Table table;
    for (const auto& message : *messages) {
      table.row(
          {when_text(call, message.at), shown(message.text.empty() ? "[" + message.kind + "]" : message.text, 60)});
    }
    out += table.text(2);
  }
  return personal(out);
}

constexpr Bilingual nobody{"没有符合的客户。", "No customer fits."};
constexpr Bilingual found_line{"找到 {0} 位:", "found: {0}"};

Reply find(Call& call) {
  auto query = parse_conditions(call, *call.values.rest);
  if (!query) return failed(call, query.error());
  query->offset = call.invocation.page * rows_per_page;
  query->limit = rows_per_page;
  const auto page = call.context.reader.find(*query);
  if (!page) return unavailable(call, page.error());
  if (page->total == 0) return personal(call.say(nobody));
  auto reply = personal(call.say(found_line, {std::to_string(page->total)}) + "\n");
  Table table;
  for (const auto& key : page->customers) {
    const auto profile = call.context.profile(key);
    if (!profile) return unavailable(call, profile.error());
    const auto name = named(call, *profile);
    table.row({name.title, name.id, group_text(call, *profile), when_text(call, profile->last_seen),
               tags_text(call, *profile, 4)});
  }
  reply.text += table.text();
  add_pages(call, static_cast<std::size_t>(page->total), reply);
  return reply;
}

}  // namespace

Noun customer_noun() {
  return {
      "customer",
      {"客户", "customer"},
      {"顾客", "用户", "customers"},
      {"客户的资料、标签、分组和最近的消息", "a customer's data, tags, group and last messages"},
      {{"customer.show",
        {"查看", "show"},
        {"看", "资料", "详情", "view"},
        Role::viewer,
        false,
        {{ArgKind::customer, {"客户", "customer"}}},
        {"看一位客户:名字、分组、标签、最近的消息", "one customer: names, group, tags, last messages"},
        {{"客户 查看 张三", "customer show 10002"}, {"客户 10002", "customer 10002"}},
        show},
       {"customer.find",
        {"找", "find"},
        {"查找", "搜索", "搜", "search"},
        Role::viewer,
        false,
        {{ArgKind::rest, {"名字或条件", "name or condition"}}},
        {"按名字、标签、分组、多久没说话找客户", "customers by name, tag, group, or how long they have been silent"},
        {{"客户 找 张", "customer find zh"},
         {"客户 找 有标签 VIP 且 距上次消息 > 7天", "customer find tag VIP and days since last message > 7"}},
        find}},
      "customer.show"};
}

}  // namespace fenqun::bot
