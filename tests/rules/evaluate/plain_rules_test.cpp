// What is left out for rules that need little: foreseeing what nobody reads, evidence that nobody keeps.
#include <gtest/gtest.h>

#include "tests/rules/evaluate/bot.hpp"

namespace fenqun::rules {
namespace {

constexpr Time start = from_millis(1'700'000'000'000);

TEST(PlainRules, TagsGivenAreSeenByRulesThatAskForWhatIsBelow) {
  TestBot bot(TestBot::rule("reader", "tag 需求/*", "tag A") +
              TestBot::rule("writer", "text has go", "tag 需求/退/款") +
              TestBot::rule("other", "text has go", "tag 需求"));
  EXPECT_EQ(bot.say("go", start).firings.size(), 3U);
  EXPECT_EQ(bot.say("no", start).firings.size(), 0U);
}

TEST(PlainRules, WithoutEvidenceOnlyWhatGivesNothingNew) {
  TestBot bot(TestBot::rule("known", "text has go", "tag K") +
              TestBot::rule("says", "text has go", "tag K; reply \"好\"") +
              TestBot::rule("new", "text has go", "tag K; tag N") + TestBot::rule("timed", "text has go", "tag U"));
  bot.profile.tags.set("K", {});
  bot.profile.tags.set("U", {start, start + Millis{1000}, Life::timed, false, {}, {}});
  bot.say("go", start);
  auto at = bot.circumstances(start);
  at.explain = Explain::changes;
  evaluate(*bot.rules, at, bot.scratch, bot.verdict);
  std::string with;
  for (const auto& firing : bot.verdict.firings) with += firing.why.rule + " ";
  EXPECT_EQ(with, " says new timed ");
}

}  // namespace
}  // namespace fenqun::rules
