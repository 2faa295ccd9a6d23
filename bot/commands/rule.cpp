// 规则: which rules there are, what they would do with a text, switching them on and off.
#include <algorithm>
#include <charconv>

#include "bot/commands/describe.hpp"
#include "bot/text/dates.hpp"
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

constexpr Bilingual not_here{"这里不能换规则:改好文件后重新启动。",
                             "Rules cannot be changed here; edit the files and start again."};
constexpr Bilingual checking{"正在检查规则文件,查好了告诉您……", "Checking the rule files; the answer follows …"};
constexpr Bilingual activating{"正在换上第 {0} 版之后的规则……",
                               "Putting the rules that follow revision {0} in force …"};

RuleOrder order_from(const Call& call, RuleOrder::What what) {
  RuleOrder order;
  order.what = what;
  order.account = call.event.key.account;
  order.to = call.event.where;
  order.language = call.language;
  return order;
}

Reply reload(Call& call) {
  if (!call.context.order_rules) return done(call.say(not_here));
  call.context.order_rules(order_from(call, RuleOrder::What::check));
  return done(call.say(checking));
}

constexpr Millis everything{100LL * 365 * 24 * 3600 * 1000};

// "3", "3 重算 30天", "3 redecide all".
bool read_order(std::string_view text, RuleOrder& order) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (c != ' ') {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  if (words.empty() || words.size() == 2 || words.size() > 3) return false;
  const auto& number = words[0];
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), order.seen_rev);
  if (error != std::errc() || end != number.data() + number.size() || order.seen_rev < 0) return false;
  if (words.size() == 1) return true;
  if (words[1] != "重算" && words[1] != "redecide") return false;
  if (words[2] == "全部" || words[2] == "all") {
    order.since = everything;
  } else {
    order.since = parse_duration(words[2]);
  }
  return order.since.has_value();
}

Reply activate(Call& call) {
  auto order = order_from(call, RuleOrder::What::activate);
  if (!read_order(*call.values.rest, order))
    return failed(call, Problem(problems::bad_activation, {shown(*call.values.rest, 40)}));
  if (!call.context.order_rules) return done(call.say(not_here));
  call.context.order_rules(order);
  return done(call.say(activating, {std::to_string(order.seen_rev)}));
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
            disable},
           {"rule.reload",
            {"重载", "reload"},
            {"重新加载", "检查", "check"},
            Role::admin,
            false,
            {},
            {"检查规则文件,说出换上以后谁会得到或失去什么;还不换上",
             "checks the rule files and tells what they would change; nothing changes yet"},
            {{"规则 重载", "rule reload"}},
            reload},
           {"rule.activate",
            {"生效", "activate"},
            {"换上"},
            Role::admin,
            true,
            {{ArgKind::rest, {"版本 [重算 30天]", "revision [redecide 30d]"}}},
            {"换上检查过的规则,版本是「重载」时说的;可以把过去一段时间重新决定",
             "puts the checked rules in force, against the revision that reload named; can decide the past again"},
            {{"规则 生效 3", "rule activate 3"}, {"规则 生效 3 重算 30天", "rule activate 3 redecide 30d"}},
            activate}},
          "rule.list"};
}

}  // namespace fenqun::bot
