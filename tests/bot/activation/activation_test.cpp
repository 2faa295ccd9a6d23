// Rules that change while the bot runs: files, chat, revisions, mistakes, and customers decided again while they write.
#include "bot/activation.hpp"

#include <gmock/gmock.h>

#include "bot/app/rule_watch.hpp"
#include "bot/text/gaps.hpp"
#include "tests/bot/activation/shop.hpp"

namespace fenqun::bot {
namespace {

using test::Shop;
using ::testing::HasSubstr;

std::string rule(const std::string& id, const std::string& when, const std::string& then) {
  return "[[rule]]\nid = \"" + id + "\"\nwhen = \"" + when + "\"\nthen = [\"" + then + "\"]\n";
}

const std::string old_rules = rule("refund", "text has 退款", "tag 旧");
const std::string new_rules =
    rule("refund", "text has any (退款 退货)", "tag 新") + rule("often", "messages in 7d >= 2", "tag 常来");

TEST(Activation, FilesWithMistakesLeaveTheOldRules) {
  Shop shop(old_rules);
  const auto before = shop.in_force.get();
  shop.folder.write("rules.toml", "[[rule]]\nid = \"x\"\nwhen = \"text hass y\"\nthen = [\"tag T\"]\n");
  shop.activation->reload(false);
  ASSERT_TRUE(shop.wait_told("mistakes"));
  EXPECT_EQ(shop.in_force.get(), before);
  shop.folder.write("rules.toml", new_rules);
  shop.activation->reload(true);
  ASSERT_TRUE(shop.wait_told("rules in force: 2"));
  EXPECT_EQ(shop.in_force.get()->rev, before->rev + 1);
  shop.say("1", "我要退货");
  ASSERT_TRUE(shop.wait_acks(1));
  EXPECT_TRUE(shop.stored("1").has_tag("新"));
}

TEST(Activation, ChatChecksPreviewsAndActivatesWhatItSaw) {
  Shop shop(old_rules);
  shop.say("1", "我要退款");
  shop.say("2", "我要退货");
  ASSERT_TRUE(shop.wait_acks(2));
  const auto rev = std::to_string(shop.in_force.get()->rev);
  shop.say("9", "/rule reload");
  EXPECT_THAT(shop.wait_sent("what is in force"), HasSubstr("revision " + rev));
  shop.say("9", "/rule activate " + rev);
  EXPECT_THAT(shop.wait_sent("FQ-5246"), HasSubstr("rule reload"));

  shop.folder.write("rules.toml", new_rules);
  shop.say("9", "/规则 重载");
  const auto checked = shop.wait_sent("in order");
  EXPECT_THAT(checked, HasSubstr("2 of 2 customers change"));
  EXPECT_THAT(checked, HasSubstr("新 +2 -0"));
  EXPECT_THAT(checked, HasSubstr("旧 +0 -1"));
  EXPECT_THAT(checked, HasSubstr("rule activate " + rev + " redecide 30d"));
  EXPECT_TRUE(shop.stored("1").has_tag("旧"));

  shop.say("9", "/rule activate 77");
  EXPECT_THAT(shop.wait_sent("FQ-5245"), HasSubstr("not 77"));
  EXPECT_EQ(std::to_string(shop.in_force.get()->rev), rev);

  shop.say("9", "/规则 生效 " + rev + " 重算 30天");
  EXPECT_THAT(shop.wait_sent("decided again under"), HasSubstr("2 of them changed"));
  for (const auto* user : {"1", "2"}) {
    const auto customer = shop.stored(user);
    EXPECT_TRUE(customer.has_tag("新")) << user;
    EXPECT_FALSE(customer.has_tag("旧")) << user;
    EXPECT_EQ(customer.tags.at("新").why.ruleset_rev, shop.in_force.get()->rev);
    ASSERT_NE(customer.counter("messages/7d"), nullptr);
  }
  // What was counted anew goes on counting.
  shop.say("2", "在吗");
  ASSERT_TRUE(shop.wait_acks(8));
  EXPECT_TRUE(shop.stored("2").has_tag("常来"));
}

TEST(Activation, WhatAnotherReplacedIsNotActivated) {
  Shop shop(old_rules);
  const auto rev = shop.in_force.get()->rev;
  shop.folder.write("rules.toml", new_rules);
  shop.say("9", "/rule reload");
  ASSERT_FALSE(shop.wait_sent("in order").empty());
  shop.folder.write("rules.toml", rule("other", "text has 别的", "tag 别"));
  shop.activation->reload(false);
  ASSERT_TRUE(shop.wait_told("rules in force: 1"));
  shop.say("9", "/rule activate " + std::to_string(rev));
  EXPECT_FALSE(shop.wait_sent("FQ-5245").empty());
  EXPECT_NE(shop.in_force.get()->find("other"), nullptr);
}

TEST(Activation, WrongWordsAreExplained) {
  Shop shop(old_rules);
  shop.say("9", "/rule activate soon");
  EXPECT_FALSE(shop.wait_sent("FQ-2307").empty());
  shop.say("9", "/规则 生效 1 重算");
  EXPECT_THAT(shop.wait_sent("“1 重算”"), HasSubstr("FQ-2307"));
}

TEST(Activation, WhyNotSaysWhatIsLacking) {
  Shop shop(new_rules);
  shop.say("2", "我要发票");
  ASSERT_TRUE(shop.wait_acks(1));
  shop.say("9", "/why 2 not 常来");
  EXPECT_THAT(shop.wait_sent("“常来”"), HasSubstr("messages in 7d >= 2 → 1 (1 more)"));
  shop.say("9", "/为什么 2 没有 新");
  EXPECT_THAT(shop.wait_sent("“新”"), HasSubstr("rule refund; by what they said last it lacks:"));
  Reasons zh(Language::zh);
  EXPECT_EQ(gap_line({"messages in 7d >= 2", "1", "1 more", {}}, zh, Language::zh), "消息数 7天内 >= 2 → 1(还差 1)");
  EXPECT_EQ(gap_line({"not tag VIP", "VIP", "", {}}, zh, Language::zh), "非 有标签 VIP → VIP");
}

// Customers write while they are decided again; in the end everybody is as if only the new rules had ever been.
TEST(Activation, CustomersWhoWriteMeanwhileAreDecidedAgainAllTheSame) {
  constexpr int customers = 300;
  Shop shop(old_rules);
  for (int i = 0; i < customers; ++i) shop.say(std::to_string(1000 + i), i % 2 == 0 ? "我要退款" : "你好");
  ASSERT_TRUE(shop.wait_acks(customers));
  shop.folder.write("rules.toml", new_rules);
  shop.say("9", "/rule reload");
  ASSERT_FALSE(shop.wait_sent("in order").empty());
  shop.say("9", "/rule activate " + std::to_string(shop.in_force.get()->rev) + " redecide all");
  std::size_t said = customers + 2;
  for (int i = 0; i < customers; ++i) {
    shop.say(std::to_string(1000 + (i * 7) % customers), "还在吗");
    ++said;
    if (i % 10 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  ASSERT_TRUE(shop.wait_acks(said));
  EXPECT_THAT(shop.wait_sent("decided again under"), HasSubstr("customers"));
  const auto rules = shop.in_force.get();
  const auto reader = storage::open_reader(shop.url()).value();
  const auto directory = reader->directory().value();
  const Zones zones;
  auto walk = RedecideWalk::begin(*reader, Redecider({*rules, directory, zones, enabled_by(*rules, directory)}), Time{},
                                  shop.clock.now());
  ASSERT_TRUE(walk);
  std::size_t seen = 0;
  const auto more = walk->next(10'000, [&](const Redecided& one) {
    ++seen;
    EXPECT_TRUE(one.what.journal.empty()) << to_string(one.before.key);
    EXPECT_EQ(one.before.has_tag("新"), one.history.front().text == "我要退款");
    EXPECT_TRUE(one.before.has_tag("常来"));
    EXPECT_FALSE(one.before.has_tag("旧"));
  });
  ASSERT_TRUE(more);
  EXPECT_EQ(seen, static_cast<std::size_t>(customers));
}

TEST(Activation, ARestartBeginsAnew) {
  Shop shop(old_rules);
  shop.say("1", "我要退货");
  ASSERT_TRUE(shop.wait_acks(1));
  shop.mailbox->put(KeepFact{Activation::memory_key, "0"});
  shop.say("1", "好的");
  ASSERT_TRUE(shop.wait_acks(2));
  shop.end();
  shop.folder.write("rules.toml", new_rules);
  shop.begin();
  EXPECT_FALSE(shop.stored("1").has_tag("新"));
  shop.activation->resume();
  ASSERT_TRUE(shop.wait_told("decided again under"));
  EXPECT_TRUE(shop.stored("1").has_tag("新"));
  // That it is done is written down with one of the next batches.
  const auto kept = [&] {
    return storage::open_reader(shop.url()).value()->memory(Activation::memory_key).value().front().second;
  };
  for (std::size_t acks = 3; acks < 50 && !kept().empty(); ++acks) {
    shop.say("1", "再见");
    ASSERT_TRUE(shop.wait_acks(acks));
  }
  EXPECT_EQ(kept(), "");
}

TEST(Activation, StoppingDoesNotWaitForIt) {
  Shop shop(old_rules);
  for (int i = 0; i < 200; ++i) shop.say(std::to_string(i), "我要退款");
  ASSERT_TRUE(shop.wait_acks(200));
  shop.folder.write("rules.toml", new_rules);
  shop.say("9", "/rule reload");
  ASSERT_FALSE(shop.wait_sent("in order").empty());
  shop.say("9", "/rule activate " + std::to_string(shop.in_force.get()->rev) + " redecide all");
  const auto begin = std::chrono::steady_clock::now();
  shop.end();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST(RuleWatch, AnEditIsNoticedOnceItHasSettled) {
  const test::Folder folder;
  folder.write("a.toml", "one");
  RuleWatch watch({folder.path("a.toml"), folder.path("none.toml"), "builtin:retail-zh"});
  EXPECT_FALSE(watch.edited());
  folder.write("a.toml", "three");
  EXPECT_FALSE(watch.edited()) << "it may still be being written";
  EXPECT_TRUE(watch.edited());
  EXPECT_FALSE(watch.edited());
  std::filesystem::remove(folder.path("a.toml"));
  EXPECT_FALSE(watch.edited());
  EXPECT_TRUE(watch.edited());
}

}  // namespace
}  // namespace fenqun::bot
