#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <sstream>

#include "adapters/net/version.hpp"
#include "tests/adapters/net/loopback.hpp"

namespace fenqun::adapters::net {
namespace {

TEST(Transport, EchoesTextAndBinary) {
  Pair pair;
  pair.far.echo = true;
  ASSERT_TRUE(pair.connect());
  for (const std::size_t size : {0u, 1u, 125u, 126u, 65535u, 65536u, 200'000u, 3'000'000u}) {
    for (const bool binary : {false, true}) {
      pair.socket.got.clear();
      const std::string message(size, 'x');
      pair.near->write(message, binary);
      ASSERT_TRUE(pair.wait([&] { return !pair.socket.got.empty(); })) << size;
      EXPECT_EQ(pair.socket.got[0], message);
      EXPECT_EQ(pair.socket.got_binary, binary);
      EXPECT_EQ(pair.far.got_binary, binary);
    }
  }
}

TEST(Transport, SendsHeadersSubprotocolAndVersion) {
  SocketOptions options;
  options.headers = {{"Authorization", "Bearer t0ken"}, {"X-More", "1"}};
  options.subprotocol = "xmpp";
  Pair pair(options);
  ASSERT_TRUE(pair.connect());
  EXPECT_EQ(pair.far.asked.header("authorization"), "Bearer t0ken");
  EXPECT_EQ(pair.far.asked.header("x-more"), "1");
  EXPECT_EQ(pair.far.asked.header("Sec-WebSocket-Protocol"), "xmpp");
  EXPECT_EQ(pair.far.asked.header("Sec-WebSocket-Extensions"), "");
  EXPECT_EQ(pair.far.asked.header("User-Agent"), "fenqun/" + std::string(version));
  EXPECT_EQ(pair.far.asked.target, "/");
}

TEST(Transport, VersionIsTheProjects) {
  std::ifstream file(FENQUN_SOURCE_DIR "/CMakeLists.txt");
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_NE(text.str().find("project(fenqun VERSION " + std::string(version) + " "), std::string::npos);
}

TEST(Transport, KeepsOrderAtFullSpeed) {
  Pair pair;
  ASSERT_TRUE(pair.connect());
  constexpr int count = 20'000;
  for (int i = 0; i < count; ++i) pair.far.server->send(pair.far.session, std::to_string(i) + std::string(500, '.'));
  ASSERT_TRUE(pair.wait([&] { return pair.socket.got.size() == count; }));
  for (int i = 0; i < count; ++i) ASSERT_EQ(pair.socket.got[i].substr(0, 6).find(std::to_string(i)), 0u);
}

// Everything a peer may do within the rules, cut at random places: the fast and the slow path must agree and keep
// order.
TEST(Transport, AnyMixOfFramesCutAnywhere) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const auto pick = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
  Pair pair;
  ASSERT_TRUE(pair.connect());
  std::vector<std::string> expected;
  std::string stream;
  int pings = 0;
  for (int i = 0; i < 400; ++i) {
    const int size = pick(0, 20) == 0 ? pick(60'000, 300'000) : pick(0, 700);
    const std::string text = std::to_string(i) + "号" + std::string(static_cast<std::size_t>(size), 'a');
    if (pick(0, 3) == 0) {  // in fragments, a character cut in two, with a ping between
      const std::size_t half = text.find("号") + 1;
      stream += frame(0x01, text.substr(0, half));
      if (pick(0, 1) == 0) stream += frame(0x89, "p"), ++pings;
      stream += frame(0x00, "");
      stream += frame(0x80, text.substr(half));
    } else {
      if (pick(0, 5) == 0) stream += frame(0x89, ""), ++pings;
      stream += frame(0x81, text);
    }
    expected.push_back(text);
  }
  for (std::size_t at = 0; at < stream.size();) {
    const auto piece = static_cast<std::size_t>(pick(1, pick(0, 1) == 0 ? 9 : 90'000));
    const std::size_t backlog = pair.socket.got.size();
    pair.raw(stream.substr(at, piece));
    at += piece;
    run_until(
        pair.io, [&] { return pair.socket.got.size() > backlog; }, std::chrono::milliseconds(1));
  }
  ASSERT_TRUE(pair.wait([&] { return pair.socket.got.size() >= expected.size() || pair.socket.end; }));
  EXPECT_FALSE(pair.socket.end) << pair.socket.end->reason;
  EXPECT_TRUE(pair.socket.got == expected);
  EXPECT_GT(pings, 0);
}

TEST(Transport, MessageOverTheLimitClosesWith1009) {
  Pair pair;
  ASSERT_TRUE(pair.connect());
  pair.far.server->send(pair.far.session, std::string(16 * 1024 * 1024, 'x'));
  ASSERT_TRUE(pair.wait([&] { return pair.socket.got.size() == 1; }));
  pair.far.server->send(pair.far.session, std::string(16 * 1024 * 1024 + 1, 'x'));
  ASSERT_TRUE(pair.wait_end());
  EXPECT_EQ(pair.socket.end->code, 1009);
  EXPECT_EQ(pair.socket.got.size(), 1u);
  EXPECT_TRUE(pair.wait([&] { return pair.far.closed_with.has_value(); }));
}

TEST(Transport, SmallFrameOverASmallLimitClosesWith1009) {
  SocketOptions options;
  options.max_frame_bytes = 1000;
  Pair pair(options);
  ASSERT_TRUE(pair.connect());
  pair.far.server->send(pair.far.session, std::string(1000, 'x'));
  pair.far.server->send(pair.far.session, std::string(1001, 'x'));
  ASSERT_TRUE(pair.wait_end());
  EXPECT_EQ(pair.socket.end->code, 1009);
  EXPECT_EQ(pair.socket.got.size(), 1u);
  ASSERT_TRUE(pair.wait([&] { return pair.far.closed_with.has_value(); }));
  EXPECT_EQ(pair.far.closed_with, 1009);
}

TEST(Transport, TextThatIsNotUtf8ClosesWith1007) {
  for (const std::string bad : {"\xff", "ok\xc0\x80", "\xed\xa0\x80", "cut\xe4\xbd"}) {
    Pair pair;
    ASSERT_TRUE(pair.connect());
    pair.far.server->send(pair.far.session, "好");
    pair.raw(frame(0x81, bad));
    ASSERT_TRUE(pair.wait_end());
    EXPECT_EQ(pair.socket.end->code, 1007);
    EXPECT_LE(pair.socket.got.size(), 1u);
    ASSERT_TRUE(pair.wait([&] { return pair.far.closed_with.has_value(); }));
    EXPECT_EQ(pair.far.closed_with, 1007);
  }
}

TEST(Transport, BinaryMayHoldAnything) {
  Pair pair;
  ASSERT_TRUE(pair.connect());
  pair.far.server->send(pair.far.session, "\xff\xfe", true);
  ASSERT_TRUE(pair.wait([&] { return pair.socket.got.size() == 1; }));
  EXPECT_EQ(pair.socket.got[0], "\xff\xfe");
}

TEST(Transport, BrokenFramesCloseWith1002) {
  const std::string masked = std::string("\x81\x81", 2) + "abcd" + "x";
  for (const std::string& bad : {frame(0x83, "reserved"), frame(0xc1, "rsv"), frame(0x80, "nothing to continue"),
                                 frame(0x01, "not over") + frame(0x81, "yet"), masked}) {
    Pair pair;
    ASSERT_TRUE(pair.connect());
    pair.raw(bad);
    ASSERT_TRUE(pair.wait_end());
    EXPECT_EQ(pair.socket.end->code, 1002) << pair.socket.end->reason;
    EXPECT_TRUE(pair.socket.got.empty());
  }
}

TEST(Transport, RefusedUpgradeTellsItsStatus) {
  for (const int status : {401, 403, 503}) {
    Pair pair;
    pair.far.status = status;
    ASSERT_TRUE(pair.wait_end());
    EXPECT_EQ(pair.socket.end->code, 0);
    EXPECT_EQ(pair.socket.end->http_status, status);
    EXPECT_FALSE(pair.socket.open);
  }
}

TEST(Transport, NobodyThereAndOddAddresses) {
  Pair used;
  const std::string url = used.far.url();
  used.far.server.reset();
  for (const std::string& bad :
       {url, std::string("http://127.0.0.1/"), std::string("nonsense"), std::string("ws://")}) {
    SocketOptions options;
    options.url = bad;
    TestSocket socket;
    const auto near = used.transport->open(used.io, options, socket);
    ASSERT_FALSE(socket.end);  // never from inside open()
    ASSERT_TRUE(run_until(used.io, [&] { return socket.end.has_value(); }));
    EXPECT_EQ(socket.end->code, 0);
    EXPECT_FALSE(socket.end->reason.empty());
    EXPECT_FALSE(socket.end->tls);
  }
}

TEST(Transport, CloseCodesOfThePeer) {
  for (const std::uint16_t code : {1000, 1001, 1005, 1012, 4004}) {
    Pair pair;
    ASSERT_TRUE(pair.connect());
    pair.far.server->send(pair.far.session, "last words");
    pair.far.server->close(pair.far.session, code);
    ASSERT_TRUE(pair.wait_end());
    EXPECT_EQ(pair.socket.end->code, code);
    EXPECT_EQ(pair.socket.got, std::vector<std::string>{"last words"});
  }
}

TEST(Transport, ABrokenConnectionIs1006) {
  Pair pair;
  ASSERT_TRUE(pair.connect());
  pair.far.server->reset(pair.far.session);
  ASSERT_TRUE(pair.wait_end());
  EXPECT_EQ(pair.socket.end->code, 1006);
}

TEST(Transport, ClosesPolitely) {
  Pair pair;
  ASSERT_TRUE(pair.connect());
  pair.near->write("before", false);
  pair.near->close(1001);
  pair.near->write("after", false);
  ASSERT_TRUE(pair.wait_end());
  ASSERT_TRUE(pair.wait([&] { return pair.far.closed_with.has_value(); }));
  EXPECT_EQ(pair.far.closed_with, 1001);
  EXPECT_EQ(pair.far.got, std::vector<std::string>{"before"});
}

TEST(Transport, ClosingAHalfOpenLinkTakesASecond) {
  Pair pair;
  ASSERT_TRUE(pair.connect());
  pair.far.server->freeze(pair.far.session);
  pair.near->ping();
  run_for(pair.io, std::chrono::milliseconds(100));
  EXPECT_EQ(pair.socket.pongs, 0);
  EXPECT_FALSE(pair.socket.end);
  const auto begin = std::chrono::steady_clock::now();
  pair.near->close(1001);
  ASSERT_TRUE(pair.wait_end());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(1500));
}

TEST(Transport, PingsAndPongs) {
  Pair pair;
  ASSERT_TRUE(pair.connect());
  pair.near->ping();
  pair.near->write("between", false);
  pair.near->ping();
  EXPECT_TRUE(pair.wait([&] { return pair.socket.pongs == 2; }));
}

TEST(Transport, StopsReadingUntilToldToGoOn) {
  Pair pair;
  ASSERT_TRUE(pair.connect());
  constexpr std::size_t count = 3'000;
  pair.socket.go_on = [&] { return pair.socket.got.size() % 10 != 0; };
  for (std::size_t i = 0; i < count; ++i) {  // every 50th is too long for the fast path
    pair.far.server->send(pair.far.session, std::to_string(i) + ":" + std::string(i % 50 == 9 ? 200'000 : 2'000, '.'));
  }
  ASSERT_TRUE(pair.wait([&] { return pair.socket.got.size() == 10; }));
  run_for(pair.io, std::chrono::milliseconds(100));
  EXPECT_EQ(pair.socket.got.size(), 10u);
  EXPECT_LT(pair.far.writes, count);  // TCP holds the server back
  for (std::size_t stop = 20; stop <= count; stop += 10) {
    pair.near->resume_reading();
    ASSERT_TRUE(pair.wait([&] { return pair.socket.got.size() >= stop; }));
    ASSERT_EQ(pair.socket.got.size(), stop);
  }
  for (std::size_t i = 0; i < count; ++i) ASSERT_EQ(pair.socket.got[i].find(std::to_string(i) + ":"), 0u);
}

TEST(Transport, APeerThatDoesNotReadIsClosedWith1008) {
  Pair pair;
  ASSERT_TRUE(pair.connect());
  pair.far.server->freeze(pair.far.session);
  for (int i = 0; i < 300 && !pair.socket.end; ++i) {
    pair.near->write(std::string(100'000, 'x'), false);
    run_for(pair.io, std::chrono::milliseconds(1));
  }
  ASSERT_TRUE(pair.wait_end());
  EXPECT_EQ(pair.socket.end->code, 1008);
}

TEST(Transport, TooManyQueuedFramesCloseWith1008) {
  Pair pair;
  ASSERT_TRUE(pair.connect());
  for (int i = 0; i <= 10'001; ++i) pair.near->write("x", false);
  ASSERT_TRUE(pair.wait_end());
  EXPECT_EQ(pair.socket.end->code, 1008);
}

TEST(Transport, LetGoMeansSilence) {
  Pair pair;
  ASSERT_TRUE(pair.connect());
  for (int i = 0; i < 1'000; ++i) pair.far.server->send(pair.far.session, std::string(1'000, 'x'));
  pair.socket.go_on = [&] {
    if (pair.socket.got.size() == 5) pair.near.reset();  // from inside its own call
    return true;
  };
  ASSERT_TRUE(pair.wait([&] { return pair.far.closed_with.has_value(); }));
  EXPECT_EQ(pair.socket.got.size(), 5u);
  EXPECT_FALSE(pair.socket.end);
}

TEST(Transport, LetGoWhileDialling) {
  Pair pair;
  pair.near.reset();
  run_for(pair.io, std::chrono::milliseconds(50));
  EXPECT_FALSE(pair.socket.open);
  EXPECT_FALSE(pair.socket.end);
}

TEST(Transport, TheLoopMayEndFirst) {
  auto pair = std::make_unique<Pair>();
  ASSERT_TRUE(pair->connect());
  pair->near->write("on its way", false);
  pair.reset();  // under AddressSanitizer: nothing leaks, nothing is used afterwards
}

}  // namespace
}  // namespace fenqun::adapters::net
