#include "bot/text/reasons.hpp"

#include <gtest/gtest.h>

namespace fenqun::bot {
namespace {

Evidence refund() {
  Evidence why;
  why.rule = "refund";
  why.facts = {{"text has any (\"退款\" \"退货\")", "退款", true}, {"not tag 黑名单", "", true}};
  why.matches = {{0, 6, "退款"}};
  return why;
}

TEST(Reasons, SpeakTheReadersLanguage) {
  const By by{By::Kind::rule, "refund"};
  const auto chinese = Reasons(Language::zh).line(by, refund());
  EXPECT_NE(chinese.find("文本 含任一"), std::string::npos) << chinese;
  EXPECT_EQ(chinese.find("text has"), std::string::npos) << chinese;
  const auto english = Reasons(Language::en).line(by, refund());
  EXPECT_NE(english.find("text has any"), std::string::npos) << english;
}

TEST(Reasons, BrieflyTellTheCustomersWordsFirst) {
  const By by{By::Kind::rule, "refund"};
  EXPECT_EQ(Reasons(Language::zh).brief(by, refund()), "规则 refund:原文「退款」");
  auto silent = refund();
  silent.matches.clear();
  EXPECT_NE(Reasons(Language::en).brief(by, silent).find("text has any"), std::string::npos);
}

TEST(Reasons, LeaveWhatIsNoConditionAlone) {
  Evidence why;
  why.facts = {{"something of a later version", "", true}};
  EXPECT_NE(Reasons(Language::zh).line({By::Kind::rule, "x"}, why).find("something of a later version"),
            std::string::npos);
}

}  // namespace
}  // namespace fenqun::bot
