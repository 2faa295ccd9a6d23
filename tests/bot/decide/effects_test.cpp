// What decide() makes of each effect: once, set, follow up, webhook, weights.
#include <nlohmann/json.hpp>

#include "bot/decide/once.hpp"
#include "bot/decide/words.hpp"
#include "tests/bot/decide/desk.hpp"

namespace fenqun::bot {
namespace {

using namespace testing;
using rules::Once;

constexpr std::int64_t day = 24 * 3600;

Once once() {
  return {true, Millis{0}};
}
Once once_per(std::int64_t seconds) {
  return {true, Millis{seconds * 1000}};
}

TEST(DecideOnce, OnceIsOnceForEver) {
  Desk desk(made({{"hello", "text has 你好", {rules::ReplyEffect{"欢迎", once()}}}}));
  EXPECT_EQ(desk.say("你好", 0).replies, Strings{"欢迎"});
  EXPECT_TRUE(desk.say("你好", 1).replies.empty());
  EXPECT_TRUE(desk.say("你好", 900 * day).outbox.empty());
}

TEST(DecideOnce, OncePerSpeaksAgainExactlyWhenTheTimeIsOver) {
  Desk desk(made({{"hello", "text has 你好", {rules::ReplyEffect{"欢迎", once_per(7 * day)}}}}));
  EXPECT_EQ(desk.say("你好", 0).replies.size(), 1u);
  EXPECT_EQ(desk.say("你好", 7 * day - 1).replies.size(), 0u) << "and that does not begin the time anew";
  EXPECT_EQ(desk.say("你好", 7 * day).replies.size(), 1u);
  EXPECT_EQ(desk.say("你好", 8 * day).replies.size(), 0u);
}

TEST(DecideOnce, EachEffectAndEachTextByItself) {
  const rules::NotifyEffect notify{"owners", "n", once()};
  Desk desk(made({{"a", "text has 你好", {rules::ReplyEffect{"1", once()}, rules::ReplyEffect{"2", {}}, notify}},
                  {"b", "text has 你好", {rules::ReplyEffect{"1", once()}, rules::WebhookEffect{"crm", once()}}}}));
  EXPECT_EQ(desk.say("你好", 0).outbox.size(), 4u) << "1, 2, the notice and the webhook";
  EXPECT_EQ(desk.say("你好", 1).replies, (Strings{"2", "1"})) << "b had nothing to say the first time";
  EXPECT_EQ(desk.say("你好", 2).replies, Strings{"2"});
  auto changed = std::make_shared<rules::RuleSet>(*desk.rules);
  changed->rules[0].effects[0] = rules::ReplyEffect{"another text", once()};
  desk.rules = changed;
  EXPECT_EQ(desk.say("你好", 3).replies, (Strings{"another text", "2"}));
  EXPECT_TRUE(once_key(desk.rules->rules[0], notify).starts_with("once/a/notify/"));
  EXPECT_EQ(once_key(desk.rules->rules[0], notify).size(), std::string("once/a/notify/").size() + 8);
}

TEST(DecideOnce, WhatIsNotSaidIsNotCounted) {
  Desk desk(made({{"hello", "text has 你好", {rules::ReplyEffect{"欢迎", once()}}}}));
  desk.options.may_answer = false;  // an old message
  EXPECT_TRUE(desk.say("你好", 0).outbox.empty());
  desk.options.may_answer = true;
  EXPECT_EQ(desk.say("你好", 1).replies.size(), 1u);
}

TEST(DecideOnce, IsBounded) {
  std::vector<DeskRule> many;
  for (std::size_t i = 0; i < max_once_counters + 20; ++i) {
    many.push_back(
        {"r" + std::to_string(i), "text has w" + std::to_string(i) + "w", {rules::ReplyEffect{"x", once()}}});
  }
  Desk desk(made(many));
  for (std::size_t i = 0; i < many.size(); ++i) desk.say("w" + std::to_string(i) + "w", static_cast<int>(i));
  std::size_t kept = 0;
  for (const auto& counter : desk.customer.counters) kept += counter.id.starts_with("once/") ? 1 : 0;
  EXPECT_EQ(kept, max_once_counters);
  EXPECT_TRUE(desk.say("w83w", 1000).replies.empty()) << "the newest are remembered";
}

TEST(DecideSet, ChangesOnlyWhatDiffersAndTheHeavierWins) {
  Desk desk(made({{"a", "text has 金", {rules::SetEffect{"level", "金"}}, 1},
                  {"b", "text has 卡", {rules::SetEffect{"level", "卡"}, rules::SetEffect{"other", "x"}}, 2},
                  {"c", "text has 无", {rules::SetEffect{"level", ""}}}}));
  desk.say("金", 0);
  EXPECT_EQ(desk.customer.attributes.at("level"), "金");
  EXPECT_EQ(desk.journal(), Strings{"rule:a attribute.set level: 金"});
  desk.say("金", 1);
  EXPECT_TRUE(desk.journal().empty());
  desk.say("金卡", 2);
  EXPECT_EQ(desk.customer.attributes.at("level"), "卡");
  EXPECT_EQ(desk.journal(), (Strings{"rule:b attribute.set level: 卡", "rule:b attribute.set other: x",
                                     "rule:a attribute.outranked level: by rule:b"}));
  desk.say("无", 3);
  EXPECT_FALSE(desk.customer.attributes.contains("level"));
  desk.say("无", 4);
  EXPECT_TRUE(desk.journal().empty());
}

rules::TagEffect value(const std::string& tag) {
  return {tag, Life::kept, {}, "价值"};
}

TEST(DecideWeights, TheLosersTraceNamesTheWinnerOnceAndWhenItMatters) {
  const std::string dimension = "[dimension.价值]\none_of = [\"低\", \"中\", \"高\"]\n";
  Desk desk(made({{"low", "text has 买", {value("低")}},
                  {"high", "text has 贵", {value("高")}, 5},
                  {"middle", "text has 好", {value("中")}, 1}},
                 dimension));
  desk.say("买好贵", 0);
  EXPECT_EQ(desk.tags(), Strings{"高"});
  EXPECT_EQ(desk.journal(), (Strings{"rule:high tag.add 高", "rule:middle tag.outranked 中: by rule:high",
                                     "rule:low tag.outranked 低: by rule:high"}));
  desk.say("买好贵", 1);
  EXPECT_TRUE(desk.journal().empty()) << "nothing new";
  EXPECT_EQ(desk.decision.outranked.size(), 2u) << "but it can be asked";
  desk.say("买", 2);
  EXPECT_EQ(desk.tags(), Strings{"低"}) << "alone it wins";
  EXPECT_EQ(desk.journal(), (Strings{"rule:low tag.drop 高: outranked", "rule:low tag.add 低"}));
}

TEST(DecideWeights, OfEqualWeightTheEarlierWins) {
  const std::string dimension = "[dimension.价值]\none_of = [\"低\", \"高\"]\n";
  Desk desk(made({{"z", "text has 买", {value("高")}}, {"a", "text has 买", {value("低")}}}, dimension));
  desk.say("买", 0);
  EXPECT_EQ(desk.tags(), Strings{"高"});
}

TEST(DecideWeights, WhoLosesToALoserIsNotLost) {
  const std::string dimension = "[dimension.价值]\none_of = [\"低\", \"高\"]\n";
  Desk desk(made({{"low", "text has 买", {value("低")}, 1},
                  {"high", "text has 买", {value("高")}, 2},
                  {"never", "text has 买", {rules::UntagEffect{"高"}}, 3}},
                 dimension));
  desk.say("买", 0);
  EXPECT_EQ(desk.tags(), Strings{"低"}) << "高 is out, so nothing stands against 低";
}

TEST(DecideWeights, RulesThatGiveTheSameTagAgree) {
  Desk desk(made({{"short", "text has 买", {rules::TagEffect{"t", Life::timed, Millis{10'000}, {}}}, 9},
                  {"long", "text has 买", {rules::TagEffect{"t", Life::timed, Millis{90'000}, {}}}}}));
  desk.say("买", 0);
  EXPECT_EQ(desk.customer.tags.at("t").until, desk_time(90));
  EXPECT_TRUE(desk.decision.outranked.empty());
}

TEST(DecideWeights, GroupsAlike) {
  Desk desk(made({{"a", "text has 买", {rules::GroupEffect{"新客户"}}},
                  {"b", "text has 退", {rules::GroupEffect{"售后客户"}}, 2},
                  {"c", "text has 退", {rules::GroupEffect{"售后客户"}}}}));
  desk.say("买退", 0);
  EXPECT_EQ(desk.customer.group->group, "售后客户");
  EXPECT_EQ(desk.journal(), (Strings{"rule:b group.move 售后客户", "rule:a group.outranked 新客户: by rule:b"}));
  desk.say("买退", 1);
  EXPECT_TRUE(desk.journal().empty());
  desk.customer.group->pinned = true;
  desk.say("买", 2);
  EXPECT_EQ(desk.customer.group->group, "售后客户");
  ASSERT_EQ(desk.decision.outranked.size(), 1u);
  EXPECT_EQ(desk.decision.outranked[0].winner, nullptr) << "a person has decided";
}

std::vector<DeskRule> remind(Once limit = {}) {
  return {{"remind", "text has 考虑", {rules::FollowUpEffect{Millis{3 * day * 1000}, "还在考虑吗", limit}}}};
}

// Where evaluation itself does not say yet where the customer can be reached.
void reachable(Desk& desk) {
  desk.customer.reach = {"main", {ChatKind::temporary, "7", "g"}};
}

TEST(DecideFollowUp, IsSaidThroughWhereTheCustomerWroteLast) {
  Desk desk(made(remind()));
  desk.say("考虑一下", 0);
  reachable(desk);
  ASSERT_EQ(desk.customer.follow_ups, (std::vector<FollowUp>{{"remind", desk_time(3 * day)}}));
  EXPECT_EQ(desk.customer.look_again_at, desk_time(3 * day));
  EXPECT_TRUE(desk.look(3 * day - 1).outbox.empty());
  EXPECT_EQ(desk.customer.follow_ups.size(), 1u);
  ASSERT_EQ(desk.look(3 * day).outbox.size(), 1u);
  const auto& item = desk.decision.outbox[0];
  EXPECT_EQ(item.via, "main");
  EXPECT_EQ(item.to, (Chat{ChatKind::temporary, "7", "g"}));
  EXPECT_EQ(std::get<Say>(item.body).text, "还在考虑吗");
  EXPECT_TRUE(desk.customer.follow_ups.empty());
  EXPECT_TRUE(desk.look(9 * day).outbox.empty()) << "once";
}

TEST(DecideFollowUp, ARuleThatIsGoneOrOffSaysNothing) {
  for (const bool gone : {true, false}) {
    Desk desk(made(remind()));
    desk.say("考虑一下", 0);
    reachable(desk);
    const rules::Enabled off = {false};
    if (gone) {
      desk.rules = made({{"other", "text has x", {}}});
    } else {
      desk.options.enabled = &off;
    }
    EXPECT_TRUE(desk.look(3 * day).outbox.empty());
    EXPECT_TRUE(desk.customer.follow_ups.empty());
    EXPECT_EQ(desk.customer.look_again_at, std::nullopt);
  }
}

TEST(DecideFollowUp, OldMessagesPlanNothingAndOnceHolds) {
  Desk desk(made(remind(once())));
  desk.options.may_answer = false;
  desk.say("考虑一下", 0);
  EXPECT_TRUE(desk.customer.follow_ups.empty());
  desk.options.may_answer = true;
  desk.say("考虑一下", 1);
  reachable(desk);
  desk.say("再考虑", 2);
  EXPECT_EQ(desk.customer.follow_ups.size(), 1u) << "planning is not saying";
  EXPECT_EQ(desk.look(4 * day).outbox.size(), 1u);
  desk.say("考虑一下", 5 * day);
  EXPECT_TRUE(desk.customer.follow_ups.empty()) << "it was said once";
}

TEST(DecideFollowUp, TooManyAtOnceWait) {
  std::vector<DeskRule> many;
  for (std::size_t i = 0; i < max_replies + 2; ++i) {
    many.push_back(
        {"r" + std::to_string(i), "text has 考虑", {rules::FollowUpEffect{Millis{1000}, "t" + std::to_string(i), {}}}});
  }
  Desk desk(made(many));
  desk.say("考虑", 0);
  reachable(desk);
  EXPECT_EQ(desk.look(1).replies.size(), max_replies);
  EXPECT_EQ(desk.customer.follow_ups.size(), 2u);
  EXPECT_EQ(desk.look(61).replies.size(), 2u);
}

TEST(DecideWebhook, TellsWhoWhyAndWhat) {
  Desk desk(made({{"refund",
                   "text has 退款",
                   {rules::TagEffect{"需求/退款", Life::kept, {}, {}}, rules::WebhookEffect{"crm", {}}}}}));
  desk.say("我要退款\xff", 5);
  ASSERT_EQ(desk.decision.outbox.size(), 1u);
  const auto& item = desk.decision.outbox[0];
  EXPECT_EQ(item.via, "");
  EXPECT_EQ(std::get<CallWebhook>(item.body).name, "crm");
  const auto body = nlohmann::json::parse(std::get<CallWebhook>(item.body).body);
  const nlohmann::json expected = {
      {"customer", "onebot11::7"},        {"name", "客\ufffd"}, {"rule", "refund"}, {"tags", {"需求/退款"}},
      {"at", "2026-01-01T00:00:05.000Z"}, {"account", "main"},  {"event", "m1"},    {"text", "我要退款\ufffd"}};
  EXPECT_EQ(body, expected);
  EXPECT_TRUE(desk.decision.replies.empty());
}

TEST(DecideWebhook, LongWordsAreCutBetweenCharacters) {
  Desk desk(made({{"r", "text has 退款", {rules::WebhookEffect{"crm", {}}}}}));
  std::string text = "退款a";
  for (int i = 0; i < 9000; ++i) text += "字";
  desk.say(text, 0);
  const auto body = nlohmann::json::parse(std::get<CallWebhook>(desk.decision.outbox.at(0).body).body);
  const auto words = body["text"].get<std::string>();
  EXPECT_LE(words.size(), 8u * 1024);
  EXPECT_GT(words.size(), 8u * 1024 - 4);
  EXPECT_EQ(text.substr(0, words.size()), words);
}

TEST(DecideNotify, OnePerPlaceAndTextAndNotWithoutAnAccount) {
  const rules::NotifyEffect notify{"owners", "look", {}};
  Desk desk(made({{"a", "text has 退款", {notify}}, {"b", "text has 退款", {notify}}}));
  EXPECT_EQ(desk.say("退款", 0).outbox.size(), 1u);
  EXPECT_EQ(desk.decision.outbox[0].via, "main");
}

TEST(DecideReply, APlatformWhoseClockIsAheadDelaysNothing) {
  Desk desk(made({{"hello", "text has 你好", {rules::ReplyEffect{"欢迎", {}}}}}));
  desk.ahead = Millis{240'000};
  desk.say("你好", 0);
  EXPECT_EQ(desk.decision.outbox.at(0).not_before, desk_time(0));
}

}  // namespace
}  // namespace fenqun::bot
