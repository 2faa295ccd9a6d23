#include "bot/outbox.hpp"

#include <gtest/gtest.h>

#include "bot/limits.hpp"

namespace fenqun::bot {
namespace {

Time at(int seconds) {
  return from_millis(seconds * 1000LL);
}

struct Desk {
  Outbox outbox;
  std::vector<std::int64_t> sent;
  Desk() {
    outbox.add_account("main", [this](std::vector<OutboxItem> items) {
      for (const auto& item : items) sent.push_back(item.id);
    });
  }
  bool add(std::int64_t id, Time not_before = {}) {
    OutboxItem item;
    item.id = id;
    item.via = "main";
    item.not_before = not_before;
    return outbox.add(std::move(item), at(0));
  }
  std::optional<Settlement> settle(std::int64_t id, SendResult result, Time retry_at = {}) {
    return outbox.settled({id, result, "", {}, retry_at}, at(0));
  }
};

TEST(Outbox, WaitsForTheLinkAndKeepsTheOrder) {
  Desk desk;
  for (int id = 1; id <= 3; ++id) EXPECT_TRUE(desk.add(id));
  desk.outbox.pump(at(0));
  EXPECT_TRUE(desk.sent.empty());
  desk.outbox.set_ready("main", true, at(0));
  EXPECT_EQ(desk.sent, (std::vector<std::int64_t>{1, 2, 3}));
}

OutboxItem webhook(std::int64_t id, const std::string& name) {
  OutboxItem item;
  item.id = id;
  item.body = CallWebhook{name, "{}"};
  return item;
}

TEST(Outbox, AWebhookThatHangsKeepsNobodyWaiting) {
  Desk desk;
  std::vector<std::int64_t> called;
  desk.outbox.add_webhook("main", [&](const std::vector<OutboxItem>& items) {  // a name like the account's
    for (const auto& item : items) called.push_back(item.id);
  });
  const auto most = static_cast<std::int64_t>(limits::outbox_in_memory);
  for (std::int64_t id = 1; id <= most + 7; ++id) desk.outbox.add(webhook(id, "main"), at(0));
  desk.outbox.pump(at(0));
  EXPECT_EQ(called.size(), limits::webhook_calls_in_flight);
  EXPECT_FALSE(desk.outbox.take_missed().has_value()) << "its own lane is full";
  desk.outbox.set_ready("main", true, at(0));
  EXPECT_TRUE(desk.add(most + 100)) << "and no other";
  desk.outbox.pump(at(0));
  EXPECT_EQ(desk.sent, std::vector<std::int64_t>{most + 100});
  for (std::int64_t id = 1; id <= most; ++id) desk.settle(id, SendResult::done);
  EXPECT_EQ(desk.outbox.take_missed(), most + 1);
  EXPECT_FALSE(desk.outbox.take_missed().has_value());
}

TEST(Outbox, KnowsItsAccountsAndWebhooks) {
  Desk desk;
  desk.outbox.add_webhook("crm", [](const std::vector<OutboxItem>&) {});
  OutboxItem item;
  item.via = "main";
  EXPECT_TRUE(desk.outbox.knows(item));
  item.via = "other";
  EXPECT_FALSE(desk.outbox.knows(item));
  EXPECT_TRUE(desk.outbox.knows(webhook(1, "crm")));
  EXPECT_FALSE(desk.outbox.knows(webhook(1, "main")));
  EXPECT_FALSE(desk.outbox.add(webhook(1, "main"), at(0)));
}

TEST(Outbox, WhatWasCutOffIsLoadedLater) {
  Desk desk;
  desk.add(1);
  desk.outbox.left_from(2);
  EXPECT_FALSE(desk.add(9)) << "behind those that are still in the store";
  EXPECT_EQ(desk.outbox.take_missed(), 2);
}

TEST(Outbox, HandsOutOnlySoManyAtOnce) {
  Desk desk;
  const auto most = static_cast<std::int64_t>(limits::sends_in_flight);
  for (std::int64_t id = 1; id <= most + 5; ++id) desk.add(id);
  desk.outbox.set_ready("main", true, at(0));
  EXPECT_EQ(desk.sent.size(), limits::sends_in_flight);
  EXPECT_TRUE(desk.settle(1, SendResult::done));
  EXPECT_EQ(desk.sent.back(), most + 1);
}

TEST(Outbox, TriesAgainWhenItIsTimeAndGivesUpInTheEnd) {
  Desk desk;
  desk.outbox.set_ready("main", true, at(0));
  desk.add(1);
  desk.outbox.pump(at(0));
  for (std::uint32_t attempt = 1; attempt < Outbox::max_attempts; ++attempt) {
    const auto later = at(static_cast<int>(attempt) * 10);
    EXPECT_EQ(desk.settle(1, SendResult::retry, later)->result, SendResult::retry);
    EXPECT_EQ(desk.outbox.next_due(), later);
    desk.outbox.pump(later - Millis{1});
    EXPECT_EQ(desk.sent.size(), attempt);
    desk.outbox.pump(later);
    EXPECT_EQ(desk.sent.size(), attempt + 1);
  }
  EXPECT_EQ(desk.settle(1, SendResult::retry, at(9999))->result, SendResult::refused);
  EXPECT_EQ(desk.outbox.size(), 0u);
}

TEST(Outbox, AnswersOfStrangersAreNoAnswers) {
  Desk desk;
  EXPECT_FALSE(desk.settle(7, SendResult::done));
}

TEST(Outbox, WhatDoesNotFitIsLoadedAgainFromTheFirstThatWasMissed) {
  Desk desk;
  const auto most = static_cast<std::int64_t>(limits::outbox_in_memory);
  for (std::int64_t id = 1; id <= most; ++id) EXPECT_TRUE(desk.add(id));
  EXPECT_FALSE(desk.add(most + 1));
  EXPECT_FALSE(desk.add(most + 2));
  EXPECT_FALSE(desk.outbox.take_missed()) << "still full";
  desk.outbox.set_ready("main", true, at(0));
  for (std::int64_t id = 1; id <= most; ++id) EXPECT_TRUE(desk.settle(id, SendResult::done)) << id;
  EXPECT_EQ(desk.outbox.take_missed(), most + 1);
  EXPECT_FALSE(desk.outbox.take_missed());
  EXPECT_TRUE(desk.add(most + 1));
}

TEST(SplitText, CutsBetweenCharactersAndPrefersLineEnds) {
  EXPECT_EQ(split_text("短", 100), (std::vector<std::string>{"短"}));
  EXPECT_EQ(split_text("一二三", 7), (std::vector<std::string>{"一二", "三"}));
  EXPECT_EQ(split_text("12345\n789", 8), (std::vector<std::string>{"12345\n", "789"}));
  EXPECT_TRUE(split_text("", 8).empty());
  std::string joined;
  const std::string text(10'001, 'x');
  for (const auto& part : split_text(text, 4000)) joined += part;
  EXPECT_EQ(joined, text);
}

}  // namespace
}  // namespace fenqun::bot
