// Who reads what others change is asked after them: tags, groups, attributes; circles among all of them are told.
#include "tests/rules/evaluate/bot.hpp"

namespace fenqun::rules {
namespace {

constexpr Time start = from_millis(1'700'000'000'000);
constexpr const char* groups = "[group.G]\n[group.H]\n";

std::string rule(const std::string& id, const std::string& when, const std::string& then) {
  return TestBot::rule(id, when, then);
}

Problems problems_of(const std::string& text) {
  const std::vector<Source> sources = {{"t.toml", text}};
  return compile(sources).problems;
}

std::string fired(TestBot& bot, const std::string& text) {
  std::string out;
  for (const auto& firing : bot.say(text, start).firings) out += firing.why.rule + " ";
  return out;
}

TEST(Order, ReadersSeeWhatWritersDoOnTheSameEvent) {
  TestBot bot(rule("c", "tag T", "tag U") + rule("b", "attr 等级 is 金卡 and group G", "tag T") +
              rule("a", "text has x", "set 等级 = \"金 卡\"; group G") + groups);
  EXPECT_EQ(fired(bot, "x"), "c b a ");
  EXPECT_EQ(bot.verdict.firings[1].why.facts[0].value, "金 卡");
  EXPECT_EQ(bot.verdict.firings[1].why.facts[1].value, "G");
  EXPECT_EQ(fired(bot, "y"), "");
}

TEST(Order, TheCityIsKnownByBothNames) {
  TestBot bot(rule("b", "city is 杭州", "tag T") + rule("a", "text has x", "set 城市 = 杭州"));
  EXPECT_EQ(fired(bot, "x"), "b a ");
  bot.profile.attributes["城市"] = "杭 州";
  EXPECT_EQ(fired(bot, "y"), "b ");
}

TEST(Order, TheHeavierRuleSetsTheAttributeThenTheEarlier) {
  const auto both = [](const std::string& weight) {
    return rule("first", "text has x", "set a = 1") + rule("second", "text has x", "set a = 2") + weight +
           rule("one", "attr a is 1", "tag T") + rule("two", "attr a is 2", "tag U");
  };
  TestBot even(both(""));
  EXPECT_EQ(fired(even, "x"), "first second one ");
  TestBot heavy(both("weight = 2.0\n"));
  EXPECT_EQ(fired(heavy, "x"), "first second two ");
}

TEST(Order, APinnedGroupIsNotLeft) {
  TestBot bot(rule("b", "group G", "tag T") + rule("a", "text has x", "group G") + groups);
  bot.profile.group = Membership{"H", {}, true, {}, {}};
  EXPECT_EQ(fired(bot, "x"), "a ");
  bot.profile.group->pinned = false;
  EXPECT_EQ(fired(bot, "x"), "b a ");
}

TEST(Order, ARuleDoesNotReactToItself) {
  TestBot bot(rule("a", "not group G and not attr 等级 is 金卡 and not tag T", "group G; set 等级 = 金卡; tag T") +
              groups);
  EXPECT_EQ(fired(bot, "x"), "a ");
}

TEST(Order, CirclesOfGroupsAndAttributesAreTold) {
  const auto told = [](const std::string& text) {
    const auto problems = problems_of(text);
    EXPECT_EQ(problems.size(), 1U);
    return problems.empty() ? "" : problems[0].line(Language::en);
  };
  const auto by_group = told(rule("a", "group G", "tag T") + rule("b", "tag T", "group G") + groups);
  EXPECT_NE(by_group.find("FQ-1502"), std::string::npos) << by_group;
  EXPECT_NE(by_group.find("`group G`"), std::string::npos) << by_group;
  const auto by_attribute = told(rule("a", "city is 杭州", "tag T") + rule("b", "tag T", "set 城市 = 杭州"));
  EXPECT_NE(by_attribute.find("`attr city`"), std::string::npos) << by_attribute;
  EXPECT_TRUE(problems_of(rule("a", "group G", "group H") + rule("b", "text has x", "group G") + groups).empty());
}

}  // namespace
}  // namespace fenqun::rules
