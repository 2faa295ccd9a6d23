// Every firing's evidence proves its rule; what was tampered with does not.
#include <cstdlib>

#include "tests/rules/evaluate/bot.hpp"
#include "tests/rules/evaluate/world.hpp"

namespace fenqun::rules {
namespace {

constexpr Time start = from_millis(1'700'000'000'000);

// A change that cannot go unnoticed.
Evidence tampered(Evidence why, std::uint64_t how) {
  if (why.facts.empty()) return why;
  auto& fact = why.facts[how % why.facts.size()];
  switch (how / 7 % 4) {
    case 0:  // says the contrary
      fact.condition = fact.condition.starts_with("not ") ? fact.condition.substr(4) : "not " + fact.condition;
      break;
    case 1:
      fact.condition += "0";
      break;
    case 2:
      why.facts.clear();
      break;
    default:
      why.matches.push_back({0, 6, "没说过"});
  }
  return why;
}

// FENQUN_EVIDENCE: another count, for slow builds.
TEST(Evidence, ProvesEveryFiringOfRandomHistories) {
  const auto* given = std::getenv("FENQUN_SEED");
  const auto* count = std::getenv("FENQUN_EVIDENCE");
  auto seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  const auto wanted = count != nullptr ? std::strtoull(count, nullptr, 10) : 100'000U;
  for (std::uint64_t proven = 0; proven < wanted; ++seed) {
    World world(seed);
    ASSERT_TRUE(world.compiled().rules) << world.trace();
    for (int n = 0; n < 25; ++n) {
      const auto& step = world.play();
      const auto* said = text_of(step.event);
      const auto text = said == nullptr ? std::string() : said->text;
      for (const auto& firing : step.verdict.firings) {
        ++proven;
        ASSERT_EQ(disprove(*world.compiled().rules, firing.why, text), std::nullopt)
            << firing.why.rule << " “" << text << "” " << world.trace();
        const auto wrong = tampered(firing.why, seed + proven);
        ASSERT_TRUE(disprove(*world.compiled().rules, wrong, text))
            << firing.why.rule << " “" << text << "” " << world.trace();
      }
      world.settle();
    }
  }
}

TEST(Evidence, WordsAreLookedForInTheText) {
  TestBot bot(TestBot::rule("r",
                            "text has 退款 and text has 订单 near 号 within 3 and not has link and "
                            "text sounds like kuaidi",
                            "tag T"));
  bot.say("退款，订单的号，块递", start);
  ASSERT_EQ(bot.verdict.firings.size(), 1U);
  const auto why = bot.verdict.firings[0].why;
  EXPECT_EQ(why.facts[1].value, "订单, 号 (1)");
  EXPECT_EQ(why.facts[3].value, "块递");
  ASSERT_EQ(why.matches.size(), 4U);
  EXPECT_EQ(why.matches[3].text, "块递");
  EXPECT_EQ(disprove(*bot.rules, why, "退款，订单的号，块递"), std::nullopt);
  EXPECT_TRUE(disprove(*bot.rules, why, "退款，订单的号，快递"));
  EXPECT_TRUE(disprove(*bot.rules, why, "退款，订单的号，块递 http://a.cn/b"));
  EXPECT_TRUE(disprove(*bot.rules, why, ""));
  auto other = why;
  other.rule = "x";
  EXPECT_TRUE(disprove(*bot.rules, other, "退款，订单的号，块递"));
  other = why;
  other.ruleset_rev = 7;
  EXPECT_TRUE(disprove(*bot.rules, other, "退款，订单的号，块递"));
  other = why;
  other.facts[0].met = false;
  EXPECT_TRUE(disprove(*bot.rules, other, "退款，订单的号，块递"));
}

TEST(Evidence, OfWhatIsMeantShowsTheDoubt) {
  TestBot bot(TestBot::rule("no", "text has 退款 and not text asserts any (退款)", "tag A") +
              TestBot::rule("yes", "text asserts any (退款)", "tag B"));
  bot.say("不要退款", start);
  ASSERT_EQ(bot.verdict.firings.size(), 1U);
  EXPECT_EQ(bot.verdict.firings[0].why.facts[1].value, "退款 (不要: negated)");
  EXPECT_EQ(disprove(*bot.rules, bot.verdict.firings[0].why, "不要退款"), std::nullopt);
  bot.say("我要退款", start + Millis{1});
  ASSERT_EQ(bot.verdict.firings.size(), 1U);
  EXPECT_EQ(bot.verdict.firings[0].why.rule, "yes");
  EXPECT_EQ(disprove(*bot.rules, bot.verdict.firings[0].why, "我要退款"), std::nullopt);
  EXPECT_TRUE(disprove(*bot.rules, bot.verdict.firings[0].why, "不要退款"));
}

TEST(Evidence, SpansAreExactWhereTheyMustBe) {
  auto bot = TestBot::of("days since last message > 30");
  bot.say("x", start);
  const auto at = [&](Time now) { return bot.wait(now).firings[0].why.facts[0].value; };
  EXPECT_EQ(at(start + std::chrono::hours{30 * 24 + 5}), "30d 5h");
  EXPECT_EQ(at(start + std::chrono::hours{30 * 24} + Millis{1}), "30d 1ms");
  EXPECT_EQ(disprove(*bot.rules, bot.verdict.firings[0].why, ""), std::nullopt);
}

// An `or` of very many conditions is explained by a part; an `and` in full, however long.
TEST(Evidence, OfVeryManyConditionsWhatIsEnough) {
  std::string any = "tag A", all = "tag A";
  for (int i = 0; i < 100; ++i) {
    any += " or not tag B" + std::to_string(i);
    all += " and not tag B" + std::to_string(i);
  }
  TestBot bot(TestBot::rule("any", any, "tag T") + TestBot::rule("all", all, "tag U"));
  bot.profile.tags.set("A", {});
  bot.say("x", start);
  ASSERT_EQ(bot.verdict.firings.size(), 2U);
  EXPECT_EQ(bot.verdict.firings[0].why.facts.size(), 1U);
  EXPECT_EQ(bot.verdict.firings[1].why.facts.size(), 101U);
  for (const auto& firing : bot.verdict.firings) EXPECT_EQ(disprove(*bot.rules, firing.why, "x"), std::nullopt);
}

}  // namespace
}  // namespace fenqun::rules
