// 规则: which rules there are, what they would do with a text, switching them on and off.
#include <algorithm>

#include "bot/commands/describe.hpp"
#include "bot/text/table.hpp"
#include "bot/text/unicode.hpp"

namespace fenqun::bot {
namespace {

std::string effects_text(const Call& call, const rules::Rule& rule) {
  std::string out;
  for (const auto& effect : rule.effects) out += (out.empty() ? "" : "; ") + rules::print_effect(effect, call.language);
  return shown(out, 60);
}

constexpr Bilingual no_rules{"还没有规则:在配置的 rules.files 里写上规则文件。",
                             "There are no rules: name a file in rules.files."};
constexpr Bilingual list_head{"规则 {0} 条(第 {1} 版):", "{0} rules (revision {1}):"};
constexpr Bilingual on{"启用", "on"};
constexpr Bilingual off{"停用", "off"};

Reply list(Call& call) {
  const auto& all = call.context.rules.rules;
  if (all.empty()) return done(call.say(no_rules));
  auto reply = done(call.say(list_head, {std::to_string(all.size()), std::to_string(call.context.rules.rev)}) + "\n");
  Table table;
  const auto begin = std::min(all.size(), call.invocation.page * rows_per_page);
  for (auto i = begin; i < std::min(all.size(), begin + rows_per_page); ++i) {
    const auto& rule = all[i];
    table.row({call.say(call.context.directory.rule_enabled(rule.id) ? on : off), shown(rule.id, 24),
               shown(rule.name, 28), effects_text(call, rule)});
  }
  reply.text += table.text();
  add_pages(call, all.size(), reply);
  return reply;
}

constexpr std::size_t lines_shown = 10;
constexpr Bilingual nothing_fires{"没有规则会触发。", "No rule would fire."};
constexpr Bilingual would_fire{"会触发(只是试,没有保存):", "These would fire (a trial, nothing is stored):"};
constexpr Bilingual more_lines{"…… 还有 {0} 条", "… and {0} more"};

Reply try_rules(Call& call) {
  const auto lines = call.context.try_text ? call.context.try_text(*call.values.rest) : std::vector<std::string>();
  if (lines.empty()) return done(call.say(nothing_fires));
  auto text = call.say(would_fire) + "\n";
  for (std::size_t i = 0; i < std::min(lines.size(), lines_shown); ++i) text += "  " + shown(lines[i], 160) + "\n";
  if (lines.size() > lines_shown) text += call.say(more_lines, {std::to_string(lines.size() - lines_shown)}) + "\n";
  return done(std::move(text));
}

constexpr Bilingual enabled{"✓ 规则「{0}」已启用,从下一条消息起生效。规则 停用 {0} 撤回",
                            "✓ The rule “{0}” is on from the next message. rule disable {0} takes it back"};
constexpr Bilingual disabled{"✓ 规则「{0}」已停用,已加的标签不变。规则 启用 {0} 撤回",
                             "✓ The rule “{0}” is off; tags that it gave stay. rule enable {0} takes it back"};
constexpr Bilingual enabled_already{"规则「{0}」本来就是启用的。", "The rule “{0}” is on already."};
constexpr Bilingual disabled_already{"规则「{0}」本来就是停用的。", "The rule “{0}” is off already."};

Reply toggle(Call& call, bool to) {
  const auto& id = call.values.rule->id;
  if (call.context.directory.rule_enabled(id) == to) {
    return done(call.say(to ? enabled_already : disabled_already, {shown(id)}));
  }
  auto reply = done(call.say(to ? enabled : disabled, {shown(id)}));
  reply.commits.push_back(enable_rule(call.actor, id, to));
  return reply;
}

Reply enable(Call& call) {
  return toggle(call, true);
}
Reply disable(Call& call) {
  return toggle(call, false);
}

}  // namespace

Noun rule_noun() {
  return {"rule",
          {"规则", "rule"},
          {"rules"},
          {"自动打标签和分组的规则", "the rules that tag and group by themselves"},
          {{"rule.list",
            {"列表", "list"},
            {"全部", "ls"},
            Role::viewer,
            false,
            {},
            {"全部规则,是否启用,做什么", "all rules, whether they are on, what they do"},
            {{"规则 列表", "rule list"}},
            list},
           {"rule.try",
            {"试", "try"},
            {"试试", "试一下", "测试", "test"},
            Role::viewer,
            false,
            {{ArgKind::rest, {"一句话", "text"}}},
            {"一句话会触发哪些规则;不保存", "which rules a text would fire; nothing is stored"},
            {{"规则 试 我要退款", "rule try I want a refund"}},
            try_rules},
           {"rule.enable",
            {"启用", "enable"},
            {"打开", "开启", "on"},
            Role::admin,
            true,
            {{ArgKind::rule, {"规则", "rule"}}},
            {"启用一条规则", "switches a rule on"},
            {{"规则 启用 refund", "rule enable refund"}},
            enable},
           {"rule.disable",
            {"停用", "disable"},
            {"关闭", "关掉", "off"},
            Role::admin,
            true,
            {{ArgKind::rule, {"规则", "rule"}}},
            {"停用一条规则;已加的标签不变", "switches a rule off; the tags it gave stay"},
            {{"规则 停用 refund", "rule disable refund"}},
            disable}},
          "rule.list"};
}

}  // namespace fenqun::bot
