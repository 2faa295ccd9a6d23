// The ways in which one thing may be written.
#include <gtest/gtest.h>

#include "rules/language/forms.hpp"
#include "rules/language/lexer.hpp"
#include "rules/language/parse.hpp"

namespace fenqun::rules::language {
namespace {

TEST(Spelling, EveryQuotePairIsAccepted) {
  for (const auto* text : {"\"退 款\"", "'退 款'", "“退 款”", "‘退 款’", "「退 款」", "『退 款』", "《退 款》",
                           "〈退 款〉", "«退 款»", "‹退 款›", "„退 款“", "＂退 款＂", "＇退 款＇", "〝退 款〞"}) {
    const auto tokens = tokens_of(text);
    ASSERT_EQ(tokens.size(), 2U) << text;
    EXPECT_EQ(tokens[0].kind, TokenKind::quoted) << text;
    EXPECT_EQ(tokens[0].text, "退 款") << text;
  }
}

TEST(Spelling, BothLanguagesAndFullWidthSignsMeanTheSame) {
  const std::vector<std::pair<std::string, std::string>> pairs = {
      {"text has any (退款 退货 $x) and not tag 黑名单", "文本 含任一（退款，退货、$x）且 非 有标签 黑名单"},
      {"messages in 7d >= 3", "消息数 7 天内 ≥ 3"},
      {"MESSAGES IN 2h < 3", "消息数 120分钟 ＜ 3"},
      {"days since last message > 30", "距上次消息 ＞ 30天"},
      {"days since first message <= 7", "距首次消息 ≤ 7 天"},
      {"kind is image or text matches /a\\d/", "类型 是 图片 或 文本 匹配 /a\\d/"},
      {"said any (退款) in 7d at least 2 times", "说过任一 退款 至少2次 7天内"},
      {"said any $x at least 1 time in 36h", "说过任一 （$x） 36 小时 内"},
      {"said any (a b) at least 3 times in 7d", "说过任一 (a、b) 7天内 至少 3 次"},
      {"hour in 22..6", "时段 22～6"},
      {"hour in 9:30..18:00", "时段 9：30 .. 18点"},
      {"hour in 0..24", "时段 0点到24点"},
      {"weekday in 1..5", "星期 一..五"},
      {"weekday in mon..fri", "星期 周一至周五"},
      {"weekday in Sunday..2", "星期 日 .. 二"},
      {"weekday in 6", "星期 六"},
      {"waiting > 5m", "等待 ＞ 5 分钟"},
      {"text has a near b within 8", "文本 含 a 邻近 b 8字内"},
      {"text has $x near \"b\" within 8 characters", "文本 含 $x 邻近 「b」 8 字 内"},
      {"text sounds like (tuikuan 退款)", "文本 读音像（tuikuan，退款）"},
      {"text asserts all (a b)", "文本 表示全部 (a b)"},
      {"stage >= 意向", "阶段 ≥ 意向"},
      {"stage 意向", "阶段 是 意向"},
      {"stage is 意向", "阶段 = 意向"},
      {"spend in 365d >= 5000", "消费额 365天内 >= 5000.00元"},
      {"average order >= 99.5", "客单价 ≥ ９９.5 元"},
      {"expected spend in 90d > 500", "预期消费额 90天内 > 500"},
      {"p_alive < 0.3", "P_ALIVE ＜ 0.3000"},
      {"orders in 90d = 0", "订单数 90天内 ＝ 0"},
      {"sessions in 30d >= 2", "会话数 30 天内 >= 2"},
      {"days since last order > 90 days", "距上次下单 > 90天"},
      {"ordered (数码 手机)", "买过 (数码 手机)"},
      {"city is (杭州 上海)", "城市 是（杭州、上海）"},
      {"attr \"会员等级\" is 金卡", "属性 会员等级 = 金卡"},
      {"abc is A", "attr abc is A"},
      {"account is 旗舰店 and platform is qq", "账号 是 旗舰店 且 平台 是 qq"},
      {"kind is ordered or kind is rated", "类型 是 下单 或 类型 是 评价"},
      {"has link and has phone and has address", "含链接 且 含电话 且 含地址"},
      {"satisfaction <= 2", "满意度 ≤ 2"},
      {"messages in 7d >= 3", "消息数 in 7d >= 3"},
  };
  for (const auto& [en, zh] : pairs) {
    Mistakes mistakes;
    const auto left = parse_condition(en, mistakes);
    const auto right = parse_condition(zh, mistakes);
    ASSERT_TRUE(left.sound && right.sound)
        << zh << " " << (mistakes.empty() ? "" : mistakes[0].problem.line(Language::en));
    EXPECT_TRUE(left.tree == right.tree) << en << "\n" << print(right.tree, Language::en);
  }
}

TEST(Spelling, EffectsInBothLanguages) {
  Mistakes mistakes;
  const auto en =
      parse_effects("tag T for 30d; tag U while true; untag V; group G; reply \"hi\"; notify W \"x\"; tag K", mistakes);
  const auto zh =
      parse_effects("标签 T 30天；标签 U 条件成立时；去标签 V；分组 G；回复 “hi”；通知 W 「x」；标签 K", mistakes);
  const auto held = parse_effects("标签 T 持续 30天", mistakes);
  ASSERT_TRUE(mistakes.empty());
  ASSERT_EQ(en.size(), 7U);
  ASSERT_EQ(zh.size(), 7U);
  ASSERT_EQ(held.size(), 1U);
  for (std::size_t i = 0; i < en.size(); ++i) EXPECT_EQ(en[i].effect.index(), zh[i].effect.index()) << i;
  const auto& timed = std::get<TagEffect>(zh[0].effect);
  EXPECT_EQ(timed.life, Life::timed);
  EXPECT_EQ(timed.duration, std::chrono::hours{24 * 30});
  EXPECT_EQ(std::get<TagEffect>(held[0].effect).duration, timed.duration);
  EXPECT_EQ(std::get<TagEffect>(zh[1].effect).life, Life::while_true);
  EXPECT_EQ(std::get<NotifyEffect>(zh[5].effect).text, "x");
}

TEST(Spelling, OnceIsWrittenInManyWays) {
  constexpr Millis week = std::chrono::hours{24 * 7};
  const std::vector<std::pair<std::string, Once>> ways = {
      {"reply \"hi\"", {}},
      {"reply \"hi\" once", {true, {}}},
      {"回复 “hi” 一次", {true, {}}},
      {"reply \"hi\" once per 7d", {true, week}},
      {"回复 “hi” 一次 每 7天", {true, week}},
      {"回复 “hi” 一次 每7天", {true, week}},
      {"回复 “hi” 每 7天 一次", {true, week}},
      {"回复 “hi” 每 7 天 一次", {true, week}},
      {"回复 “hi” 每7天一次", {true, week}},
      {"回复 “hi” 每7天 一次", {true, week}},
      {"reply $t once per 7d", {true, week}},
  };
  for (const auto& [text, once] : ways) {
    Mistakes mistakes;
    const auto effects = parse_effects(text, mistakes);
    ASSERT_EQ(effects.size(), 1U) << text << (mistakes.empty() ? "" : mistakes[0].problem.line(Language::en));
    EXPECT_EQ(std::get<ReplyEffect>(effects[0].effect).once, once) << text;
  }
}

TEST(Spelling, EffectsOnAttributesStagesAndLater) {
  Mistakes mistakes;
  const auto effects = parse_effects(
      "set 会员等级 = 金卡; 设置 \"会员 等级\" 为 “金 卡”; set a = \"\"; 阶段 意向; 跟进 3天 $回访 一次; "
      "follow up in 72h \"hi\"; webhook crm once per 1d; 通知 售后群 一次",
      mistakes);
  ASSERT_TRUE(mistakes.empty()) << mistakes[0].problem.line(Language::en);
  ASSERT_EQ(effects.size(), 8U);
  EXPECT_EQ(std::get<SetEffect>(effects[0].effect).value, "金卡");
  EXPECT_EQ(std::get<SetEffect>(effects[1].effect).name, "会员 等级");
  EXPECT_EQ(std::get<SetEffect>(effects[2].effect).value, "");
  EXPECT_TRUE(effects[3].stage);
  EXPECT_EQ(std::get<TagEffect>(effects[3].effect).tag, "意向");
  EXPECT_EQ(effects[4].lookup, "回访");
  EXPECT_EQ(std::get<FollowUpEffect>(effects[4].effect).after, std::get<FollowUpEffect>(effects[5].effect).after);
  EXPECT_TRUE(std::get<FollowUpEffect>(effects[4].effect).once.limited);
  EXPECT_EQ(std::get<WebhookEffect>(effects[6].effect).name, "crm");
  EXPECT_TRUE(std::get<NotifyEffect>(effects[7].effect).once.limited);
  EXPECT_TRUE(std::get<NotifyEffect>(effects[7].effect).text.empty());
}

}  // namespace
}  // namespace fenqun::rules::language
