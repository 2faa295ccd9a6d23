// 为什么: the evidence behind a customer's tags and group.
#include <algorithm>

#include "bot/commands/describe.hpp"
#include "bot/text/dates.hpp"
#include "bot/text/gaps.hpp"
#include "bot/text/reasons.hpp"
#include "bot/text/unicode.hpp"

namespace fenqun::bot {
namespace {

constexpr std::size_t tags_explained = 10;
constexpr std::size_t items_shown = 10;
constexpr std::size_t rules_explained = 3;  // that give a tag which is not there
constexpr std::size_t line_columns = 200;

std::string reason(const Call& call, const By& by, const Evidence& why) {
  return shown(Reasons(call.language).brief(by, why), line_columns);
}

constexpr Bilingual nothing{"{0} 没有标签,也不在分组里。", "{0} has no tags and is in no group."};
constexpr Bilingual group_row{"分组 {0}", "group {0}"};
constexpr Bilingual blocked_row{"已禁止 {0}(规则 {1},{2} {3})", "blocked: {0} (rule {1}, {2}, {3})"};
constexpr Bilingual any_rule{"全部", "any"};
constexpr Bilingual more{"…… 还有 {0} 个:为什么 {1} 标签", "… and {0} more: why {1} TAG"};

std::string block_row(const Call& call, const Block& block) {
  return call.say(blocked_row, {shown(block.tag), block.rule.empty() ? call.say(any_rule) : shown(block.rule),
                                by_text(call, block.by), when_text(call, block.since)}) +
         "\n";
}

Reply explain_all(const Call& call, const Profile& profile) {
  const auto who = customer_text(call, profile);
  if (profile.tags.empty() && !profile.group && profile.blocks.empty()) return personal(call.say(nothing, {who}));
  auto text = who + "\n";
  std::size_t count = 0;
  for (const auto& [name, state] : profile.tags) {
    if (count++ == tags_explained) break;
    text += shown(name) + " · " + when_text(call, state.since) + " · " + reason(call, state.by, state.why) + "\n";
  }
  if (profile.tags.size() > tags_explained) {
    text += call.say(more, {std::to_string(profile.tags.size() - tags_explained), named(call, profile).id}) + "\n";
  }
  if (profile.group) {
    text += call.say(group_row, {group_text(call, profile)}) + " · " + when_text(call, profile.group->since) + " · " +
            reason(call, profile.group->by, profile.group->why) + "\n";
  }
  for (std::size_t i = 0; i < std::min(profile.blocks.size(), items_shown); ++i)
    text += block_row(call, profile.blocks[i]);
  return personal(std::move(text));
}

constexpr Bilingual head{"{0} 有标签「{1}」", "{0} has the tag “{1}”"};
constexpr Bilingual life_row{"自 {0} · {1}{2}", "since {0} · {1}{2}"};
constexpr Bilingual pinned{" · 人工固定,规则不会拿掉", " · pinned by hand: no rule removes it"};
constexpr Bilingual rule_row{"规则 {0}{1},第 {2} 版", "rule {0}{1}, revision {2}"};
constexpr Bilingual when_row{"条件 {0}", "when {0}"};
constexpr Bilingual event_row{"消息 {0}", "message {0}"};
constexpr Bilingual words_row{"原文 {0}", "words {0}"};
constexpr Bilingual met_mark{"✓ ", "✓ "};
constexpr Bilingual unmet_mark{"✗ ", "✗ "};

std::string rule_rows(const Call& call, const TagState& state) {
  const auto& why = state.why;
  const auto& id = why.rule.empty() ? state.by.id : why.rule;
  const auto* rule = call.context.rules.find(id);
  const auto name = rule == nullptr || rule->name.empty() ? std::string() : " (" + shown(rule->name) + ")";
  auto out = "  " + call.say(rule_row, {shown(id), name, std::to_string(why.ruleset_rev)}) + "\n";
  if (rule != nullptr && !rule->when.empty())
    out += "  " + call.say(when_row, {shown(Reasons(call.language).condition(rule->when), 160)}) + "\n";
  if (!why.event.account.empty()) {
    out += "  " + call.say(event_row, {shown(why.event.account + "/" + why.event.native_id, 80)}) + "\n";
  }
  std::string words;
  for (std::size_t i = 0; i < std::min(why.matches.size(), items_shown); ++i) {
    words += (call.language == Language::zh ? "「" : "“") + shown(why.matches[i].text, 40) +
             (call.language == Language::zh ? "」" : "”");
  }
  if (!words.empty()) out += "  " + call.say(words_row, {words}) + "\n";
  Reasons reasons(call.language);
  for (std::size_t i = 0; i < std::min(why.facts.size(), items_shown); ++i) {
    const auto& fact = why.facts[i];
    out += "  " + call.say(fact.met ? met_mark : unmet_mark) + shown(reasons.condition(fact.condition), 100);
    if (!fact.value.empty()) out += " → " + shown(fact.value, 60);
    out += "\n";
  }
  return out;
}

constexpr Bilingual has_not{"{0} 没有标签「{1}」。", "{0} does not have the tag “{1}”."};
constexpr Bilingual given_by{"会给它的规则:{0}", "Rules that give it: {0}"};
constexpr Bilingual given_by_none{"没有规则会给它,要人工加:标签 添加 {0} {1}",
                                  "No rule gives it; by hand: tag add {0} {1}"};

constexpr Bilingual gaps_head{"规则 {0}{1},照最后一句话看还差:", "rule {0}{1}; by what they said last it lacks:"};
constexpr Bilingual switched_off{"规则 {0} 停用了", "rule {0} is switched off"};
constexpr Bilingual would_hold{"规则 {0} 的条件现在成立,下一条消息或到时候就会给",
                               "the condition of rule {0} holds; the next message or look gives it"};

// Each rule that gives the tag, with what stands in its way.
std::string gap_rows(const Call& call, const Profile& profile, const rules::Rule& rule) {
  if (!rule.enabled || !call.context.directory.rule_enabled(rule.id)) {
    return "  " + call.say(switched_off, {shown(rule.id)}) + "\n";
  }
  const auto gaps = call.context.why_not(profile, rule);
  if (gaps.empty()) return "  " + call.say(would_hold, {shown(rule.id)}) + "\n";
  const auto name = rule.name.empty() ? std::string() : " (" + shown(rule.name) + ")";
  auto out = "  " + call.say(gaps_head, {shown(rule.id), name}) + "\n";
  Reasons reasons(call.language);
  for (std::size_t i = 0; i < std::min(gaps.size(), items_shown); ++i) {
    out += "    " + call.say(unmet_mark) + shown(gap_line(gaps[i], reasons, call.language), 140) + "\n";
  }
  return out;
}

bool gives(const rules::Rule& rule, const std::string& tag) {
  return std::any_of(rule.effects.begin(), rule.effects.end(), [&](const rules::Effect& effect) {
    const auto* given = std::get_if<rules::TagEffect>(&effect);
    return given != nullptr && given->tag == tag;
  });
}

Reply explain_absence(const Call& call, const Profile& profile, const std::string& tag) {
  auto text = call.say(has_not, {customer_text(call, profile), shown(tag)}) + "\n";
  for (const auto& block : profile.blocks) {
    if (block.tag == tag) text += block_row(call, block);
  }
  std::string rules;
  std::size_t count = 0;
  for (const auto& rule : call.context.rules.rules) {
    if (!gives(rule, tag) || count++ >= items_shown) continue;
    rules += (rules.empty() ? "" : call.language == Language::zh ? "、" : ", ") + shown(rule.id);
  }
  if (call.context.why_not && !rules.empty()) {
    std::size_t rows = 0;
    for (const auto& rule : call.context.rules.rules) {
      if (gives(rule, tag) && rows++ < rules_explained) text += gap_rows(call, profile, rule);
    }
    if (rows > rules_explained) text += call.say(given_by, {rules}) + "\n";
    return personal(std::move(text));
  }
  text += rules.empty() ? call.say(given_by_none, {shown(tag), named(call, profile).id}) : call.say(given_by, {rules});
  return personal(std::move(text));
}

Reply explain_one(const Call& call, const Profile& profile, const std::string& tag) {
  const auto found = profile.tags.find(tag);
  if (found == profile.tags.end()) return explain_absence(call, profile, tag);
  const auto& state = found->second;
  auto text = call.say(head, {customer_text(call, profile), shown(tag)}) + "\n  " + reason(call, state.by, state.why) +
              "\n  " +
              call.say(life_row, {date_time(state.since, call.context.timezone), life_text(call, state),
                                  state.pinned ? call.say(pinned) : std::string()}) +
              "\n";
  if (state.by.kind == By::Kind::rule) text += rule_rows(call, state);
  return personal(std::move(text));
}

Reply why(Call& call) {
  const auto& profile = *call.values.customer;
  return call.values.tag ? explain_one(call, profile, *call.values.tag) : explain_all(call, profile);
}

}  // namespace

Noun why_noun() {
  return {"why",
          {"为什么", "why"},
          {"为何", "为啥", "凭什么", "为何不", "why-not"},
          {"标签和分组是怎么来的", "where tags and groups come from"},
          {{"why",
            {"", ""},
            {},
            Role::viewer,
            false,
            {{ArgKind::customer, {"客户", "customer"}}, {ArgKind::tag, {"标签", "tag"}, true}},
            {"一位客户的标签是哪条规则、哪条消息、哪些字给的;没有的标签还差什么",
             "which rule, message and words gave a customer the tags; what is lacking for one that is not there"},
            {{"为什么 张三", "why 10002"},
             {"为什么 张三 VIP", "why 10002 VIP"},
             {"为什么 张三 没有 VIP", "why 10002 not VIP"}},
            why}},
          "why"};
}

}  // namespace fenqun::bot
