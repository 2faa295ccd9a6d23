// What a [[test]] table becomes.
#include <gtest/gtest.h>

#include "rules/ruleset.hpp"

namespace fenqun::rules {
namespace {

std::vector<TestCase> read(const std::string& text) {
  const std::vector<Source> sources = {{"tests.toml", text}};
  Problems problems;
  auto out = tests_of(sources, problems);
  EXPECT_TRUE(problems.empty()) << problems[0].line(Language::en);
  return out;
}

TestCase one(const std::string& keys) {
  auto all = read("[[test]]\nname = \"t\"\nhas = [\"T\"]\n" + keys);
  EXPECT_EQ(all.size(), 1U) << keys;
  return all.empty() ? TestCase{} : std::move(all[0]);
}

TEST(TestTables, StepsKeepTheirOrder) {
  const auto steps =
      one("steps = [{say = \"a\"}, {order = {amount = 99.5, product = \"手机\"}}, {wait = \"3d\"}]\n").steps;
  ASSERT_EQ(steps.size(), 3U);
  EXPECT_EQ(steps[0].say, "a");
  ASSERT_TRUE(steps[1].order);
  EXPECT_EQ(steps[1].order->cents, 9950);
  EXPECT_EQ(steps[1].order->product, "手机");
  EXPECT_EQ(steps[2].wait, std::chrono::hours{72});
}

TEST(TestTables, WithoutStepsOneSaysThenBuysThenWaits) {
  const auto steps = one("wait = \"1d\"\norder = [{amount = 1}, {amount = 0.07}]\nsay = [\"a\", \"b\"]\n").steps;
  ASSERT_EQ(steps.size(), 5U);
  EXPECT_EQ(steps[1].say, "b");
  EXPECT_EQ(steps[2].order->cents, 100);
  EXPECT_EQ(steps[3].order->cents, 7);
  EXPECT_EQ(steps[4].wait, std::chrono::hours{24});
}

TEST(TestTables, TimesAreLocalToTheZone) {
  const auto at = [](const std::string& keys) { return iso8601(one(keys + "say = \"x\"\n").at.value()); };
  EXPECT_EQ(at("at = \"2026-03-02 09:00\"\n"), "2026-03-02T01:00:00.000Z");
  EXPECT_EQ(at("at = \"2026-03-02 09:00:30\"\ntimezone = \"UTC\"\n"), "2026-03-02T09:00:30.000Z");
  EXPECT_EQ(at("at = \"2026-03-02 18:00\"\ntimezone = \"America/New_York\"\n"), "2026-03-02T23:00:00.000Z");
  EXPECT_EQ(at("at = \"2026-07-02 18:00\"\ntimezone = \"America/New_York\"\n"), "2026-07-02T22:00:00.000Z");
  EXPECT_EQ(at("at = \"2026-01-01 00:30\"\ntimezone = \"Pacific/Kiritimati\"\n"), "2025-12-31T10:30:00.000Z");
  EXPECT_EQ(at("at = \"2026-03-01 23:30\"\ntimezone = \"Pacific/Pago_Pago\"\n"), "2026-03-02T10:30:00.000Z");
  EXPECT_FALSE(one("say = \"x\"\n").at);
  EXPECT_EQ(one("timezone = \"UTC\"\nsay = \"x\"\n").timezone, "UTC");
}

// The hour before and the hour after the clocks change in New York, 2026-03-08 02:00 -> 03:00 and back on 11-01.
TEST(TestTables, ClocksThatAreSetForwardAndBack) {
  const auto at = [](const std::string& time) {
    return iso8601(one("at = \"" + time + "\"\ntimezone = \"America/New_York\"\nsay = \"x\"\n").at.value());
  };
  EXPECT_EQ(at("2026-03-08 01:59"), "2026-03-08T06:59:00.000Z");
  EXPECT_EQ(at("2026-03-08 03:00"), "2026-03-08T07:00:00.000Z");
  EXPECT_EQ(at("2026-11-01 00:59"), "2026-11-01T04:59:00.000Z");
  EXPECT_EQ(at("2026-11-01 02:00"), "2026-11-01T07:00:00.000Z");
}

}  // namespace
}  // namespace fenqun::rules
