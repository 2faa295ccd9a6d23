// Random texts: nothing crashes, nothing is written that no command asked for. The seed is printed; FENQUN_SEED repeats
// it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "bot/commands/grammar.hpp"
#include "bot/text/unicode.hpp"
#include "tests/bot/commands/world.hpp"

namespace fenqun::bot::test {
namespace {

std::uint64_t seed() {
  const auto* given = std::getenv("FENQUN_SEED");
  const auto value = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  std::printf("FENQUN_SEED=%llu\n", static_cast<unsigned long long>(value));
  return value;
}

class Texts {
 public:
  explicit Texts(std::uint64_t value) : random_(value) {}

  std::string next() {
    std::string out;
    const auto parts = 1 + random_() % 12;
    for (std::uint64_t i = 0; i < parts; ++i) part(out);
    return out;
  }

 private:
  void part(std::string& out) {
    static constexpr std::string_view known[] = {"\"",     "“",     "「",   "'",        " ",    "　",
                                                 "张三",   "10002", "\xff", "\xe5\xbc", "30天", "\u200b",
                                                 "\u202e", ":",     "：",   "\n",       "VIP",  "👨‍👩‍👧",
                                                 "@",      "/",     "．",   "\0x"};
    const auto& words = registry().words();
    switch (random_() % 4) {
      case 0:
        out += std::next(words.begin(), static_cast<std::ptrdiff_t>(random_() % words.size()))->first;
        break;
      case 1:
        out += known[random_() % std::size(known)];
        break;
      case 2:
        append_utf8(out, static_cast<char32_t>(random_() % 0x110000));
        break;
      default:
        out += static_cast<char>(random_() % 256);
    }
  }

  std::mt19937_64 random_;
};

TEST(CommandRandom, HundredThousandTextsAreRead) {
  Texts texts(seed());
  for (int i = 0; i < 100'000; ++i) {
    const auto text = texts.next();
    const auto parse = parse_command(text, 0, {});
    ASSERT_EQ(parse.kind == Parse::Kind::command || parse.kind == Parse::Kind::near,
              parse.first.ref.command != nullptr)
        << escaped(text);
  }
}

TEST(CommandRandom, StrangersNeverWriteAndNeverGetAnAnswer) {
  Texts texts(seed());
  World world;
  for (int i = 0; i < 5'000; ++i) {
    world.now += Millis{2'000};
    const Asked asked{.text = "/" + texts.next(), .role = std::nullopt};
    world.heard(asked);
    const auto answer = world.ask(asked);
    ASSERT_EQ(answer.text + answer.direct, "") << escaped(asked.text);
    for (const auto& commit : answer.commits)
      ASSERT_TRUE(commit.changes.empty() && commit.outbox.empty()) << escaped(asked.text);
  }
}

TEST(CommandRandom, ViewersNeverWriteAndAnswersShowNothingHidden) {
  Texts texts(seed());
  World world;
  for (int i = 0; i < 3'000; ++i) {
    world.now += Millis{2'000};
    const Asked asked{.text = "/" + texts.next(), .role = Role::viewer};
    const auto answer = world.ask(asked);
    for (const auto& commit : answer.commits)
      ASSERT_TRUE(commit.changes.empty() && commit.outbox.empty()) << escaped(asked.text);
    ASSERT_LT(answer.text.size(), 8192U);
    std::string lines;
    for (const char c : answer.text) {
      if (c != '\n') lines += c;
    }
    ASSERT_EQ(escaped(lines), lines) << escaped(asked.text);
  }
}

}  // namespace
}  // namespace fenqun::bot::test
