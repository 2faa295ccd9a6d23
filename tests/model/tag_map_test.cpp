#include "model/tag_map.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

namespace fenqun {
namespace {

TagState state_of(std::mt19937& random) {
  TagState state;
  state.since = from_millis(static_cast<std::int64_t>(random() % 1000));
  state.life = static_cast<Life>(random() % 3);
  if (state.life == Life::timed) state.until = from_millis(5000);
  return state;
}

TEST(TagMap, IsAMapWithItsFleetingTagsAtHand) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 50; ++round) {
    TagMap tags;
    std::map<std::string, TagState, std::less<>> model;
    for (int i = 0; i < 300; ++i) {
      const auto name = "标签" + std::to_string(random() % 40);
      if (random() % 3 == 0) {
        tags.erase(name);
        model.erase(name);
      } else {
        const auto state = state_of(random);
        tags.set(name, state);
        model.insert_or_assign(name, state);
      }
    }
    ASSERT_EQ(tags.size(), model.size());
    auto expected = model.begin();
    std::set<std::string> fleeting;
    for (const auto& [name, state] : tags) {
      ASSERT_EQ(name, expected->first);
      ASSERT_EQ(state, expected->second);
      if (state.life != Life::kept) fleeting.insert(name);
      ++expected;
    }
    EXPECT_EQ(std::set<std::string>(tags.fleeting().begin(), tags.fleeting().end()), fleeting);
    EXPECT_EQ(tags.fleeting().size(), fleeting.size());
    for (int i = 0; i < 40; ++i) {
      const auto name = "标签" + std::to_string(i);
      EXPECT_EQ(tags.contains(name), model.contains(name));
      EXPECT_EQ(tags.find(name) == tags.end(), model.find(name) == model.end());
      const auto below = model.lower_bound(name);
      const auto place = tags.lower_bound(name);
      ASSERT_EQ(place == tags.end(), below == model.end());
      if (below != model.end()) {
        EXPECT_EQ(place->first, below->first);
      }
    }
    auto copy = tags;
    EXPECT_EQ(copy, tags);
    copy.set("新", {});
    EXPECT_NE(copy, tags);
    EXPECT_FALSE(tags.contains("新"));
  }
}

}  // namespace
}  // namespace fenqun
