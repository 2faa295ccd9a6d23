#include "adapters/connection.hpp"

#include <gtest/gtest.h>

#include "tests/adapters/connection_parts.hpp"

namespace fenqun::adapters {
namespace {

constexpr ProblemKind broken{"FQ-4999", {"断了：{0}", "broken: {0}"}, {"", ""}};
using Words = std::vector<std::string>;

struct ConnectionTest : testing::Test {
  ConnectionTest() {
    Account account;
    account.ca_file = "roots.pem";
    account.max_frame_bytes = 1234;
    const auto resume = [this] {
      Resume out;
      out.memory = {{"starts", std::to_string(++resumes)}};
      return out;
    };
    connection = std::make_unique<Connection>(Connection::Parts{io, 7, account, std::make_unique<FakeProtocol>(notes),
                                                                transport, clock, random, inbox, resume});
  }
  // Until nothing more can happen without time passing.
  void run() {
    io.restart();
    io.poll();
  }
  void run_for(Millis time) {
    io.restart();
    io.run_for(time);
  }
  // start() with a dialled and opened socket 1.
  FakeSocket& open() {
    notes.answers["start"].push_back(steps(Dial{1, "ws://one/", {{"Authorization", "Bearer x"}}, "proto"}));
    connection->start();
    run();
    transport.sockets.back()->events->opened();
    return *transport.sockets.back();
  }
  template <typename... S>
  static Steps steps(S... each) {
    Steps out;
    (out.push_back(Step(std::move(each))), ...);
    return out;
  }
  Deliver deliver(const std::string& id, Ack ack = 0) {
    Deliver step;
    step.event.key = {"acc", id};
    step.event.sent_at = clock.time;
    step.ack = ack;
    return step;
  }
  Words delivered() const {
    Words out;
    for (const auto* one : inbox.all<Delivered>()) out.push_back(one->event.key.native_id);
    return out;
  }
  Drop drop(Retry retry, Time not_before = {}) { return {Problem(broken, {"x"}), retry, not_before}; }

  boost::asio::io_context io{1};
  FakeClock clock;
  FakeRandom random;
  FakeTransport transport;
  FakeInbox inbox;
  FakeProtocol::Notes notes;
  int resumes = 0;
  std::unique_ptr<Connection> connection;
};

TEST_F(ConnectionTest, DialsWithWhatTheAccountSays) {
  FakeSocket& socket = open();
  EXPECT_EQ(socket.options.url, "ws://one/");
  EXPECT_EQ(socket.options.headers[0].second, "Bearer x");
  EXPECT_EQ(socket.options.subprotocol, "proto");
  EXPECT_EQ(socket.options.ca_file, "roots.pem");
  EXPECT_EQ(socket.options.max_frame_bytes, 1234u);
  EXPECT_EQ(notes.told, (Words{"start 1", "open 1"}));
  EXPECT_EQ(connection->counters().dials, 1u);
}

TEST_F(ConnectionTest, PerformsStepsInOrder) {
  FakeSocket& socket = open();
  notes.capabilities.dialect = "Test 1";
  Sent sent;
  sent.settlement.item = 9;
  sent.stored = "kept";
  notes.answers["text"].push_back(steps(Write{1, "a", false}, deliver("e1", 5), Write{1, "b", true}, Ping{1}, sent,
                                        Quarantine{"{", "unreadable"}, Remember{"k", "v"}, ChatSeen{"c", "n"},
                                        Status{Phase::ready, "in"}, Count{"odd"}, Count{"odd"},
                                        Write{2, "no such", false}));
  EXPECT_TRUE(socket.events->received("frame", false));
  EXPECT_EQ(socket.written, (Words{"a", "b:b"}));
  EXPECT_EQ(socket.pings, 1);
  ASSERT_EQ(inbox.got.size(), 6u);
  EXPECT_EQ(std::get<Delivered>(inbox.got[0]).ack, 5u);
  EXPECT_EQ(std::get<Delivered>(inbox.got[0]).link, 7u);
  EXPECT_EQ(std::get<Settled>(inbox.got[1]).settlement.item, 9);
  EXPECT_EQ(std::get<Settled>(inbox.got[1]).stored, "kept");
  EXPECT_EQ(std::get<Quarantine>(std::get<LinkSaw>(inbox.got[2]).what).bytes, "{");
  EXPECT_EQ(std::get<Remember>(std::get<LinkSaw>(inbox.got[3]).what).value, "v");
  EXPECT_EQ(std::get<ChatSeen>(std::get<LinkSaw>(inbox.got[4]).what).chat, "c");
  EXPECT_EQ(std::get<LinkStatus>(inbox.got[5]).phase, Phase::ready);
  EXPECT_EQ(std::get<LinkStatus>(inbox.got[5]).capabilities.dialect, "Test 1");
  std::uint64_t odd = 0;
  connection->counts([&](const auto& counts) { odd = counts.at("odd"); });
  run();
  EXPECT_EQ(odd, 2u);
  EXPECT_EQ(connection->counters().frames, 1u);
  EXPECT_EQ(connection->counters().bytes, 5u);
  EXPECT_EQ(connection->counters().events, 1u);
}

TEST_F(ConnectionTest, StampsAndClampsTimes) {
  FakeSocket& socket = open();
  Deliver future = deliver("f");
  future.event.sent_at = clock.time + std::chrono::hours(3);
  Deliver past = deliver("p");
  past.event.sent_at = clock.time - std::chrono::hours(3);
  notes.answers["text"].push_back(steps(future, past));
  socket.events->received("x", false);
  const auto got = inbox.all<Delivered>();
  EXPECT_EQ(got[0]->event.sent_at, clock.time + std::chrono::minutes(5));
  EXPECT_EQ(got[0]->event.seen_at, clock.time);
  EXPECT_EQ(got[1]->event.sent_at, clock.time - std::chrono::hours(3));
}

TEST_F(ConnectionTest, AFullInboxStopsReadingAndLosesNothing) {
  FakeSocket& socket = open();
  inbox.room = 2;
  notes.answers["text"].push_back(
      steps(deliver("1"), deliver("2"), deliver("3"), Write{1, "after 3", false}, deliver("4")));
  notes.answers["committed"].push_back(steps(deliver("5")));
  EXPECT_FALSE(socket.events->received("x", false));
  connection->settle({{1, Fate::applied}});
  run();
  EXPECT_EQ(delivered(), (Words{"1", "2"}));
  EXPECT_TRUE(socket.written.empty());
  ASSERT_EQ(inbox.waiting.size(), 1u);  // asked once
  inbox.make_room(1);
  EXPECT_EQ(delivered(), (Words{"1", "2"}));  // not from inside the caller's thread
  run();
  EXPECT_EQ(delivered(), (Words{"1", "2", "3"}));
  EXPECT_EQ(socket.written, Words{"after 3"});
  EXPECT_EQ(socket.resumed, 0);
  inbox.make_room(9);
  run();
  EXPECT_EQ(delivered(), (Words{"1", "2", "3", "4", "5"}));
  EXPECT_EQ(socket.resumed, 1);
  EXPECT_TRUE(socket.events->received("y", false));
}

TEST_F(ConnectionTest, WakesAtTheLastTimeThatWasSaid) {
  FakeSocket& socket = open();
  notes.answers["text"].push_back(steps(Wake{clock.time + Millis(5)}, Wake{clock.time + Millis(30)}));
  socket.events->received("x", false);
  clock.time += Millis(10);
  run_for(Millis(20));
  EXPECT_EQ(notes.told.back(), "text x");
  clock.time += Millis(20);
  run_for(Millis(40));
  EXPECT_EQ(notes.told.back(), "tick");
  EXPECT_EQ(std::count(notes.told.begin(), notes.told.end(), "tick"), 1);
}

TEST_F(ConnectionTest, DropsAndComesBack) {
  FakeSocket& first = open();
  notes.answers["text"].push_back(steps(drop(Retry::soon), Write{1, "too late", false}));
  first.events->received("x", false);
  EXPECT_EQ(first.close_code, 1000);
  EXPECT_TRUE(first.written.empty());
  const auto* status = inbox.all<LinkStatus>().back();
  EXPECT_EQ(status->phase, Phase::dialing);
  EXPECT_EQ(status->problem.en, "broken: x");
  EXPECT_EQ(status->problem.zh, "断了：x");
  EXPECT_EQ(status->code, "FQ-4999");
  EXPECT_EQ(status->retry_in, Millis(1'000));
  EXPECT_EQ(connection->counters().drops, 1u);

  first.events->received("late", false);  // the old socket still talks: nobody listens
  first.events->ponged();
  EXPECT_EQ(notes.told.back(), "text x");
  notes.answers["start"].push_back(steps(Dial{1, "ws://two/", {}, ""}));
  clock.time += Millis(1'000);
  run_for(Millis(1'050));
  EXPECT_EQ(notes.told.back(), "start 2");
  ASSERT_EQ(transport.sockets.size(), 2u);
  first.events->closed({});  // the end of the old socket 1 is not the end of the new one
  EXPECT_EQ(notes.told.back(), "start 2");
  transport.sockets[1]->events->opened();
  EXPECT_EQ(notes.told.back(), "open 1");
}

TEST_F(ConnectionTest, WaitsMoreEachTimeAndStartsOverAfterAMinute) {
  random.add = 1'000'000;  // always the most
  const std::vector<std::int64_t> expected = {3'000, 9'000, 27'000, 60'000, 60'000};
  open();
  for (const std::int64_t wait : expected) {
    notes.answers["committed"].push_back(steps(drop(Retry::soon)));
    connection->settle({{1, Fate::applied}});
    run();
    EXPECT_EQ(inbox.all<LinkStatus>().back()->retry_in.count(), wait);
  }
  for (const auto& [ready_for, wait] : {std::pair(59, 60'000), std::pair(60, 3'000)}) {
    notes.answers["committed"].push_back(steps(Status{Phase::ready, ""}));
    connection->settle({{1, Fate::applied}});
    run();
    clock.time += std::chrono::seconds(ready_for);
    notes.answers["committed"].push_back(steps(drop(Retry::soon)));
    connection->settle({{1, Fate::applied}});
    run();
    EXPECT_EQ(inbox.all<LinkStatus>().back()->retry_in.count(), wait);
  }
}

TEST_F(ConnectionTest, RefusedCredentialsWaitForMinutes) {
  open();
  notes.answers["committed"].push_back(steps(drop(Retry::slowly)));
  connection->settle({{1, Fate::applied}});
  run();
  EXPECT_EQ(inbox.all<LinkStatus>().back()->retry_in, std::chrono::minutes(2));
  notes.answers["committed"].push_back(steps(drop(Retry::soon, clock.time + std::chrono::hours(1))));
  connection->settle({{1, Fate::applied}});
  run();
  EXPECT_EQ(inbox.all<LinkStatus>().back()->retry_in, std::chrono::hours(1));
}

TEST_F(ConnectionTest, NeverMeansNever) {
  FakeSocket& socket = open();
  notes.answers["closed"].push_back(steps(drop(Retry::never)));
  socket.events->closed({4004, 0, "", false});
  EXPECT_EQ(inbox.all<LinkStatus>().back()->phase, Phase::stopped);
  clock.time += std::chrono::hours(24);
  run_for(Millis(30));
  EXPECT_EQ(notes.told.back(), "closed 1 4004");
  EXPECT_EQ(transport.sockets.size(), 1u);
}

TEST_F(ConnectionTest, ADropWaitsForRoomAndIsCountedOnce) {
  FakeSocket& socket = open();
  inbox.room = 0;
  notes.answers["text"].push_back(steps(drop(Retry::soon)));
  EXPECT_FALSE(socket.events->received("x", false));
  EXPECT_EQ(socket.close_code, 0);
  inbox.make_room(0);
  run();
  EXPECT_EQ(connection->counters().drops, 0u);
  inbox.make_room(1);
  run();
  EXPECT_EQ(connection->counters().drops, 1u);
  EXPECT_EQ(socket.close_code, 1000);
  EXPECT_EQ(random.asked.size(), 1u);
}

TEST_F(ConnectionTest, HangsUpOneOfTwoSockets) {
  FakeSocket& first = open();
  notes.answers["text"].push_back(steps(Dial{2, "ws://two/", {}, ""}, Hang{1, 4000}));
  first.events->received("x", false);
  EXPECT_EQ(first.close_code, 4000);
  ASSERT_EQ(transport.sockets.size(), 2u);
  first.events->closed({4000, 0, "", false});  // no on_closed follows a Hang
  transport.sockets[1]->events->opened();
  EXPECT_EQ(notes.told, (Words{"start 1", "open 1", "text x", "open 2"}));
  notes.answers["pong"].push_back(steps(Hang{9, 1000}));
  transport.sockets[1]->events->ponged();
  EXPECT_EQ(transport.sockets[1]->close_code, 0);
}

TEST_F(ConnectionTest, HttpIsAnsweredWithNothing) {
  FakeSocket& socket = open();
  notes.answers["text"].push_back(steps(Http{3, "GET", "https://x/", {}, ""}));
  socket.events->received("x", false);
  EXPECT_EQ(notes.told.back(), "text x");  // not from inside
  run();
  EXPECT_EQ(notes.told.back(), "http 3 0");
}

TEST_F(ConnectionTest, SendsAndSettlesFromOutside) {
  open();
  OutboxItem item;
  item.id = 42;
  connection->send({item, item});
  connection->settle({{3, Fate::duplicate}, {4, Fate::applied}});
  EXPECT_EQ(notes.told.size(), 2u);
  run();
  EXPECT_EQ(notes.told, (Words{"start 1", "open 1", "send 42", "send 42", "committed 3", "committed 4"}));
}

TEST_F(ConnectionTest, StopsPolitely) {
  FakeSocket& socket = open();
  Sent unknown;
  unknown.settlement.result = SendResult::unknown;
  notes.answers["closed"].push_back(steps(unknown, drop(Retry::soon), Dial{2, "ws://again/", {}, ""}));
  bool done = false;
  connection->stop([&] { done = true; });
  run();
  EXPECT_EQ(socket.close_code, 1001);
  EXPECT_EQ(notes.told.back(), "closed 1 1001");
  EXPECT_FALSE(done);
  EXPECT_EQ(transport.sockets.size(), 1u);
  socket.events->closed({1001, 0, "", false});
  EXPECT_TRUE(done);
  EXPECT_EQ(inbox.all<Settled>().size(), 1u);
  EXPECT_EQ(inbox.all<LinkStatus>().back()->phase, Phase::stopped);
  bool again = false;
  connection->stop([&] { again = true; });
  run();
  EXPECT_TRUE(again);
}

TEST_F(ConnectionTest, StopDoesNotWaitForEver) {
  FakeSocket& socket = open();
  inbox.room = 0;
  notes.answers["text"].push_back(steps(deliver("stuck")));
  socket.events->received("x", false);
  bool done = false;
  connection->stop([&] { done = true; });
  const auto begin = std::chrono::steady_clock::now();
  run_for(Millis(3'000));
  EXPECT_TRUE(done);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, Millis(2'000));
  EXPECT_EQ(socket.events, nullptr);
}

TEST_F(ConnectionTest, StopHandsOverWhatWasReadFirst) {
  FakeSocket& socket = open();
  inbox.room = 0;
  notes.answers["text"].push_back(steps(deliver("1"), deliver("2")));
  socket.events->received("x", false);
  bool done = false;
  connection->stop([&] { done = true; });
  run();
  socket.events->closed({1001, 0, "", false});
  EXPECT_FALSE(done);
  inbox.make_room(2);
  run();
  EXPECT_TRUE(done);
  EXPECT_EQ(delivered(), (Words{"1", "2"}));
}

TEST_F(ConnectionTest, StopsBeforeItStarted) {
  bool done = false;
  connection->stop([&] { done = true; });
  run();
  EXPECT_TRUE(done);
  connection->start();
  run();
  EXPECT_TRUE(notes.told.empty());
}

TEST_F(ConnectionTest, GoneMeansGone) {
  FakeSocket& socket = open();
  inbox.room = 0;
  notes.answers["text"].push_back(steps(Wake{clock.time}, deliver("1")));
  socket.events->received("x", false);
  connection->settle({{1, Fate::applied}});
  connection.reset();
  EXPECT_EQ(socket.events, nullptr);
  inbox.make_room(5);
  run_for(Millis(20));
  EXPECT_EQ(notes.told.back(), "text x");
  EXPECT_TRUE(inbox.got.empty());
}

}  // namespace
}  // namespace fenqun::adapters
