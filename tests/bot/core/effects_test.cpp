// Through the whole core: time to the second, follow-ups, webhooks in lanes of their own, people against rules with a
// store on disk and reloads.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <random>

#include "bench.hpp"
#include "bot/limits.hpp"
#include "tests/bot/decide/human_model.hpp"

namespace fenqun::bot::testing {
namespace {

constexpr std::int64_t begin_ms = 1'767'225'600'000;  // 2026-01-01 08:00 in Shanghai

Time at(std::int64_t seconds) {
  return from_millis(begin_ms + seconds * 1000);
}

// A database that goes with the test.
class File {
 public:
  File()
      : path_(std::filesystem::temp_directory_path() /
              ("fenqun_core." + std::to_string(::getpid()) + "." + std::to_string(++made_))) {
    std::filesystem::create_directories(path_);
  }
  ~File() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  std::string url() const { return "sqlite:" + (path_ / "core.db").string(); }

 private:
  static inline int made_ = 0;
  std::filesystem::path path_;
};

std::string rule(const std::string& id, const std::string& when, const std::string& then) {
  return "[[rule]]\nid = \"" + id + "\"\nwhen = '" + when + "'\nthen = ['" + then + "']\n";
}

TEST(CoreTime, ATagWhileItIsNightLeavesAtSixToTheMillisecond) {
  CoreBench core(rule("night", "hour in 22..6", "tag 夜里 while true"));
  const auto evening = at(15 * 3600);  // 23:00
  core.clock.set(evening);
  core.deliver(core.say("7", "在吗", 15 * 3600), 1);
  ASSERT_TRUE(core.wait_acks(1));
  ASSERT_TRUE(core.profile("7").has_tag("夜里"));
  const auto six = at(22 * 3600);  // 06:00:00.000 of the next day
  EXPECT_EQ(core.next_look("7"), six);
  core.move_to(six - Millis{1});
  EXPECT_TRUE(core.profile("7").has_tag("夜里"));
  core.move_to(six);
  EXPECT_FALSE(core.profile("7").has_tag("夜里"));
}

TEST(CoreTime, ATagForThirtyDaysLeavesAtItsSecond) {
  CoreBench core(rule("refund", "text has 退款", "tag 需求/退款 for 30d"));
  core.deliver(core.say("7", "退款", 11), 1);
  ASSERT_TRUE(core.wait_acks(1));
  const auto end = at(11 + 30 * day_seconds);
  EXPECT_EQ(core.next_look("7"), end);
  core.move_to(end - Millis{1});
  EXPECT_TRUE(core.profile("7").has_tag("需求/退款"));
  core.move_to(end);
  EXPECT_FALSE(core.profile("7").has_tag("需求/退款"));
}

TEST(CoreTime, ANoticeOfWaitingGoesOutOnceAMillisecondAfterFiveMinutes) {
  CoreBench core(rule("slow", "waiting > 5m", "notify owners \"还没人回\""));
  core.ready();
  core.deliver(core.say("7", "在吗", 0), 1);
  ASSERT_TRUE(core.wait_acks(1));
  const auto due = at(300) + Millis{1};
  EXPECT_EQ(core.next_look("7"), due);
  core.move_to(due - Millis{1});
  EXPECT_TRUE(core.texts_sent().empty());
  core.move_to(due);
  ASSERT_TRUE(core.wait_sent(1));
  core.move_to(at(3000));
  core.move_to(at(90'000));
  EXPECT_EQ(core.texts_sent(), std::vector<std::string>{"还没人回"});
  EXPECT_EQ(core.sent.front().via, "main");
}

TEST(CoreTime, AFollowUpIsSaidUnlessTheCustomerWrites) {
  CoreBench core(rule("remind", "text has 考虑", "follow up in 3d \"还在考虑吗\""));
  core.ready();
  core.deliver(core.say("7", "考虑", 0), 1);
  core.deliver(core.say("8", "考虑", 0), 2);
  core.deliver(core.say("8", "不要了", 60), 3);
  ASSERT_TRUE(core.wait_acks(3));
  EXPECT_TRUE(core.profile("8").follow_ups.empty());
  core.move_to(at(3 * day_seconds));
  ASSERT_TRUE(core.wait_sent(1));
  core.move_to(at(9 * day_seconds));
  EXPECT_EQ(core.texts_sent(), std::vector<std::string>{"还在考虑吗"});
  EXPECT_EQ(core.sent.front().to.id, "7");
  EXPECT_FALSE(core.sent.front().token.empty());
}

TEST(CoreWebhook, GoesItsOwnWayAndIsTriedAgain) {
  CoreBench core(rule("crm", "text has 退款", "webhook crm"));
  core.deliver(core.say("7", "退款", 0, "m1"), 1);  // the link is not ready: no matter
  ASSERT_TRUE(core.wait_for([&] { return core.called.size() == 1; }));
  const auto first = core.called[0];
  EXPECT_EQ(first.token, "main/m1/0");
  core.settle(first.id, SendResult::retry, at(40));
  core.move_to(at(39));
  core.move_to(at(40));
  ASSERT_TRUE(core.wait_for([&] { return core.called.size() == 2; }));
  EXPECT_EQ(core.called[1].token, first.token) << "the same for every attempt";
  EXPECT_EQ(core.called[1].attempts, 1u);
  core.settle(first.id, SendResult::done);
}

TEST(CoreWebhook, AHangingOneHoldsUpNoReply) {
  CoreBench core(rule("crm", "text has 退款", "webhook crm") + rule("hello", "text has 你好", "reply \"您好\""));
  core.ready();
  const int many = static_cast<int>(limits::webhook_calls_in_flight) + 20;
  for (int i = 0; i < many; ++i)
    core.deliver(core.say(std::to_string(i), "退款", 0), static_cast<adapters::Ack>(i + 1));
  core.deliver(core.say("x", "你好", 0), 999);
  ASSERT_TRUE(core.wait_sent(1));
  EXPECT_EQ(core.called.size(), limits::webhook_calls_in_flight) << "so many at once";
}

TEST(CoreWebhook, AnUnknownOneIsRefusedAndTold) {
  CoreBench core(rule("old", "text has 退款", "webhook gone"));
  core.deliver(core.say("7", "退款", 0), 1);
  ASSERT_TRUE(core.wait_for([&] {
    return std::any_of(core.told.begin(), core.told.end(),
                       [](const std::string& line) { return line.find("webhook.gone") != std::string::npos; });
  }));
  EXPECT_TRUE(core.called.empty());
}

TEST(CoreWebhook, WhatIsToBeTriedLaterSurvivesARestart) {
  const File file;
  {
    CoreBench core(rule("crm", "text has 退款", "webhook crm"), file.url());
    core.deliver(core.say("7", "退款", 0), 1);
    ASSERT_TRUE(core.wait_for([&] { return core.called.size() == 1; }));
    core.settle(core.called[0].id, SendResult::retry, at(100));
  }
  CoreBench core(rule("crm", "text has 退款", "webhook crm"), file.url(), at(50));
  core.move_to(at(60));
  EXPECT_TRUE(core.called.empty());
  core.move_to(at(100));
  ASSERT_TRUE(core.wait_for([&] { return core.called.size() == 1; }));
  EXPECT_EQ(core.called[0].attempts, 1u);
}

// The deeds of human_model.hpp through commands, reloads, restarts and a file.
class Shop {
 public:
  explicit Shop(Giving giving) : giving_(giving) { open(); }

  void does(Deed deed) {
    ++second_;
    switch (deed) {
      case Deed::hit:
        return deliver(core_->say("7", "hit", second_, id()));
      case Deed::hand_add:
        return command("/标签 添加 T 7");
      case Deed::hand_remove:
        return command("/标签 移除 T 7");
      case Deed::release:  // there is no such command alone: adding by hand is the way
        return;
      case Deed::edit:
        return use(human_rules(giving_, true));
      case Deed::erase:
        return use("[[rule]]\nid = \"other\"\nwhen = 'text has zzz'\nthen = [\"tag T2\"]\n");
      case Deed::restore:
        return use(human_rules(giving_, false));
      case Deed::day:
        second_ += static_cast<int>(day_seconds);
        return core_->move_to(at(second_));
    }
  }
  // Everything that is only in memory goes.
  void restart() {
    core_.reset();
    open();
  }
  Profile customer() { return core_->profile("7"); }

 private:
  void open() {
    core_ = std::make_unique<CoreBench>(rules_, file_.url(), at(second_));
    acks_ = 0;
    core_->ready();
  }
  void use(const std::string& text) {
    rules_ = text;
    core_->use(text);
  }
  std::string id() { return "m" + std::to_string(++ids_); }
  void deliver(Event event) {
    core_->move_to(at(second_));
    core_->deliver(std::move(event), 1);
    if (!core_->wait_acks(++acks_)) ADD_FAILURE() << "no acknowledgement";
  }
  void command(const std::string& text) { deliver(core_->say("10001", text, second_, id())); }

  Giving giving_;
  File file_;
  std::string rules_ = human_rules(giving_, false);
  std::unique_ptr<CoreBench> core_;
  std::size_t acks_ = 0;
  int second_ = 0;
  int ids_ = 0;
};

TEST(CoreHumanDecisions, SurviveReloadsAndRestarts) {
  const auto* replay = std::getenv("FENQUN_SEED");
  const auto seed = replay != nullptr ? static_cast<unsigned>(std::stoul(replay)) : std::random_device{}();
  std::mt19937 random(seed);
  for (int round = 0; round < 36 && !::testing::Test::HasFailure(); ++round) {
    const auto giving = static_cast<Giving>(round % 3);
    Shop shop(giving);
    HumanModel model(giving);
    std::string trail = "seed " + std::to_string(seed) + ", giving " + std::to_string(round % 3) + ": hit";
    shop.does(Deed::hit);  // else there is nobody to be tagged by hand
    model.does(Deed::hit);
    for (int step = 0; step < 5; ++step) {
      const auto deed = static_cast<Deed>(random() % deed_names.size());
      if (deed == Deed::release) {
        shop.restart();
        trail += ", restart";
      } else {
        shop.does(deed);
        model.does(deed);
        trail += std::string(", ") + deed_names[static_cast<std::size_t>(deed)];
      }
      const auto customer = shop.customer();
      const auto found = customer.tags.find("T");
      ASSERT_EQ(found != customer.tags.end(), model.tagged()) << trail;
      ASSERT_EQ(found != customer.tags.end() && found->second.pinned, model.pinned()) << trail;
      ASSERT_EQ(customer.blocked("T", "r"), model.blocked()) << trail;
    }
  }
}

}  // namespace
}  // namespace fenqun::bot::testing
