#include <gtest/gtest.h>

#include <algorithm>

#include "rules/ruleset.hpp"
#include "tests/rules/evaluate/allocations.hpp"

namespace fenqun::rules {
namespace {

constexpr Millis day = std::chrono::hours{24};
constexpr Time start = from_millis(1'700'000'000'000);

std::shared_ptr<const RuleSet> rules_of(const std::string& text) {
  const std::vector<Source> sources = {{"t.toml", text}};
  auto out = compile(sources);
  for (const auto& problem : out.problems) ADD_FAILURE() << problem.line(Language::en);
  return out.rules;
}

std::string rule(const std::string& id, const std::string& when, const std::string& then) {
  return "[[rule]]\nid = \"" + id + "\"\nwhen = '" + when + "'\nthen = '" + then + "'\n";
}

Event said(std::string text, Time at) {
  Event out;
  out.key = {"main", std::to_string(to_millis(at))};
  out.who = {"onebot11", "", "1"};
  out.sent_at = out.seen_at = at;
  Text body;
  body.text = std::move(text);
  out.payload = std::move(body);
  return out;
}

struct Bot {
  std::shared_ptr<const RuleSet> rules;
  Profile profile;
  Scratch scratch;
  Verdict verdict;

  const Verdict& hear(const Event& event, Time now) {
    std::vector<Change> changes;
    observe(*rules, event, profile, scratch, changes);
    for (const auto& change : changes) fenqun::apply(change, profile);
    evaluate(*rules, {event, profile, now, TimeZone::shanghai(), {}}, scratch, verdict);
    return verdict;
  }
  const Verdict& hear(const std::string& text, Time at) { return hear(said(text, at), at); }
  const Verdict& wait_until(Time at) {
    Event quiet;
    quiet.who = profile.key;
    quiet.payload = Quiet{};
    return hear(quiet, at);
  }
};

TEST(Evaluate, EvidenceShowsTheCustomersOwnCharacters) {
  Bot bot{rules_of(rule("r", "text has any (退款 退货) and not tag 黑名单", "tag T")), {}, {}, {}};
  const std::string text = "我要退.款，馬上退 貨!";
  const auto& verdict = bot.hear(text, start);
  ASSERT_EQ(verdict.firings.size(), 1U);
  const auto& why = verdict.firings[0].why;
  EXPECT_EQ(why.rule, "r");
  EXPECT_EQ(why.event.account, "main");
  ASSERT_EQ(why.matches.size(), 2U);
  EXPECT_EQ(why.matches[0].text, "退.款");
  EXPECT_EQ(text.substr(why.matches[0].begin, why.matches[0].end - why.matches[0].begin), "退.款");
  EXPECT_EQ(why.matches[1].text, "退 貨");
  ASSERT_EQ(why.facts.size(), 2U);
  EXPECT_EQ(why.facts[0].condition, "text has any (\"退款\" \"退货\")");
  EXPECT_EQ(why.facts[0].value, "退.款, 退 貨");
  EXPECT_EQ(why.facts[1].condition, "not tag 黑名单");
  EXPECT_TRUE(why.facts[1].met);
}

TEST(Evaluate, OfAnOrOnlyTheBranchThatHoldsIsEvidence) {
  Bot bot{rules_of(rule("r", "text has x or kind is image or text has y", "tag T")), {}, {}, {}};
  const auto& verdict = bot.hear("y", start);
  ASSERT_EQ(verdict.firings.size(), 1U);
  ASSERT_EQ(verdict.firings[0].why.facts.size(), 1U);
  EXPECT_EQ(verdict.firings[0].why.facts[0].condition, "text has \"y\"");
}

TEST(Evaluate, WindowIsOpenAtItsOldEndAndLateAndRepeatedTimesCount) {
  Bot bot{rules_of(rule("r", "messages in 7d >= 3", "tag T")), {}, {}, {}};
  EXPECT_TRUE(bot.hear("a", start).firings.empty());
  EXPECT_TRUE(bot.hear("b", start + day).firings.empty());
  // Late: sent before both, heard after; counts for the window in which it was sent.
  EXPECT_TRUE(bot.hear(said("late", start - 7 * day), start + day).firings.empty());
  EXPECT_TRUE(bot.hear(said("c", start + 7 * day), start + 7 * day).firings.empty());  // `a` is exactly 7 days old
  EXPECT_EQ(bot.hear(said("same instant", start + day), start + 7 * day).firings.size(), 1U);
  ASSERT_EQ(bot.profile.counters.size(), 1U);
  EXPECT_EQ(bot.profile.counters[0].id, "messages/7d");
  EXPECT_EQ(bot.profile.counters[0].times.size(), 4U);
}

TEST(Evaluate, ACounterKeepsOneMoreThanTheLargestNumber) {
  const auto rules = rules_of(rule("a", "messages in 7d >= 3", "tag T") + rule("b", "messages in 168h = 5", "tag U"));
  std::vector<Change> changes;
  Scratch scratch;
  observe(*rules, said("x", start), {}, scratch, changes);
  ASSERT_EQ(changes.size(), 4U);  // beside seen, reached and waiting
  EXPECT_EQ(std::get<Count>(changes[3]).keep, 6U);
  changes.clear();
  auto own = said("x", start);
  own.author = Author::us;
  observe(*rules, own, {}, scratch, changes);
  EXPECT_TRUE(changes.empty());
}

TEST(Evaluate, LooksAgainAtTheExactMillisecond) {
  const auto look = [](const std::string& when, int messages) {
    Bot bot{rules_of(rule("r", when, "tag T while true")), {}, {}, {}};
    for (int i = 0; i < messages; ++i) bot.hear("x", start - (messages - 1 - i) * std::chrono::hours{1});
    return bot.verdict.look_again_at;
  };
  EXPECT_EQ(look("days since last message > 30", 1), start + 30 * day + Millis{1});
  EXPECT_EQ(look("days since last message >= 30", 1), start + 30 * day);
  EXPECT_EQ(look("days since last message < 30", 1), start + 30 * day);
  EXPECT_EQ(look("days since last message <= 30", 1), start + 30 * day + Millis{1});
  EXPECT_EQ(look("days since last message = 30", 1), start + 30 * day);
  EXPECT_EQ(look("messages in 7d >= 3", 3), start - std::chrono::hours{2} + 7 * day);
  EXPECT_EQ(look("messages in 7d >= 3", 5), start - std::chrono::hours{2} + 7 * day);
  EXPECT_EQ(look("messages in 7d >= 3", 2), std::nullopt);
  EXPECT_EQ(look("messages in 7d < 1", 1), start + 7 * day);
  EXPECT_EQ(look("days since last message > 3 and messages in 1d >= 1", 1), std::nullopt);
}

TEST(Evaluate, ATagWhileTrueIsHeldAndThenNot) {
  Bot bot{rules_of(rule("silent", "days since last message > 30", "tag 沉默 while true") +
                   rule("wake", "not tag 沉默", "tag 清醒")),
          {},
          {},
          {}};
  EXPECT_TRUE(bot.hear("x", start).held.empty());
  const auto& silent = bot.wait_until(start + 30 * day + Millis{1});
  EXPECT_EQ(silent.held.size(), 1U);
  ASSERT_EQ(silent.firings.size(), 1U);
  EXPECT_EQ(silent.firings[0].why.rule, "silent");
  EXPECT_TRUE(silent.firings[0].why.event.account.empty());
  bot.profile.tags.set("沉默", {start, {}, Life::while_true, false, {By::Kind::rule, "silent"}, {}});
  const auto& back = bot.hear("hi", start + 40 * day);
  EXPECT_TRUE(back.held.empty());
  ASSERT_EQ(back.firings.size(), 1U);  // `wake` sees that 沉默 leaves in this very evaluation
  EXPECT_EQ(back.firings[0].why.rule, "wake");
}

TEST(Evaluate, ReadersComeAfterWritersButFiringsAreInWrittenOrder) {
  Bot bot{rules_of(rule("c", "tag M and not tag X/*", "tag A") + rule("b", "tag Z", "tag M") +
                   rule("a", "text has go", "tag Z; untag X/1")),
          {},
          {},
          {}};
  bot.profile.tags.set("X/1", {});
  const auto& verdict = bot.hear("go", start);
  ASSERT_EQ(verdict.firings.size(), 3U);
  EXPECT_EQ(verdict.firings[0].rule, 0U);
  EXPECT_EQ(verdict.firings[2].rule, 2U);
}

TEST(Evaluate, BlockedPinnedAndExpiredTagsAreSeenAsTheyWillBe) {
  Bot bot{rules_of(rule("a", "text has go", "tag A; untag P") + rule("b", "tag A", "tag B") +
                   rule("p", "tag P", "tag C") + rule("e", "tag E", "tag D")),
          {},
          {},
          {}};
  bot.profile.blocks.push_back({"A", "a", {}, {}});
  bot.profile.tags.set("P", {start, {}, Life::kept, true, {}, {}});
  bot.profile.tags.set("E", {start, start, Life::timed, false, {}, {}});
  const auto& verdict = bot.hear("go", start);
  ASSERT_EQ(verdict.firings.size(), 2U);
  EXPECT_EQ(verdict.firings[0].why.rule, "a");
  EXPECT_EQ(verdict.firings[1].why.rule, "p");
}

TEST(Evaluate, OurOwnMessagesFireNothingButStillTellWhatIsHeld) {
  Bot bot{rules_of(rule("t", "text has x", "tag A") + rule("h", "days since first message >= 1", "tag B while true")),
          {},
          {},
          {}};
  bot.hear("x", start);
  auto own = said("x", start + 2 * day);
  own.author = Author::us;
  const auto& verdict = bot.hear(own, start + 2 * day);
  EXPECT_TRUE(verdict.firings.empty());
  EXPECT_EQ(verdict.held.size(), 1U);
}

TEST(Evaluate, SwitchedOffRulesDoNothingAndTheirTagsDoNotCount) {
  const auto rules =
      rules_of(rule("a", "text has x", "tag A") + "enabled = false\n" + rule("b", "text has x", "tag B"));
  Verdict verdict;
  Scratch scratch;
  evaluate(*rules, {said("x", start), {}, start, TimeZone::shanghai(), {true, false}}, scratch, verdict);
  EXPECT_TRUE(verdict.firings.empty());
  evaluate(*rules, {said("x", start), {}, start, TimeZone::shanghai(), {}}, scratch, verdict);
  EXPECT_EQ(verdict.firings.size(), 1U);
}

TEST(Evaluate, FitsAtTheEndsOfTheTextAndTheTruncationIsTold) {
  Bot bot{rules_of(rule("is", "text is (你好 在吗)", "tag A") + rule("s", "text starts with 你好", "tag B") +
                   rule("e", "text ends with 吗", "tag C")),
          {},
          {},
          {}};
  const auto fired = [&](const std::string& text) {
    std::string out;
    for (const auto& firing : bot.hear(text, start).firings) out += firing.why.rule + " ";
    return out;
  };
  EXPECT_EQ(fired("  你好 "), "is s ");
  EXPECT_EQ(fired("你好吗"), "s e ");
  EXPECT_EQ(fired("在吗"), "is e ");
  EXPECT_EQ(fired("在"), "");
  EXPECT_FALSE(bot.verdict.truncated);
  fired(std::string(20'000, 'a'));
  EXPECT_TRUE(bot.verdict.truncated);
}

TEST(Evaluate, NothingIsAllocatedWhereNothingIsHit) {
  std::string file;
  for (int i = 0; i < 2000; ++i)
    file += rule("r" + std::to_string(i), "text has any (词" + std::to_string(i) + "号 退款" + std::to_string(i) + ")",
                 "tag T" + std::to_string(i));
  file += rule("clock", "days since last message > 30 or messages in 7d > 1000", "tag 沉默 while true");
  Bot bot{rules_of(file), {}, {}, {}};
  bot.hear("你好，请问这件衣服还有货吗？词3号", start);
  const auto miss = said("你好，请问这件衣服还有货吗？什么时候发货", start + Millis{1});
  const Enabled all_on;
  evaluate(*bot.rules, {miss, bot.profile, miss.sent_at, TimeZone::shanghai(), all_on}, bot.scratch, bot.verdict);
  const auto before = allocations_so_far();
  for (int i = 0; i < 100; ++i)
    evaluate(*bot.rules, {miss, bot.profile, miss.sent_at, TimeZone::shanghai(), all_on}, bot.scratch, bot.verdict);
  EXPECT_EQ(allocations_so_far() - before, 0U);
  EXPECT_TRUE(bot.verdict.firings.empty());
}

// Every kind of condition is asked, some hold, no rule fires.
TEST(Evaluate, NothingIsAllocatedWhateverIsAsked) {
  const std::vector<std::string> asked = {"text asserts any (发货 退款)",
                                          "text asserts all (发货 还有)",
                                          "text has 请问 near 发货 within 30",
                                          "text sounds like yifu",
                                          "has link or has phone or has address",
                                          "text length >= 3",
                                          "city is (杭州 上海)",
                                          "attr 会员等级 is 金卡",
                                          "ordered 手机",
                                          "spend in 30d >= 10",
                                          "average order > 1",
                                          "sessions in 7d >= 1",
                                          "said any (发货 你好) at least 1 times in 7d",
                                          "satisfaction >= 1",
                                          "p_alive < 0.9"};
  std::string file;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    file += rule("r" + std::to_string(i), "(" + asked[i] + ") and tag 没有", "tag T" + std::to_string(i));
  }
  file += rule("night", "hour in 22..6 and weekday in 1..5 and messages in 7d > 900", "tag N while true");
  file += rule("wait", "waiting > 5m or orders in 30d >= 50", "tag W while true");
  Bot bot{rules_of(file), {}, {}, {}};
  bot.profile.attributes = {{"城市", "杭州"}, {"会员等级", "银卡"}, {"satisfaction", "3"}, {"p_alive", "0.5"}};
  for (int i = 0; i < 20; ++i) bot.profile.orders.push_back({start - i * day, 1000, "华为手机"});
  std::sort(bot.profile.orders.begin(), bot.profile.orders.end(),
            [](const Order& a, const Order& b) { return a.at < b.at; });
  const auto heard = said("你好，请问这件衣服还有货吗？什么时候发货 t.cn/a1 13812345678", start);
  bot.hear(heard, start);
  ASSERT_TRUE(bot.verdict.firings.empty());
  const Enabled all_on;
  const auto before = allocations_so_far();
  for (int i = 0; i < 100; ++i) {
    evaluate(*bot.rules, {heard, bot.profile, start, TimeZone::shanghai(), all_on}, bot.scratch, bot.verdict);
  }
  EXPECT_EQ(allocations_so_far() - before, 0U);
}

TEST(TestTables, ShortAndLongFormsAndWhatTheyExpect) {
  const std::vector<Source> sources = {{"t.toml", R"(
[[test]]
name = "short"
say = ["a", "b"]
wait = "31d"
has = "T"
[[test]]
name = "long"
steps = [{say = "a"}, {wait = "3天"}, {say = "b"}]
lacks = ["T", "U"]
group = ""
reply = []
)"}};
  Problems problems;
  const auto tests = tests_of(sources, problems);
  ASSERT_TRUE(problems.empty()) << problems[0].line(Language::en);
  ASSERT_EQ(tests.size(), 2U);
  ASSERT_EQ(tests[0].steps.size(), 3U);
  EXPECT_EQ(tests[0].steps[2].wait, 31 * day);
  EXPECT_EQ(tests[0].has, std::vector<std::string>{"T"});
  EXPECT_EQ(tests[0].location.line, 3U);
  EXPECT_EQ(tests[1].steps[1].wait, 3 * day);
  EXPECT_EQ(tests[1].group, "");
  ASSERT_TRUE(tests[1].reply.has_value());
  EXPECT_TRUE(tests[1].reply->empty());
}

TEST(Files, WhatOneFileDefinesIsKnownInTheOthers) {
  const std::vector<Source> sources = {{"rules.toml", rule("r", "text has any $词 and 活跃", "tag T; reply $t")},
                                       {"words.toml", "[list]\n词 = [\"退款\"]\n[template]\nt = \"好\"\n"},
                                       {"more.toml", "[condition]\n活跃 = \"messages in 7d >= 1\"\n"}};
  const auto out = compile(sources);
  ASSERT_TRUE(out.rules) << out.problems[0].line(Language::en);
  EXPECT_EQ(std::get<ReplyEffect>(out.rules->rules[0].effects[1]).text, "好");
  EXPECT_EQ(out.rules->digest.size(), 64U);
  const std::vector<Source> other = {sources[0], sources[1], {"more.toml", sources[2].text + "\n"}};
  EXPECT_NE(compile(other).rules->digest, out.rules->digest);
}

TEST(Files, ReprintTellsTheColumn) {
  EXPECT_EQ(reprint_condition("文本 含 退款", Language::en).value(), "text has \"退款\"");
  const auto failed = reprint_condition("有标签 X 且 文本 喊 y", Language::zh);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().location().column, 12U);
}

}  // namespace
}  // namespace fenqun::rules
