#include "bot/core.hpp"

#include <gtest/gtest.h>

#include <random>

#include "bench.hpp"

namespace fenqun::bot {
namespace {

using testing::CoreBench;

constexpr auto shop_rules = R"(
[[rule]]
id = "refund"
when = 'text has "退款"'
then = ["tag 退款 for 1d", "group 售后客户", 'reply "您好,正在为您处理"']

[[rule]]
id = "active"
when = "messages in 7d >= 3"
then = ["tag 活跃 while true"]

[[rule]]
id = "silent"
when = "days since last message > 30"
then = ["tag 沉默 while true"]
)";

TEST(Core, AMessageBecomesTagsGroupAndReplyBeforeItIsAcknowledged) {
  CoreBench bench(shop_rules);
  bench.ready();
  bench.deliver(bench.say("20001", "我要退款", 0), 7);
  ASSERT_TRUE(bench.wait_acks(1));
  EXPECT_EQ(bench.acks[0], (std::pair<adapters::Ack, Fate>{7, Fate::applied}));
  const auto profile = bench.profile("20001");
  EXPECT_TRUE(profile.has_tag("退款"));
  EXPECT_EQ(profile.tags.at("退款").why.matches.at(0).text, "退款");
  EXPECT_EQ(profile.group->group, "售后客户");
  EXPECT_EQ(profile.name, "顾客20001");
  ASSERT_TRUE(bench.wait_sent(1));
  EXPECT_EQ(bench.texts_sent(), (std::vector<std::string>{"您好,正在为您处理"}));
}

TEST(Core, ARedeliveredMessageCountsOnceAndIsAnsweredOnce) {
  CoreBench bench(shop_rules);
  bench.ready();
  for (int i = 1; i <= 4; ++i) bench.deliver(bench.say("20001", "退款", 0, "same"), static_cast<adapters::Ack>(i));
  bench.deliver(bench.say("20001", "在吗", 1), 5);
  ASSERT_TRUE(bench.wait_acks(5));
  EXPECT_EQ(bench.profile("20001").messages, 2);
  EXPECT_FALSE(bench.profile("20001").has_tag("活跃"));
  EXPECT_EQ(bench.texts_sent().size(), 1u);
}

TEST(Core, KeepsACustomersOrderThroughDuplicatesAndStaleDecisions) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  CoreBench bench(shop_rules);
  std::map<std::string, std::set<std::string>> said;
  std::size_t delivered = 0;
  for (int i = 0; i < 3000; ++i) {
    const auto user = std::to_string(20'000 + random() % 7);
    const auto id = user + "/" + std::to_string(random() % 300);
    ++delivered;
    bench.deliver(bench.say(user, "你好", static_cast<int>(delivered), id), delivered);
    said[user].insert(id);
  }
  ASSERT_TRUE(bench.wait_acks(delivered));
  for (const auto& [user, ids] : said) {
    EXPECT_EQ(bench.profile(user).messages, static_cast<std::int64_t>(ids.size())) << user;
    EXPECT_EQ(bench.profile(user).rev, static_cast<std::int64_t>(ids.size())) << user;
  }
}

TEST(Core, AStoreThatFailsStopsTheAcknowledgementsAndLosesNothing) {
  CoreBench bench(shop_rules);
  bench.ready();
  bench.deliver(bench.say("20001", "在吗", 0), 1);
  ASSERT_TRUE(bench.wait_acks(1));
  bench.store_failures = 3;  // one write, then two tries to reopen
  bench.deliver(bench.say("20001", "退款", 1), 2);
  bench.deliver(bench.say("20002", "退款", 1), 3);
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  {
    const std::lock_guard lock(bench.mutex);
    EXPECT_EQ(bench.acks.size(), 1u);
  }
  for (int second = 1; second < 60 && bench.store_failures > 0; ++second) {
    bench.clock.set(from_millis(1'767'225'600'000 + second * 1000LL));
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    CoreInput nudge = adapters::Inbound(adapters::LinkSaw{9, adapters::ChatSeen{}});
    bench.mailbox.try_put(nudge);
  }
  bench.clock.set(from_millis(1'767'225'600'000 + 120'000));
  ASSERT_TRUE(bench.wait_acks(3));
  EXPECT_EQ(bench.profile("20001").messages, 2);
  EXPECT_TRUE(bench.profile("20002").has_tag("退款"));
}

TEST(Core, TimeAloneTakesAndGivesTags) {
  CoreBench bench(shop_rules);
  bench.deliver(bench.say("20001", "退款", 0), 1);
  ASSERT_TRUE(bench.wait_acks(1));
  const auto start = from_millis(1'767'225'600'000);
  const auto day = std::chrono::hours(24);
  const auto tick = [&](Time now) {
    bench.clock.set(now);
    CoreInput nudge = adapters::Inbound(adapters::LinkSaw{9, adapters::ChatSeen{}});
    bench.mailbox.try_put(nudge);
  };
  tick(start + day - Millis{1});
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_TRUE(bench.profile("20001").has_tag("退款"));
  tick(start + day);
  EXPECT_TRUE(bench.wait_for([&] { return !bench.profile("20001").has_tag("退款"); }));
  tick(start + 30 * day + Millis{1});
  EXPECT_TRUE(bench.wait_for([&] { return bench.profile("20001").has_tag("沉默"); }));
}

TEST(Core, AnOwnersCommandIsCarriedOutOnceAndAnswered) {
  CoreBench bench(shop_rules);
  bench.ready();
  bench.deliver(bench.say("20001", "在吗", 0), 1);
  bench.deliver(bench.say("10001", "/标签 新建 VIP", 1, "c1"), 2);
  bench.deliver(bench.say("10001", "/标签 添加 VIP 20001", 2, "c2"), 3);
  bench.deliver(bench.say("10001", "/标签 添加 VIP 20001", 2, "c2"), 4);
  ASSERT_TRUE(bench.wait_acks(4));
  const auto profile = bench.profile("20001");
  ASSERT_TRUE(profile.has_tag("VIP"));
  EXPECT_TRUE(profile.tags.at("VIP").pinned);
  ASSERT_TRUE(bench.wait_sent(2));
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_EQ(bench.texts_sent().size(), 2u);
}

TEST(Core, TheOperatorIsToldEachStateOfALinkOnce) {
  CoreBench bench(shop_rules);
  const auto drop = [&] {
    adapters::LinkStatus status;
    status.problem = {"连不上", "no connection"};
    status.code = "FQ-4007";
    CoreInput input = adapters::Inbound(std::move(status));
    bench.mailbox.try_put(input);
  };
  for (int i = 0; i < 5; ++i) drop();
  bench.ready();
  bench.ready();
  drop();
  bench.deliver(bench.say("20001", "在吗", 0), 1);
  ASSERT_TRUE(bench.wait_acks(1));
  ASSERT_EQ(bench.told.size(), 3u);
  EXPECT_NE(bench.told[0].find("连不上 FQ-4007"), std::string::npos) << bench.told[0];
  EXPECT_NE(bench.told[1].find("已连上"), std::string::npos) << bench.told[1];
  EXPECT_NE(bench.told[2].find("连不上"), std::string::npos) << bench.told[2];
}

TEST(Core, StrangersGetSilenceAndNoRights) {
  CoreBench bench(shop_rules);
  bench.ready();
  bench.deliver(bench.say("20002", "/标签 添加 退款 20001", 0), 1);
  ASSERT_TRUE(bench.wait_acks(1));
  EXPECT_FALSE(bench.profile("20001").has_tag("退款"));
  EXPECT_TRUE(bench.texts_sent().empty());
}

}  // namespace
}  // namespace fenqun::bot
