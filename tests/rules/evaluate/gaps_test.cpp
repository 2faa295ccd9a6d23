// why_not(): a smallest change, how far away it is, and when time alone brings it.
#include <bit>
#include <cstdlib>
#include <random>

#include "tests/rules/evaluate/bot.hpp"

namespace fenqun::rules {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
const Time start = Time{std::chrono::sys_days{std::chrono::year{2024} / 5 / 6}} + hours{4};  // Monday noon in Shanghai

struct Bot : TestBot {
  explicit Bot(const std::string& when) : TestBot(rule("r", when, "tag T")) {}
  std::vector<Gap> gaps(Time at) { return why_not(*rules, 0, circumstances(at), scratch); }
  // "condition | value | distance"
  std::string only(Time at) {
    const auto all = gaps(at);
    EXPECT_EQ(all.size(), 1U);
    return all.empty() ? "" : all[0].condition + " | " + all[0].value + " | " + all[0].distance;
  }
};

TEST(WhyNot, TellsHowFarNumbersAre) {
  const auto after = [](const std::string& when) {
    Bot bot(when);
    bot.hear(Ordered{12'050, "手机"}, start);
    bot.say("你好 退款", start);
    return bot.only(start);
  };
  EXPECT_EQ(after("messages in 7d >= 2"), "messages in 7d >= 2 | 1 | 1 more");
  EXPECT_EQ(after("sessions in 7d < 1"), "sessions in 7d < 1 | 1 | 1 fewer");
  EXPECT_EQ(after("spend in 30d > 200"), "spend in 30d > 200 | 120.5 | 79.51 more");
  EXPECT_EQ(after("not orders in 30d = 1"), "not orders in 30d = 1 | 1 | 1 more");
  EXPECT_EQ(after("text length <= 3"), "text length <= 3 | 5 | 2 characters shorter");
  EXPECT_EQ(after("text has all (退款 退货 投诉)"), "text has all (\"退款\" \"退货\" \"投诉\") | 退款 | 2 more words");
  EXPECT_EQ(after("text has 你 near 款 within 1"),
            "text has \"你\" near \"款\" within 1 | 你, 款 (3) | 2 characters closer");
  EXPECT_EQ(after("satisfaction <= 2"), "satisfaction <= 2 |  | ");
  EXPECT_EQ(after("kind is image"), "kind is image | text | ");
  EXPECT_EQ(after("p_alive < 0.3"), "p_alive < 0.3 |  | ");
}

TEST(WhyNot, ShowsTheDoubt) {
  Bot bot("text asserts any (退款)");
  bot.say("不要退款", start);
  EXPECT_EQ(bot.only(start), "text asserts any \"退款\" | 退款 (不要: negated) | ");
}

TEST(WhyNot, TellsWhenTimeAloneClosesIt) {
  const auto after = [](const std::string& when) {
    Bot bot(when);
    bot.say("x", start);
    bot.profile.tags.set("A", {start, start + days{2}, Life::timed, false, {}, {}});
    return bot.gaps(start + hours{1}).at(0);
  };
  EXPECT_EQ(after("days since last message > 3").distance, "in 2d 23h");
  EXPECT_EQ(after("days since last message > 3").when, start + days{3} + Millis{1});
  EXPECT_EQ(after("waiting > 2h").distance, "in 1h");
  EXPECT_EQ(after("hour in 18..22").when, start + hours{6});
  EXPECT_EQ(after("weekday in 6..7").distance, "in 4d 11h");
  EXPECT_EQ(after("messages in 7d < 1").when, start + days{7});
  EXPECT_EQ(after("messages in 7d < 1").distance, "1 fewer");
  EXPECT_EQ(after("not tag A").when, start + days{2});
  EXPECT_EQ(after("text has y").when, std::nullopt);
  EXPECT_EQ(after("waiting < 10m").distance, "50m too long");
  EXPECT_EQ(after("waiting < 10m").when, std::nullopt);
}

TEST(WhyNot, TakesTheSmallestWay) {
  Bot bot("(text has a and text has b and text has c) or (tag A and not text has x) or (tag B and tag C)");
  bot.say("x", start);
  bot.profile.tags.set("A", {});
  EXPECT_EQ(bot.only(start), "not text has \"x\" | x | ");
  bot.say("y", start);
  EXPECT_TRUE(bot.gaps(start).empty());
}

// More conditions than are searched: each part's smallest.
TEST(WhyNot, OfVeryManyConditions) {
  std::string when = "tag Z";
  for (int i = 0; i < 40; ++i) when += " and (tag A" + std::to_string(i) + " or tag B)";
  Bot bot(when);
  bot.say("x", start);
  EXPECT_EQ(bot.gaps(start).size(), 41U);
}

// ---- against brute force: conditions are tags, so that each can be given or taken away by itself
class Small {
 public:
  explicit Small(std::uint64_t seed) : random_(seed) { text_ = tree(3); }
  const std::string& text() const { return text_; }
  std::uint32_t number(std::uint32_t below) { return static_cast<std::uint32_t>(random_() % below); }

 private:
  std::string tree(int depth) {
    if (depth == 0 || number(4) == 0) return (number(3) == 0 ? "not tag A" : "tag A") + std::to_string(number(6));
    const std::string joiner = number(2) == 0 ? " and " : " or ";
    auto out = "(" + tree(depth - 1);
    for (auto n = number(2) + 1; n > 0; --n) out += joiner + tree(depth - 1);
    out += ")";
    return number(4) == 0 ? "not " + out : out;
  }
  std::mt19937_64 random_;
  std::string text_;
};

TEST(WhyNot, IsSmallestByBruteForce) {
  const auto* given = std::getenv("FENQUN_SEED");
  const std::uint64_t first = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  for (auto seed = first; seed < first + 300; ++seed) {
    Small small(seed);
    Bot bot(small.text());
    const auto now = small.number(64);
    const auto held = [&](std::uint32_t tags) {
      bot.profile.tags.clear();
      for (std::uint32_t i = 0; i < 6; ++i) {
        if ((tags >> i & 1U) != 0) bot.profile.tags.set("A" + std::to_string(i), {});
      }
      return !bot.say("x", start).firings.empty();
    };
    int fewest = 7;
    for (std::uint32_t tags = 0; tags < 64; ++tags) {
      if (held(tags)) fewest = std::min(fewest, std::popcount(tags ^ now));
    }
    held(now);
    const auto gaps = bot.gaps(start);
    const auto trace = "FENQUN_SEED=" + std::to_string(seed) + " " + small.text() + " with " + std::to_string(now);
    if (fewest == 7) continue;  // it never holds
    ASSERT_EQ(gaps.size(), static_cast<std::size_t>(fewest)) << trace;
    auto changed = now;
    for (const auto& gap : gaps) changed ^= 1U << static_cast<std::uint32_t>(gap.condition.back() - '0');
    ASSERT_TRUE(held(changed)) << trace;
  }
}

}  // namespace
}  // namespace fenqun::rules
