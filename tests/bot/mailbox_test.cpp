#include "bot/mailbox.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

namespace fenqun::bot {
namespace {

using Deadline = std::optional<std::chrono::steady_clock::time_point>;

TEST(Mailbox, RefusesEventsWhenFullButNeverAnswers) {
  Mailbox<int> box(2);
  for (int item : {1, 2}) EXPECT_TRUE(box.try_put(item));
  int third = 3;
  EXPECT_FALSE(box.try_put(third));
  EXPECT_EQ(third, 3);
  box.put(100);
  std::vector<int> taken;
  box.take(taken, 10, Deadline{});
  EXPECT_EQ(taken, (std::vector<int>{100, 1, 2}));
}

TEST(Mailbox, AnAnswerComesThroughWhileNoEventIsWanted) {
  Mailbox<int> box(2);
  int event = 1;
  box.try_put(event);
  std::thread later([&] { box.put(2); });
  std::vector<int> taken;
  box.take(taken, 0, Deadline{});
  later.join();
  EXPECT_EQ(taken, (std::vector<int>{2}));
}

TEST(Mailbox, GivesUpAtTheDeadline) {
  Mailbox<int> box(2);
  std::vector<int> taken;
  box.take(taken, 1, Deadline{std::chrono::steady_clock::now() + std::chrono::milliseconds(5)});
  EXPECT_TRUE(taken.empty());
}

TEST(Mailbox, NothingIsLostBetweenAFullBoxAndASenderWhoWaits) {
  Mailbox<int> box(8);
  constexpr int count = 20'000;
  std::thread sender([&] {
    for (int i = 0; i < count; ++i) {
      int item = i;
      while (!box.try_put(item)) {
        std::atomic<bool> room{false};
        box.when_room([&] {
          room = true;
          room.notify_one();
        });
        room.wait(false);
      }
    }
  });
  std::vector<int> taken;
  while (taken.size() < count) box.take(taken, 3, Deadline{});
  sender.join();
  for (int i = 0; i < count; ++i) ASSERT_EQ(taken[static_cast<std::size_t>(i)], i);
}

}  // namespace
}  // namespace fenqun::bot
