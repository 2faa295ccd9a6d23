#include "model/change.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <string>

namespace fenqun {
namespace {

Time at(int seconds) {
  return from_millis(1'700'000'000'000 + seconds * 1000LL);
}

TEST(Touch, KeepsFirstAndLastWhateverTheOrder) {
  Profile profile;
  for (const int second : {50, 10, 90, 30}) EXPECT_TRUE(apply(Touch{at(second)}, profile));
  EXPECT_EQ(profile.first_seen, at(10));
  EXPECT_EQ(profile.last_seen, at(90));
  EXPECT_EQ(profile.messages, 4);
}

TEST(Count, KeepsTheNewestInOrderWhateverTheArrival) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 200; ++round) {
    Profile profile;
    std::vector<Time> all;
    const std::size_t keep = 1 + random() % 8;
    for (int i = 0; i < 40; ++i) {
      all.push_back(at(static_cast<int>(random() % 100)));
      apply(Count{"messages/7d", all.back(), keep}, profile);
    }
    std::sort(all.begin(), all.end());
    const std::vector<Time> newest(all.end() - static_cast<std::ptrdiff_t>(std::min(keep, all.size())), all.end());
    ASSERT_EQ(profile.counter("messages/7d")->times, newest);
  }
}

// Begins in (now - window, now], counted anew from every message there ever was.
std::size_t sessions_in(std::vector<Time> all, Time now, Millis gap, Millis window) {
  std::sort(all.begin(), all.end());
  std::size_t count = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool begins = i == 0 || all[i] - all[i - 1] > gap;
    if (begins && all[i] > now - window && all[i] <= now) ++count;
  }
  return count;
}

std::size_t sessions_in(const Counter& counter, Time now, Millis window) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < counter.times.size(); i += 2) {
    if (counter.times[i] > now - window && counter.times[i] <= now) ++count;
  }
  return count;
}

TEST(CountSession, EqualsARecountWhateverComesLateOrTwice) {
  const auto* replay = std::getenv("FENQUN_SEED");
  const auto seed = replay != nullptr ? static_cast<unsigned>(std::stoul(replay)) : std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  constexpr std::string_view id = "sessions/30d";
  for (int round = 0; round < 500; ++round) {
    const Millis gap{static_cast<std::int64_t>(1 + random() % 30) * 1000};
    const Millis window{static_cast<std::int64_t>(1 + random() % 300) * 1000};
    Profile profile;
    std::vector<Time> all;
    int newest = 0;
    for (int i = 0; i < 120; ++i) {
      const int step = static_cast<int>(random() % 60) - (random() % 3 == 0 ? 100 : 5);
      const int second = std::max(0, newest + step);
      newest = std::max(newest, second);
      all.push_back(at(second));
      if (random() % 8 == 0) all.back() = all[random() % all.size()];
      apply(CountSession{std::string(id), all.back(), gap, window}, profile);
      const auto& counter = *profile.counter(id);
      ASSERT_EQ(counter.times.size() % 2, 0u);
      ASSERT_TRUE(std::is_sorted(counter.times.begin(), counter.times.end()));
      const auto latest = *std::max_element(all.begin(), all.end());
      for (const Millis later : {Millis{0}, Millis{1}, gap, window / 2, window}) {
        const auto now = latest + later;
        ASSERT_EQ(sessions_in(counter, now, window), sessions_in(all, now, gap, window)) << "message " << i;
      }
    }
    // Nothing is kept for long that no window can count.
    const auto& times = profile.counter(id)->times;
    for (std::size_t i = 0; i + 2 < times.size(); i += 2) EXPECT_GT(times[i + 1] + gap, times.back() - window);
  }
}

TEST(CountSession, IsBounded) {
  Profile profile;
  for (int i = 0; i < static_cast<int>(max_sessions) + 50; ++i) {
    apply(CountSession{"s", at(i * 100), Millis{1000}, Millis{std::int64_t{1} << 50}}, profile);
  }
  const auto& times = profile.counter("s")->times;
  EXPECT_EQ(times.size(), 2 * max_sessions);
  EXPECT_EQ(times.back(), at((static_cast<int>(max_sessions) + 49) * 100));
  apply(DropCounter{"s"}, profile);
  EXPECT_EQ(profile.counter("s"), nullptr);
}

TEST(AddOrder, KeepsTheNewestAndCountsAll) {
  Profile profile;
  for (int i = 0; i < static_cast<int>(max_orders) + 7; ++i) {
    apply(AddOrder{{at(i % 2 == 0 ? i : i - 2), 100, "p" + std::to_string(i)}}, profile);  // some come late
  }
  EXPECT_EQ(profile.orders.size(), max_orders);
  EXPECT_EQ(profile.order_count, static_cast<std::int64_t>(max_orders) + 7);
  EXPECT_EQ(profile.order_cents, 100 * profile.order_count);
  EXPECT_TRUE(std::is_sorted(profile.orders.begin(), profile.orders.end(),
                             [](const Order& a, const Order& b) { return a.at < b.at; }));
  const auto oldest = profile.orders.front();
  apply(AddOrder{{at(-5), 1, "too old"}}, profile);
  EXPECT_EQ(profile.orders.front(), oldest) << "older than all that are kept: counted, not kept";
  EXPECT_EQ(profile.order_count, static_cast<std::int64_t>(max_orders) + 8);
}

TEST(AddOrder, OfOneMomentStayInTheirOrder) {
  Profile profile;
  for (const auto* product : {"a", "b", "c"}) apply(AddOrder{{at(1), 1, product}}, profile);
  ASSERT_EQ(profile.orders.size(), 3u);
  EXPECT_EQ(profile.orders[0].product + profile.orders[1].product + profile.orders[2].product, "abc");
}

TEST(PlanFollowUp, OnePerRuleAndBounded) {
  Profile profile;
  apply(PlanFollowUp{"a", at(50)}, profile);
  apply(PlanFollowUp{"a", at(70)}, profile);
  EXPECT_EQ(profile.follow_ups, (std::vector<FollowUp>{{"a", at(70)}}));
  apply(PlanFollowUp{"a", std::nullopt}, profile);
  apply(PlanFollowUp{"unknown", std::nullopt}, profile);
  EXPECT_TRUE(profile.follow_ups.empty());
  for (int i = 0; i < static_cast<int>(max_follow_ups); ++i) {
    apply(PlanFollowUp{"r" + std::to_string(i), at(i)}, profile);
  }
  apply(PlanFollowUp{"one more", at(3)}, profile);
  EXPECT_EQ(profile.follow_ups.size(), max_follow_ups);
  const auto has = [&](const std::string& rule) {
    return std::any_of(profile.follow_ups.begin(), profile.follow_ups.end(),
                       [&](const FollowUp& plan) { return plan.rule == rule; });
  };
  EXPECT_TRUE(has("one more"));
  EXPECT_FALSE(has("r15")) << "the latest made room";
}

TEST(Waiting, IsSetAndCleared) {
  Profile profile;
  apply(SetWaiting{at(4)}, profile);
  EXPECT_EQ(profile.waiting_since, at(4));
  apply(SetWaiting{std::nullopt}, profile);
  EXPECT_FALSE(profile.waiting_since.has_value());
  apply(SetReach{{"main", {ChatKind::temporary, "7", "9"}}}, profile);
  EXPECT_EQ(profile.reach, (Reach{"main", {ChatKind::temporary, "7", "9"}}));
}

TEST(Blocks, OneRuleOrAll) {
  Profile profile;
  apply(AddBlock{{"VIP", "r1", at(0), {}}}, profile);
  EXPECT_TRUE(profile.blocked("VIP", "r1"));
  EXPECT_FALSE(profile.blocked("VIP", "r2"));
  apply(AddBlock{{"VIP", "", at(0), {}}}, profile);
  EXPECT_TRUE(profile.blocked("VIP", "r2"));
  apply(DropBlock{"VIP", ""}, profile);
  EXPECT_FALSE(profile.blocked("VIP", "r1"));
}

TEST(RenameGroup, KeepsTreeLinksAndOldNames) {
  Directory directory;
  apply(DefineGroup{{"老客户", "", ""}}, directory);
  apply(DefineGroup{{"华东", "老客户", ""}}, directory);
  apply(LinkChat{{"main", "700"}, "老客户"}, directory);
  apply(RenameGroup{"老客户", "忠实客户"}, directory);
  EXPECT_EQ(directory.groups.at("华东").parent, "忠实客户");
  EXPECT_EQ((directory.chats.at({"main", "700"}).group), "忠实客户");
  EXPECT_EQ(directory.find_group("老客户"), "忠实客户");
  apply(RenameGroup{"忠实客户", "铁杆客户"}, directory);
  EXPECT_EQ(directory.find_group("老客户"), "铁杆客户");
  EXPECT_EQ(directory.find_group("忠实客户"), "铁杆客户");
  apply(RenameGroup{"铁杆客户", "老客户"}, directory);
  EXPECT_EQ(directory.find_group("老客户"), "老客户");
  EXPECT_FALSE(directory.group_aliases.contains("老客户"));
}

// A change is about a customer or about the directory, never about both or neither.
TEST(Change, IsAboutExactlyOneThing) {
  const std::vector<Change> all = {Touch{},        SetName{},      SetRemark{},  AddTag{},      DropTag{},
                                   MoveTo{},       AddBlock{},     DropBlock{},  Count{},       CountSession{},
                                   DropCounter{},  SetAttribute{}, SetReach{},   SetWaiting{},  AddOrder{},
                                   PlanFollowUp{}, LookAgain{},    DefineTag{},  DefineGroup{}, RenameGroup{},
                                   LinkChat{},     SeeChat{},      EnableRule{}, GrantRole{}};
  ASSERT_EQ(all.size(), std::variant_size_v<Change>);
  for (std::size_t i = 0; i < all.size(); ++i) {
    ASSERT_EQ(all[i].index(), i);
    Profile profile;
    Directory directory;
    const bool customer = apply(all[i], profile);
    EXPECT_NE(customer, apply(all[i], directory)) << i;
    EXPECT_EQ(customer, about_customer(all[i])) << i;
  }
}

}  // namespace
}  // namespace fenqun
