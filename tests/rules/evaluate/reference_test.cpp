// The evaluator against a naive one: random rules, random customers, random times, late messages; plain loops over
// everything that ever happened. Firings, what is said, held rules and the next look must agree exactly.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/rules/evaluate/world.hpp"

namespace fenqun::rules {
namespace {

using Ids = std::set<std::string>;

void compare(World& world, const World::Step& step) {
  const auto& rules = *world.compiled().rules;
  const auto expected = world.expected();
  Ids fired, speaking, held;
  for (const auto& firing : step.verdict.firings) {
    fired.insert(rules.rules[firing.rule].id);
    if (firing.speaks) speaking.insert(rules.rules[firing.rule].id);
  }
  for (const auto rule : step.verdict.held) held.insert(rules.rules[rule].id);
  ASSERT_EQ(fired, expected.fired) << world.trace();
  ASSERT_EQ(speaking, expected.speaking) << world.trace();
  ASSERT_EQ(held, expected.held) << world.trace();
  const auto& look = step.verdict.look_again_at;
  // Where hours change nothing for a long time, one look too many is allowed; one too late never.
  const bool early =
      look && world.may_look_early() && *look > step.now + 5 * a_day && (!expected.look || *look < *expected.look);
  if (!early) {
    ASSERT_EQ(look, expected.look) << to_millis(step.now) << " " << world.trace();
  }
}

TEST(EvaluateReference, AgreesWithPlainLoops) {
  const auto* given = std::getenv("FENQUN_SEED");
  const std::uint64_t start = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  for (std::uint64_t i = 0; i < 60; ++i) {
    World world(start + i);
    ASSERT_TRUE(world.compiled().rules) << world.trace() << world.compiled().problems[0].line(Language::en);
    for (int n = 0; n < 25; ++n) {
      const auto& step = world.play();
      compare(world, step);
      if (HasFatalFailure()) return;
      world.settle();
    }
  }
}

}  // namespace
}  // namespace fenqun::rules
