#include "tests/bench/load/pacer.hpp"

#include <gtest/gtest.h>

#include "tests/bench/load/ledger.hpp"

namespace fenqun::bench {
namespace {

// Everything that may go at `now`; each send is a message of which nothing is due.
std::size_t send_all(Pacer& pacer, double now, const Traffic& traffic = {}) {
  std::size_t sent = 0;
  pacer.advance(now, traffic);
  while (pacer.next(now, traffic)) {
    ++sent;
    pacer.advance(now, traffic);
  }
  return sent;
}

TEST(Pacer, WaitsUntilTheBotIsReadyAndTheQuietIsOver) {
  Pacer pacer(Plan{.messages = 3, .settle_s = 1});
  EXPECT_EQ(send_all(pacer, 5), 0U);
  pacer.ready(10);
  EXPECT_EQ(send_all(pacer, 10.9), 0U);
  EXPECT_NEAR(pacer.sleep_s(10.99, {}), 0.01, 1e-9);
  EXPECT_EQ(send_all(pacer, 11), 3U);
  EXPECT_EQ(pacer.phase(), Phase::done);
  EXPECT_EQ(pacer.sent(), 3U);
}

TEST(Pacer, CallsTheRollAtItsRateThenWarmsUpThenMeasures) {
  Pacer pacer(Plan{.customers = 3, .warmup = 2, .messages = 4, .rollcall_per_s = 10, .settle_s = 0});
  pacer.ready(0);
  pacer.advance(0, {});
  for (std::size_t i = 0; i < 3; ++i) {
    const double due = 0.1 * static_cast<double>(i);
    const auto send = pacer.next(due + 1e-9, {});
    ASSERT_TRUE(send);
    EXPECT_EQ(send->customer, i);
    EXPECT_FALSE(send->measured);
    EXPECT_FALSE(pacer.next(due + 0.05, {}));
  }
  pacer.advance(1, {});
  EXPECT_EQ(pacer.phase(), Phase::warmup);
  EXPECT_FALSE(pacer.next(1, {})->measured);
  EXPECT_FALSE(pacer.next(1, {})->measured);
  pacer.advance(1, Traffic{.outstanding = 1, .last_heard = 1});
  EXPECT_EQ(pacer.phase(), Phase::draining);
  EXPECT_FALSE(pacer.next(1, {}));
  pacer.advance(2, {});
  EXPECT_TRUE(pacer.next(2, {})->measured);
  EXPECT_EQ(pacer.began(), 2);
}

TEST(Pacer, KeepsDueTimesWhenItIsLate) {
  Pacer pacer(Plan{.messages = 100, .rate_per_s = 50, .settle_s = 0});
  pacer.ready(0);
  pacer.advance(0, {});
  EXPECT_EQ(pacer.next(0, {})->due, 0);
  EXPECT_FALSE(pacer.next(0.019, {}));
  const Traffic stalled{.outstanding = 1000, .queued_bytes = 10 * Pacer::kMaxQueued};
  EXPECT_NEAR(pacer.next(3, stalled)->due, 0.02, 1e-9) << "an open loop waits for nobody";
  EXPECT_NEAR(pacer.next(3, stalled)->due, 0.04, 1e-9);
}

TEST(Pacer, BoundsTheFloodAndTheClosedLoop) {
  Pacer pacer(Plan{.messages = 100, .inflight = 5, .settle_s = 0});
  pacer.ready(0);
  pacer.advance(0, {});
  EXPECT_TRUE(pacer.next(0, Traffic{.outstanding = 4}));
  EXPECT_FALSE(pacer.next(0, Traffic{.outstanding = 5}));
  EXPECT_FALSE(pacer.next(0, Traffic{.queued_bytes = Pacer::kMaxQueued}));
}

TEST(Pacer, GivesUpOnMissingReplies) {
  const Traffic missing{.outstanding = 1, .last_heard = 3};
  Pacer pacer(Plan{.messages = 1, .settle_s = 0, .idle_s = 10});
  pacer.ready(0);
  pacer.advance(0, {});
  ASSERT_TRUE(pacer.next(0, {}));
  pacer.advance(0, missing);
  pacer.advance(12.9, missing);
  EXPECT_EQ(pacer.phase(), Phase::finishing);
  pacer.advance(13.1, missing);
  EXPECT_EQ(pacer.phase(), Phase::done);
  EXPECT_TRUE(pacer.gave_up());
}

TEST(Ledger, MatchesRepliesToTheOldestMessage) {
  Ledger ledger(2);
  ledger.expect(0, 1.0, false);
  ledger.expect(0, 2.0, true);
  ledger.expect(1, 2.5, true);
  EXPECT_EQ(ledger.outstanding(), 3U);
  ledger.replied(0, 3);
  EXPECT_EQ(ledger.answered(), 0U) << "the first was not measured";
  ledger.replied(0, 4);
  ledger.replied(1, 4.5);
  EXPECT_EQ(ledger.answered(), 2U);
  EXPECT_EQ(ledger.percentile(0.5), 2.0);
  EXPECT_EQ(ledger.last_reply(), 4.5);
  ledger.replied(1, 5);
  ledger.replied(7, 5);
  ledger.replied(-1, 5);
  EXPECT_EQ(ledger.unexpected(), 3U);
  EXPECT_EQ(ledger.outstanding(), 0U);
}

TEST(Ledger, TakesPercentilesByNearestRank) {
  Ledger ledger(1);
  EXPECT_EQ(ledger.percentile(0.5), 0);
  for (int i = 1; i <= 100; ++i) {
    ledger.expect(0, 0, true);
    ledger.replied(0, i);
  }
  EXPECT_EQ(ledger.percentile(0.5), 50);
  EXPECT_EQ(ledger.percentile(0.99), 99);
  EXPECT_EQ(ledger.percentile(1), 100);
  EXPECT_EQ(ledger.percentile(0), 1);
}

}  // namespace
}  // namespace fenqun::bench
