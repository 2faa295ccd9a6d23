#include "model/change.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

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
  const std::vector<Change> all = {Touch{},     SetName{},    SetRemark{},   AddTag{},      DropTag{},
                                   MoveTo{},    AddBlock{},   DropBlock{},   Count{},       SetAttribute{},
                                   LookAgain{}, DefineTag{},  DefineGroup{}, RenameGroup{}, LinkChat{},
                                   SeeChat{},   EnableRule{}, GrantRole{}};
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
