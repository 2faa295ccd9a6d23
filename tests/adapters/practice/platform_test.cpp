// The practice platform over real sockets, and a whole link — Connection, transport, OneBot v11 protocol — against it.
#include "adapters/practice/platform.hpp"

#include <gtest/gtest.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <condition_variable>
#include <mutex>
#include <random>
#include <set>
#include <thread>

#include "adapters/connection.hpp"
#include "adapters/registry.hpp"

namespace fenqun::adapters::practice {
namespace {

struct WallClock : Clock {
  Time now() const override { return std::chrono::time_point_cast<Millis>(std::chrono::system_clock::now()); }
};

struct SeededRandom : Random {
  std::int64_t between(std::int64_t low, std::int64_t) override {
    return std::min<std::int64_t>(low, 20);
  }  // quick tests
};

// Holds at most `limit` items, like the core's mailbox; the test takes them out.
class BoundedInbox : public Inbox {
 public:
  explicit BoundedInbox(std::size_t limit) : limit_(limit) {}
  bool try_put(Inbound& item) override {
    const std::lock_guard lock(mutex_);
    if (items_.size() >= limit_) return false;
    items_.push_back(std::move(item));
    there_.notify_one();
    return true;
  }
  void when_room(std::function<void()> wake) override {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(wake));
  }
  std::vector<Inbound> take() {
    std::vector<std::function<void()>> wake;
    std::vector<Inbound> out;
    {
      std::unique_lock lock(mutex_);
      there_.wait_for(lock, std::chrono::milliseconds(20), [&] { return !items_.empty(); });
      out.swap(items_);
      wake.swap(waiting_);
    }
    for (const auto& one : wake) one();
    return out;
  }

 private:
  std::size_t limit_;
  std::mutex mutex_;
  std::condition_variable there_;
  std::vector<Inbound> items_;
  std::vector<std::function<void()>> waiting_;
};

// A link with a thread of its own.
struct Link {
  explicit Link(const Platform& platform, const std::string& token = "", std::size_t inbox_limit = 1000)
      : inbox(inbox_limit), guard(io.get_executor()) {
    account.name = "qq";
    account.platform = "onebot11";
    account.url = platform.url();
    account.token = token;
    connection = std::make_unique<Connection>(Connection::Parts{
        io, 1, account, find_platform("onebot11")->make(account), *transport, clock, random, inbox, [this] {
          Resume resume;
          resume.last_event = last_event;
          return resume;
        }});
    connection->start();
    thread = std::thread([this] { io.run(); });
  }
  ~Link() {
    std::atomic<bool> stopped{false};
    connection->stop([&] { stopped = true; });
    while (!stopped) inbox.take();
    guard.reset();
    io.stop();
    thread.join();
  }
  void look() {
    for (Inbound& item : inbox.take()) {
      if (auto* one = std::get_if<Delivered>(&item)) {
        connection->settle({{one->ack, Fate::applied}});
        events.push_back(std::move(one->event));
      } else if (auto* status = std::get_if<LinkStatus>(&item)) {
        phases.push_back(status->phase);
        statuses.push_back(std::move(*status));
      } else if (auto* settled = std::get_if<Settled>(&item)) {
        settlements.push_back(settled->settlement);
      }
    }
  }
  bool wait(const std::function<bool()>& done) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!done()) {
      if (std::chrono::steady_clock::now() > end) return false;
      look();
    }
    return true;
  }
  bool wait_ready() {
    return wait([&] { return !phases.empty() && phases.back() == Phase::ready; });
  }
  std::set<std::string> ids() const {
    std::set<std::string> out;
    for (const Event& event : events) out.insert(event.key.native_id);
    return out;
  }

  WallClock clock;
  SeededRandom random;
  Account account;
  BoundedInbox inbox;
  boost::asio::io_context io{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard;
  std::unique_ptr<Transport> transport = make_beast_transport();
  std::unique_ptr<Connection> connection;
  Time last_event{};
  std::vector<Event> events;
  std::vector<Phase> phases;
  std::vector<LinkStatus> statuses;
  std::vector<Settlement> settlements;
  std::thread thread;
};

Line line(std::int64_t user, std::string text) {
  Line out;
  out.user = user;
  out.text = std::move(text);
  return out;
}

std::vector<Line> lines(int count) {
  std::vector<Line> out;
  for (int i = 0; i < count; ++i)
    out.push_back(line(20'000 + i % 500, "第 " + std::to_string(i) + " 句，请问这个多少钱？"));
  return out;
}

struct PracticePlatform : testing::Test {
  std::unique_ptr<Platform> start(Options options = {}) {
    Callbacks callbacks;
    callbacks.said = [this](const BotSaid& one) {
      const std::lock_guard lock(mutex);
      said.push_back(one);
    };
    auto made = Platform::start(std::move(options), clock, callbacks);
    return made ? std::move(*made) : nullptr;
  }
  std::vector<BotSaid> heard() {
    const std::lock_guard lock(mutex);
    return said;
  }
  WallClock clock;
  std::mutex mutex;
  std::vector<BotSaid> said;
};

TEST_F(PracticePlatform, LinksInEveryDialect) {
  for (const Dialect dialect : {Dialect::napcat, Dialect::llonebot, Dialect::lagrange, Dialect::gocqhttp}) {
    SCOPED_TRACE(static_cast<int>(dialect));
    Options options;
    options.dialect = dialect;
    options.token = "t0ken";
    options.faults.string_form = dialect == Dialect::gocqhttp;
    options.faults.negative_ids = dialect == Dialect::llonebot;
    const auto platform = start(options);
    Link link(*platform, "t0ken");
    ASSERT_TRUE(link.wait_ready());
    platform->say(line(10001, "你好 [急]&"));
    ASSERT_TRUE(link.wait([&] { return !link.events.empty(); }));
    EXPECT_EQ(text_of(link.events[0])->text, "你好 [急]&");
    EXPECT_EQ(link.events[0].who.user, "10001");

    OutboxItem item;
    item.id = 5;
    item.via = "qq";
    item.to = link.events[0].where;
    item.body = Say{"在的 [CQ:at,qq=all] &", ""};
    link.connection->send({item});
    ASSERT_TRUE(link.wait([&] { return !link.settlements.empty(); }));
    EXPECT_EQ(link.settlements[0].item, 5);
    ASSERT_FALSE(heard().empty());
    EXPECT_EQ(heard().back().user, 10001);
    EXPECT_EQ(heard().back().text, "在的 [CQ:at,qq=all] &");
  }
}

TEST_F(PracticePlatform, AWrongTokenIsNotTriedAgainSoon) {
  for (const Dialect dialect : {Dialect::napcat, Dialect::lagrange, Dialect::gocqhttp}) {
    Options options;
    options.dialect = dialect;
    options.token = "right";
    const auto platform = start(options);
    Link link(*platform, "wrong");
    ASSERT_TRUE(link.wait([&] { return !link.statuses.empty() && !link.statuses.back().code.empty(); }));
    EXPECT_EQ(link.statuses.back().code, "FQ-4001");
    EXPECT_EQ(platform->counters().refused, 1u);
    EXPECT_EQ(platform->counters().sessions, 0u);
  }
}

TEST_F(PracticePlatform, TenThousandMessagesThroughASmallInbox) {
  const auto platform = start();
  Link link(*platform, "", 16);
  ASSERT_TRUE(link.wait_ready());
  platform->say_many(lines(10'000));
  ASSERT_TRUE(link.wait([&] { return link.events.size() >= 10'000; }));
  EXPECT_TRUE(platform->wait_handed(10'000, Millis(1'000)));
  EXPECT_EQ(link.events.size(), 10'000u);
  EXPECT_EQ(link.ids().size(), 10'000u);
  for (int i = 0; i < 10'000; ++i) {
    ASSERT_EQ(text_of(link.events[i])->text.find("第 " + std::to_string(i) + " 句"), 0u);
  }
}

TEST_F(PracticePlatform, ResetsUnderLoadLoseNothingThatIsDeliveredAgain) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  Options options;
  options.redeliver_on_open = 100'000;
  const auto platform = start(options);
  Link link(*platform, "", 200);
  ASSERT_TRUE(link.wait_ready());
  platform->say_many(lines(5'000));
  for (int i = 0; i < 5; ++i) {
    const std::size_t some = link.events.size() + random() % 300;
    link.wait([&] { return link.events.size() > some; });
    const auto opened = platform->counters().opened;
    i % 2 == 0 ? platform->reset() : platform->disconnect(1012);
    ASSERT_TRUE(link.wait([&] { return platform->counters().opened > opened; }));
  }
  ASSERT_TRUE(link.wait([&] { return link.ids().size() >= 5'000; }));
  EXPECT_EQ(link.ids().size(), 5'000u);
  EXPECT_EQ(platform->handed().size(), 5'000u);
  EXPECT_GE(link.connection->counters().drops, 5u);
}

TEST_F(PracticePlatform, RenamesAndGroups) {
  Options options;
  options.groups = {{700, "老客户", true}};
  const auto platform = start(options);
  Link link(*platform);
  ASSERT_TRUE(link.wait_ready());
  OutboxItem item;
  item.id = 6;
  item.via = "qq";
  item.to.kind = ChatKind::group;
  item.to.id = "700";
  item.body = RenameChat{"VIP 华东"};
  link.connection->send({item});
  ASSERT_TRUE(link.wait([&] { return !link.settlements.empty(); }));
  EXPECT_EQ(link.settlements[0].result, SendResult::done);
  EXPECT_EQ(platform->group_name(700), "VIP 华东");
}

TEST_F(PracticePlatform, ListensOnlyOnce) {
  const auto platform = start();
  Options options;
  options.port = platform->port();
  const auto second = Platform::start(options, clock);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code(), "FQ-4101");
}

TEST_F(PracticePlatform, StopsUnderLoad) {
  auto platform = start();
  Link link(*platform, "", 50);
  ASSERT_TRUE(link.wait_ready());
  platform->say_many(lines(50'000));
  link.wait([&] { return link.events.size() > 1'000; });
  const auto begin = std::chrono::steady_clock::now();
  platform->stop();
  platform->say(line(1, "nobody there"));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(3));
  platform.reset();
}

}  // namespace
}  // namespace fenqun::adapters::practice
