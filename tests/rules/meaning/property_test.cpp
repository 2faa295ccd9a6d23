// Any bytes, any span: no crash, cues within the text, equal results from a used Reading, linear time.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <random>
#include <string>

#include "reading.hpp"
#include "rules/meaning/built_in.hpp"
#include "rules/meaning/lexicon.hpp"

namespace fenqun::rules {
namespace {

std::uint64_t seed_of_run() {
  const char* given = std::getenv("FENQUN_SEED");
  const auto seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  std::printf("FENQUN_SEED=%llu\n", static_cast<unsigned long long>(seed));
  return seed;
}

class Texts {
 public:
  explicit Texts(std::uint64_t seed) : random_(seed) {
    Problems problems;
    for (const auto& source : meaning::built_in_lexicons()) {
      for (auto& phrase : meaning::phrases_of(source, problems)) cues_.push_back(std::move(phrase.text));
    }
  }

  std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_); }

  std::string bytes() {
    std::string out(below(120), ' ');
    for (auto& c : out) c = static_cast<char>(below(256));
    return out;
  }

  // Cues, words and marks in any order.
  std::string sentence() {
    static const std::vector<std::string> between = {"退款", "refund", " ",  ",", "。",   "?",        "“", "”",
                                                     "\n",   ":",      "\"", "~", "东西", "\xE4\xB8", "."};
    std::string out;
    for (std::size_t i = 0, count = below(24); i < count; ++i) {
      out += below(2) == 0 ? cues_[below(cues_.size())] : between[below(between.size())];
    }
    return out;
  }

 private:
  std::mt19937_64 random_;
  std::vector<std::string> cues_;
};

TEST(MeaningProperty, TotalAndDeterministic) {
  Texts texts(seed_of_run());
  const auto& meaning = Meaning::built_in();
  Meaning::Reading used;
  for (int round = 0; round < 4000; ++round) {
    const auto text = round % 3 == 0 ? texts.bytes() : texts.sentence();
    // What was not made by fold() must not hurt either: raw bytes, no map.
    Folded folded{.text = texts.bytes(), .origin = {}, .end = {}};
    if (round % 7 != 0) {
      folded = Folded{};
      fold(text, folded);
    }
    meaning.read(folded, text, used);
    Meaning::Reading fresh;
    meaning.read(folded, text, fresh);
    for (int i = 0; i < 8; ++i) {
      const auto begin = static_cast<std::uint32_t>(texts.below(folded.text.size() + 2));
      const auto end = static_cast<std::uint32_t>(begin + texts.below(12));
      const auto judged = meaning.judge(used, begin, end);
      ASSERT_EQ(judged, meaning.judge(fresh, begin, end)) << text;
      ASSERT_LE(judged.cue_begin, judged.cue_end) << text;
      ASSERT_LE(judged.cue_end, folded.text.size()) << text;
      ASSERT_TRUE(judged.doubt == Doubt::none || judged.cue_begin < judged.cue_end) << text;
    }
  }
}

double nanoseconds(const std::string& text) {
  Folded folded;
  Meaning::Reading reading;
  fold(text, folded);
  double best = 1e18;
  for (int i = 0; i < 15; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    Meaning::built_in().read(folded, text, reading);
    for (auto at = folded.text.find("退款"); at != folded.text.npos; at = folded.text.find("退款", at + 1)) {
      Meaning::built_in().judge(reading, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 6));
    }
    const std::chrono::duration<double, std::nano> spent = std::chrono::steady_clock::now() - begin;
    best = std::min(best, spent.count());
  }
  return best;
}

TEST(MeaningProperty, TwiceTheTextTakesTwiceTheTime) {
  for (const std::string unit :
       {"退款不", "我不想退款", "如果“退款", "退款,", "他说退款:", "不退款 别家 不给我", "no refund if 退款 "}) {
    std::string half, whole;
    while (half.size() < 3500) half += unit;
    whole = half + half;
    EXPECT_LT(nanoseconds(whole), 3.5 * nanoseconds(half)) << unit;
  }
}

}  // namespace
}  // namespace fenqun::rules
