#include "console/login.hpp"

#include <gtest/gtest.h>

#include <set>

namespace fenqun::console {
namespace {

const Time start = from_millis(1'800'000'000'000);

TEST(Gate, SessionsEndAfterTwelveHours) {
  const auto code = random_code();
  Gate gate(code);
  const auto session = gate.log_in(code, start);
  ASSERT_TRUE(session);
  EXPECT_TRUE(gate.knows(*session, start));
  EXPECT_TRUE(gate.knows(*session, start + limits::session_life - Millis(1)));
  EXPECT_FALSE(gate.knows(*session, start + limits::session_life));
}

TEST(Gate, WrongCodesAreForgottenAfterAMinute) {
  random_code();
  Gate gate("abcdefgh");
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(gate.log_in("abcdefg", start + Millis(i)));
  EXPECT_FALSE(gate.log_in("abcdefgh", start + Millis(59'999)));
  EXPECT_EQ(gate.wait_seconds(start + Millis(59'000)), 1);
  EXPECT_TRUE(gate.log_in("abcdefgh", start + Millis(60'000)));
}

// The right code does not wipe the slate: otherwise an owner's own logins would give a guesser new tries.
TEST(Gate, TheRightCodeDoesNotForgive) {
  random_code();
  Gate gate("abcdefgh");
  for (int i = 0; i < 4; ++i) EXPECT_FALSE(gate.log_in("x", start));
  EXPECT_TRUE(gate.log_in("abcdefgh", start));
  EXPECT_FALSE(gate.log_in("x", start));
  EXPECT_FALSE(gate.log_in("abcdefgh", start));
}

TEST(Gate, AClockSetBackDoesNotLockTheDoor) {
  random_code();
  Gate gate("abcdefgh");
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(gate.log_in("x", start));
  EXPECT_TRUE(gate.log_in("abcdefgh", start - Millis(3'600'000)));
}

TEST(Gate, TheOldestOfTooManySessionsGoes) {
  random_code();
  Gate gate("abcdefgh");
  const auto first = gate.log_in("abcdefgh", start);
  auto second = gate.log_in("abcdefgh", start);
  for (std::size_t i = 0; i + 1 < limits::sessions; ++i) ASSERT_TRUE(gate.log_in("abcdefgh", start));
  EXPECT_FALSE(gate.knows(*first, start));
  EXPECT_TRUE(gate.knows(*second, start));
}

TEST(Gate, RandomCodesDiffer) {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) seen.insert(random_code());
  EXPECT_EQ(seen.size(), 100u);
}

}  // namespace
}  // namespace fenqun::console
