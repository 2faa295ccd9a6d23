// A virtual clock: the exact millisecond at which time makes a rule true or ends it.
#include "tests/rules/evaluate/bot.hpp"

namespace fenqun::rules {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

Time utc(int year, unsigned month, unsigned day, int hour = 0, int minute = 0) {
  return Time{std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}}} +
         hours{hour} + minutes{minute};
}
const Time start = utc(2024, 5, 6, 4);  // a Monday, noon in Shanghai

// Follows look_again_at and answers the instants at which the rule began or ceased to hold.
std::vector<Time> turns(TestBot& bot, Time from, Time until) {
  std::vector<Time> out;
  bot.wait(from);
  bool before = bot.held();
  for (int looks = 0; looks < 1000; ++looks) {
    const auto next = bot.verdict.look_again_at;
    if (!next || *next > until) return out;
    bot.wait(*next - Millis{1});
    EXPECT_EQ(bot.held(), before) << iso8601(*next);
    bot.wait(*next);
    if (bot.held() != before) out.push_back(*next);
    before = bot.held();
  }
  ADD_FAILURE() << "looks for ever";
  return out;
}

std::vector<Time> turns(const std::string& when, const char* zone, Time from, Time until) {
  auto bot = TestBot::of(when);
  const auto there = TimeZone::find(zone).value();
  bot.zone = &there;
  return turns(bot, from, until);
}

using Times = std::vector<Time>;

TEST(Clock, DaysSinceBeginAndEndToTheMillisecond) {
  const auto of = [](const std::string& when) {
    auto bot = TestBot::of(when);
    bot.say("x", start);
    bot.hear(Ordered{100, "y"}, start);
    return turns(bot, start, start + days{100});
  };
  EXPECT_EQ(of("days since last message > 30"), Times{start + days{30} + Millis{1}});
  EXPECT_EQ(of("days since last order >= 30"), Times{start + days{30}});
  EXPECT_EQ(of("days since first message <= 7"), Times{start + days{7} + Millis{1}});
  EXPECT_EQ(of("days since last order = 3"), (Times{start + days{3}, start + days{4}}));
}

TEST(Clock, WaitingEndsWithOurAnswerAndNotBefore) {
  auto bot = TestBot::of("waiting > 5m");
  bot.say("在吗", start);
  EXPECT_EQ(bot.verdict.look_again_at, start + minutes{5} + Millis{1});
  bot.say("?", start + minutes{4});
  EXPECT_EQ(bot.verdict.look_again_at, start + minutes{5} + Millis{1});
  EXPECT_FALSE(bot.wait(start + minutes{5}).held.size());
  EXPECT_TRUE(bot.wait(start + minutes{5} + Millis{1}).held.size());
  Text answer;
  answer.text = "在的";
  bot.hear(answer, start + minutes{6}, Author::us);
  EXPECT_FALSE(bot.held());
  EXPECT_EQ(bot.verdict.look_again_at, std::nullopt);
  EXPECT_EQ(bot.profile.waiting_since, std::nullopt);
}

TEST(Clock, AnAnswerThatComesLateLeavesWhatWasSaidAfterIt) {
  auto bot = TestBot::of("waiting > 5m");
  bot.say("a", start);
  bot.say("b", start + minutes{3});
  bot.hear(Media{MediaKind::image}, start + minutes{1}, Author::us);
  EXPECT_EQ(bot.profile.waiting_since, start + minutes{3});
  bot.hear(Media{MediaKind::image}, start + minutes{2}, Author::us);
  EXPECT_EQ(bot.profile.waiting_since, start + minutes{3});
}

TEST(Clock, WhatIsCountedLeavesItsWindow) {
  auto bot = TestBot::of("sessions in 7d >= 2");
  bot.say("a", start);
  bot.say("still", start + minutes{30});
  EXPECT_FALSE(bot.held());
  bot.say("b", start + hours{2});
  EXPECT_TRUE(bot.held());
  EXPECT_EQ(turns(bot, start + hours{3}, start + days{30}), Times{start + days{7}});
  auto spent = TestBot::of("spend in 30d >= 99.5 and orders in 30d >= 2");
  spent.hear(Ordered{5000, "x"}, start);
  spent.hear(Ordered{4950, "x"}, start + days{1});
  EXPECT_TRUE(spent.held());
  EXPECT_EQ(turns(spent, start + days{2}, start + days{90}), Times{start + days{30}});
  auto said = TestBot::of("said any (退款 退货) at least 2 times in 1d");
  said.say("退款 退货", start);
  said.say("没有", start + minutes{1});
  EXPECT_FALSE(said.held());
  said.say("退.貨", start + minutes{2});
  EXPECT_TRUE(said.held());
  EXPECT_EQ(turns(said, start + minutes{3}, start + days{9}), Times{start + days{1}});
}

TEST(Clock, NightsCrossMidnight) {
  EXPECT_EQ(turns("hour in 22..6", "Asia/Shanghai", start, start + days{1}),
            (Times{utc(2024, 5, 6, 14), utc(2024, 5, 6, 22)}));
  EXPECT_EQ(turns("hour in 9:30..18:00 and weekday in 1..5", "Asia/Shanghai", utc(2024, 5, 10, 4), utc(2024, 5, 13, 4)),
            (Times{utc(2024, 5, 10, 10), utc(2024, 5, 13, 1, 30)}));
  EXPECT_EQ(turns("weekday in 6..1", "Asia/Shanghai", utc(2024, 5, 10, 4), utc(2024, 5, 14, 4)),
            (Times{utc(2024, 5, 10, 16), utc(2024, 5, 13, 16)}));
  EXPECT_EQ(turns("hour in 20..24", "Asia/Shanghai", start, start + days{1}),
            (Times{utc(2024, 5, 6, 12), utc(2024, 5, 6, 16)}));
}

// New York, 10 March 2024: 02:00 EST is 03:00 EDT (07:00 UTC). 3 November: 02:00 EDT is 01:00 EST (06:00 UTC).
TEST(Clock, ForwardAndBackInNewYork) {
  const auto forward = utc(2024, 3, 10);
  EXPECT_EQ(turns("hour in 2..3", "America/New_York", forward, forward + hours{20}), Times{});  // there is no such hour
  EXPECT_EQ(turns("hour in 1..4", "America/New_York", forward, forward + hours{20}),
            (Times{utc(2024, 3, 10, 6), utc(2024, 3, 10, 8)}));
  EXPECT_EQ(turns("hour in 2:30..4", "America/New_York", forward, forward + hours{20}),
            (Times{utc(2024, 3, 10, 7), utc(2024, 3, 10, 8)}));
  const auto back = utc(2024, 11, 3);
  EXPECT_EQ(turns("hour in 1..2", "America/New_York", back, back + hours{20}),
            (Times{utc(2024, 11, 3, 5), utc(2024, 11, 3, 7)}));  // two hours long
  EXPECT_EQ(turns("hour in 1:30..2", "America/New_York", back, back + hours{20}),
            (Times{utc(2024, 11, 3, 5, 30), utc(2024, 11, 3, 6), utc(2024, 11, 3, 6, 30), utc(2024, 11, 3, 7)}));
}

TEST(Clock, ForwardAndBackInBerlinAndByHalfAnHourOnLordHowe) {
  EXPECT_EQ(turns("hour in 22..6", "Europe/Berlin", utc(2024, 3, 30, 12), utc(2024, 3, 31, 12)),
            (Times{utc(2024, 3, 30, 21), utc(2024, 3, 31, 4)}));
  EXPECT_EQ(turns("hour in 22..6", "Europe/Berlin", utc(2024, 10, 26, 12), utc(2024, 10, 27, 12)),
            (Times{utc(2024, 10, 26, 20), utc(2024, 10, 27, 5)}));
  // 7 April 2024, 02:00 at +11 is 01:30 at +10:30 (15:00 UTC the day before).
  EXPECT_EQ(turns("hour in 1:30..2", "Australia/Lord_Howe", utc(2024, 4, 6, 12), utc(2024, 4, 6, 20)),
            (Times{utc(2024, 4, 6, 14, 30), utc(2024, 4, 6, 15, 30)}));
}

// Apia had no Friday 30 December 2011: after Thursday at -10 came Saturday at +14.
TEST(Clock, ADayThatWasSkipped) {
  EXPECT_EQ(turns("weekday in 5..5", "Pacific/Apia", utc(2011, 12, 26), utc(2012, 1, 4)), Times{});
  EXPECT_EQ(turns("weekday in 6..6", "Pacific/Apia", utc(2011, 12, 26), utc(2012, 1, 4)),
            (Times{utc(2011, 12, 30, 10), utc(2011, 12, 31, 10)}));
  EXPECT_EQ(turns("hour in 12..13", "Pacific/Apia", utc(2011, 12, 29, 20), utc(2011, 12, 31)),
            (Times{utc(2011, 12, 29, 22), utc(2011, 12, 29, 23), utc(2011, 12, 30, 22), utc(2011, 12, 30, 23)}));
}

TEST(Clock, WhatNeverComesTrueCostsALookNowAndThen) {
  auto bot = TestBot::of("hour in 3..4 and hour in 5..6");
  bot.wait(start);
  ASSERT_TRUE(bot.verdict.look_again_at.has_value());
  EXPECT_GT(*bot.verdict.look_again_at, start + days{7});
  EXPECT_EQ(turns(bot, start, start + days{60}), Times{});
}

TEST(Clock, OnlyWhatTimeHasJustMadeTrueSpeaks) {
  TestBot bot(TestBot::rule("late", "waiting > 5m", "notify owners \"急\"") +
              TestBot::rule("old", "days since first message >= 0", "notify owners \"老\""));
  const auto speaking = [&] {
    std::string out;
    for (const auto& firing : bot.verdict.firings) out += firing.speaks ? firing.why.rule : "";
    return out;
  };
  bot.say("a", start);
  EXPECT_EQ(speaking(), "old");
  bot.wait(start + minutes{7});  // late by nearly two minutes
  EXPECT_EQ(bot.verdict.firings.size(), 2U);
  EXPECT_EQ(speaking(), "late");
  bot.wait(start + minutes{8});
  EXPECT_EQ(speaking(), "");
}

TEST(Clock, ALookThatIsDueOutlivesWhatLetsNoRuleFire) {
  auto bot = TestBot::of("days since last message >= 1");
  bot.say("a", start);
  bot.hear(Media{}, start + days{1} + Millis{5}, Author::us);
  EXPECT_EQ(bot.verdict.look_again_at, start + days{1});
}

TEST(Clock, FollowUpsAreLookedForAndCalledOffByTheCustomer) {
  TestBot bot(TestBot::rule("r", "text has x", "follow up in 3d \"还在吗\""));
  EXPECT_EQ(bot.say("x", start).look_again_at, start + days{3});
  bot.profile.follow_ups = {{"r", start + days{3}}};
  EXPECT_EQ(bot.hear(Joined{}, start + days{4}).look_again_at, start + days{3});
  EXPECT_EQ(bot.wait(start + days{1}).look_again_at, start + days{3});
  EXPECT_EQ(bot.say("y", start + days{2}).look_again_at, std::nullopt);
  EXPECT_TRUE(bot.profile.follow_ups.empty());
}

}  // namespace
}  // namespace fenqun::rules
