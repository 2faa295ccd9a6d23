// Wall clocks: offsets, shifts, and the next reading after any instant.
#include "rules/time_zone.hpp"

#include <gtest/gtest.h>

namespace fenqun::rules {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

Time utc(int year, unsigned month, unsigned day, int hour = 0, int minute = 0) {
  return Time{std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}}} +
         hours{hour} + minutes{minute};
}

TEST(TimeZone, KnowsNamesOfTheDatabaseAndNoOthers) {
  for (const auto* name : {"Asia/Shanghai", "UTC", "America/New_York", "Pacific/Apia"}) {
    EXPECT_TRUE(TimeZone::find(name)) << name;
  }
  for (const auto& name : {std::string(), std::string("Asia/Nowhere"), std::string("北京"), std::string(5000, 'A'),
                           std::string("\xFF\0x", 3)}) {
    const auto found = TimeZone::find(name);
    ASSERT_FALSE(found) << name;
    EXPECT_EQ(found.error().code(), "FQ-1604");
  }
}

TEST(TimeZone, LocalTimeBeforeAndAfterAShift) {
  const auto zone = TimeZone::find("America/New_York").value();
  const auto forward = utc(2024, 3, 10, 7);
  EXPECT_EQ(zone.local(forward - Millis{1}).of_day, hours{2} - Millis{1});
  EXPECT_EQ(zone.local(forward).of_day, Millis{hours{3}});
  EXPECT_EQ(zone.local(forward).weekday, 7);
  const auto back = utc(2024, 11, 3, 6);
  EXPECT_EQ(zone.local(back - Millis{1}).of_day, hours{2} - Millis{1});
  EXPECT_EQ(zone.local(back).of_day, Millis{hours{1}});
  const auto shanghai = TimeZone::shanghai().local(utc(2024, 5, 5, 16));
  EXPECT_EQ(shanghai.of_day, Millis{0});
  EXPECT_EQ(shanghai.weekday, 1);
}

TEST(TimeZone, ADayThatWasSkippedHasNoLocalTime) {
  const auto zone = TimeZone::find("Pacific/Apia").value();
  const auto skip = utc(2011, 12, 30, 10);
  EXPECT_EQ(zone.local(skip - Millis{1}).weekday, 4);
  EXPECT_EQ(zone.local(skip).weekday, 6);
  EXPECT_EQ(zone.local(skip).of_day, Millis{0});
}

// Since Monday 00:00.
Millis wall(const TimeZone& zone, Time at) {
  const auto local = zone.local(at);
  return (local.weekday - 1) * hours{24} + local.of_day;
}

// next() against looking at every minute.
TEST(TimeZone, NextIsTheFirstReadingOrShift) {
  struct Case {
    const char* zone;
    Time from;
  };
  const std::vector<Case> cases = {
      {"America/New_York", utc(2024, 3, 9, 12)}, {"America/New_York", utc(2024, 11, 2, 12)},
      {"Europe/Berlin", utc(2024, 3, 30, 12)},   {"Europe/Berlin", utc(2024, 10, 26, 12)},
      {"Australia/Lord_Howe", utc(2024, 4, 6)},  {"Australia/Lord_Howe", utc(2024, 10, 5)},
      {"Pacific/Apia", utc(2011, 12, 29, 12)},   {"Asia/Shanghai", utc(2024, 5, 6)}};
  for (const auto& [name, from] : cases) {
    const auto zone = TimeZone::find(name).value();
    for (const std::int32_t minute : {0, 90, 120, 150, 179, 1439}) {
      for (auto at = from; at < from + hours{30}; at += minutes{37}) {
        auto expected = at;
        for (;;) {
          const auto before = wall(zone, expected);
          expected += minutes{1};
          const auto after = wall(zone, expected);
          if (after % hours{24} == minutes{minute} || (after != before + minutes{1} && after != Millis{0})) break;
        }
        ASSERT_EQ(zone.next(at, minute), expected) << name << " " << minute << " " << iso8601(at);
      }
    }
  }
}

TEST(TimeZone, FarAwayTimesAreTotal) {
  const auto zone = TimeZone::find("America/New_York").value();
  for (const auto at : {utc(1200, 1, 1), utc(1960, 7, 1), utc(2500, 7, 1)}) {
    EXPECT_GE(zone.local(at).of_day, Millis{0});
    EXPECT_GT(zone.next(at, 0), at);
    EXPECT_LE(zone.next(at, 0), at + hours{24});
  }
}

}  // namespace
}  // namespace fenqun::rules
