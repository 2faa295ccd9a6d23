// What the commands change, and that offers expire.
#include <gtest/gtest.h>

#include "tests/bot/commands/world.hpp"

namespace fenqun::bot::test {
namespace {

TEST(CommandChanges, AHandMadeTagIsPinnedAndLiftsTheBlock) {
  World world;
  world.ask({.text = "标签 移除 需求/退款 张三"});
  auto customer = world.customer("10002");
  EXPECT_FALSE(customer.has_tag("需求/退款"));
  EXPECT_TRUE(customer.blocked("需求/退款", "refund"));
  EXPECT_FALSE(customer.blocked("需求/退款", "other"));
  world.now += Millis{1'000};
  world.ask({.text = "标签 添加 需求/退款 10002 30天"});
  customer = world.customer("10002");
  ASSERT_TRUE(customer.has_tag("需求/退款"));
  const auto& state = customer.tags.at("需求/退款");
  EXPECT_TRUE(state.pinned);
  EXPECT_EQ(state.life, Life::timed);
  EXPECT_EQ(state.until, world.now + Millis{30LL * 86'400'000});
  EXPECT_EQ(state.since, world.now);
  EXPECT_EQ(state.by, (By{By::Kind::human, "onebot11::10001"}));
  EXPECT_TRUE(customer.blocks.empty());
  EXPECT_EQ(customer.look_again_at, state.until);
}

TEST(CommandChanges, OneTagOfADimension) {
  World world;
  world.ask({.text = "标签 添加 低价值 10004"});
  world.ask({.text = "标签 添加 高价值 10004"});
  const auto customer = world.customer("10004");
  EXPECT_TRUE(customer.has_tag("高价值"));
  EXPECT_FALSE(customer.has_tag("低价值"));
}

TEST(CommandChanges, AGroupIsPinnedAndRenamedWithItsChat) {
  World world;
  world.ask({.text = "分组 加入 VIP客户 李四"});
  ASSERT_TRUE(world.customer("10004").group);
  EXPECT_TRUE(world.customer("10004").group->pinned);
  world.ask({.text = "群名 关联 77001 VIP客户"});
  world.ask({.text = "群名 设置 VIP客户 贵宾"});
  EXPECT_EQ(world.directory.find_group("VIP客户"), "贵宾");
  ASSERT_EQ(world.last_commits.size(), 1U);
  ASSERT_EQ(world.last_commits.front().outbox.size(), 1U);
  const auto& item = world.last_commits.front().outbox.front();
  EXPECT_EQ(item.via, "main");
  EXPECT_EQ(item.to, (Chat{ChatKind::group, "77001", {}}));
  EXPECT_EQ(std::get<RenameChat>(item.body).name, "贵宾");
  EXPECT_FALSE(item.token.empty());
  EXPECT_EQ(world.customer("10004").group->group, "贵宾") << "members stay";
}

TEST(CommandChanges, AGroupOfTheRuleFilesCanBeRenamed) {
  World world;
  world.ask({.text = "分组 改名 老客户 回头客"});
  EXPECT_EQ(world.directory.find_group("老客户"), "回头客");
  EXPECT_NE(world.ask({.text = "分组 树"}).text.find("回头客"), std::string::npos);
  EXPECT_EQ(world.ask({.text = "分组 树"}).text.find("老客户"), std::string::npos);
}

TEST(CommandChanges, HiddenCharactersAreRefusedInNewNames) {
  World world;
  for (const auto* name : {"VI\u200bP", "\u202eVIP", "a\u0001b", "\u3164", "x\u00adz"}) {
    const auto answer = world.ask({.text = "标签 新建 \"" + std::string(name) + "\""});
    EXPECT_NE(answer.text.find("FQ-212"), std::string::npos) << answer.text;
    EXPECT_TRUE(answer.commits.front().changes.empty());
    world.now += Millis{2'000};
  }
  EXPECT_NE(world.ask({.text = "标签 新建 ｖｉｐ"}).text.find("FQ-2110"), std::string::npos)
      << "the same after folding";
}

TEST(CommandChanges, AnOfferExpiresAfterAMinute) {
  World world;
  world.ask({.text = "标签 添加 VlP 10002"});
  world.now += Millis{59'999};
  EXPECT_TRUE(world.heard({.text = "."}));
  world.now += Millis{1};
  EXPECT_FALSE(world.heard({.text = "."}));
  EXPECT_FALSE(world.customer("10002").has_tag("VIP"));
}

TEST(CommandChanges, AnOfferIsForOnePersonAndUsedOnce) {
  World world;
  world.ask({.text = "标签 添加 VlP 10002"});
  EXPECT_FALSE(world.heard({.text = ".", .user = "10044"}));
  world.ask({.text = "是"});
  EXPECT_TRUE(world.customer("10002").has_tag("VIP"));
  EXPECT_FALSE(world.heard({.text = "是"}));
}

TEST(CommandChanges, RightsAreAskedAgainWhenAnOfferIsTaken) {
  World world;
  world.ask({.text = "标鉴 新建 金卡", .role = Role::admin});
  const auto answer = world.ask({.text = ".", .role = Role::viewer});
  EXPECT_NE(answer.text.find("FQ-2201"), std::string::npos) << answer.text;
}

TEST(CommandChanges, OffersAreBounded) {
  CommandSession session;
  const auto now = from_millis(1'000'000);
  Pending pending;
  pending.options.resize(1);
  for (std::size_t i = 0; i < CommandSession::max_kept + 50; ++i) {
    session.offer({TalkKey{{"p", "", std::to_string(i)}, "main", ""}}, pending, now + Millis{static_cast<int>(i)});
  }
  EXPECT_EQ(session.pending({{"p", "", "0"}, "main", ""}, now), nullptr);
  EXPECT_NE(session.pending({{"p", "", "1049"}, "main", ""}, now), nullptr);
}

}  // namespace
}  // namespace fenqun::bot::test
