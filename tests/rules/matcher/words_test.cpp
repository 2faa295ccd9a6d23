// Words against a naive loop of find(), on texts made to be difficult: few different letters, words of every length
// that is handled in its own way, many that begin alike, and texts whose ends fall on every place of a block.
#include "rules/matcher/words.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <random>
#include <tuple>

namespace fenqun::rules::matching {
namespace {

using Found = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;  // begin, end, pattern

std::vector<Found> naive(const std::vector<std::string>& words, std::string_view text) {
  std::vector<Found> out;
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    for (auto at = text.find(words[i]); at != std::string_view::npos; at = text.find(words[i], at + 1)) {
      out.emplace_back(at, at + words[i].size(), i);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

Words made_of(const std::vector<std::string>& words) {
  std::vector<Word> list;
  for (std::uint32_t i = 0; i < words.size(); ++i) list.push_back({words[i], i});
  return Words(std::move(list));
}

std::vector<Found> found(const Words& words, std::string_view text, std::size_t most = 1'000'000) {
  // A copy without room behind its end, so that a sanitizer sees reads beyond it.
  const std::vector<char> exact(text.begin(), text.end());
  std::vector<Hit> hits;
  words.find({exact.data(), exact.size()}, most, hits);
  std::vector<Found> out;
  for (const auto& hit : hits) out.emplace_back(hit.begin, hit.end, hit.pattern);
  return out;
}

std::uint64_t seed() {
  if (const char* given = std::getenv("FENQUN_SEED")) return std::strtoull(given, nullptr, 10);
  return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
}

class Maker {
 public:
  Maker(std::uint64_t seed, std::vector<std::string> letters) : random_(seed), letters_(std::move(letters)) {}
  std::size_t below(std::size_t n) { return random_() % n; }
  std::string text(std::size_t least, std::size_t most) {
    std::string out;
    for (auto left = least + below(most - least + 1); left > 0; --left) out += letters_[below(letters_.size())];
    return out;
  }

 private:
  std::mt19937_64 random_;
  std::vector<std::string> letters_;
};

std::vector<std::string> all_bytes() {
  std::vector<std::string> out;
  for (int byte = 0; byte < 256; ++byte) out.emplace_back(1, static_cast<char>(byte));
  return out;
}

void agree(const std::vector<std::string>& letters, std::size_t longest, const char* name) {
  const auto started = seed();
  SCOPED_TRACE(std::string(name) + ", FENQUN_SEED=" + std::to_string(started));
  Maker make(started, letters);
  std::size_t hits = 0;
  for (int round = 0; round < 120; ++round) {
    std::vector<std::string> list;
    for (auto left = 1 + make.below(round % 4 == 0 ? 600 : 40); left > 0; --left) {
      list.push_back(make.text(1, 1 + make.below(longest)));
    }
    const auto words = made_of(list);
    for (int texts = 0; texts < 15; ++texts) {
      auto text = make.text(0, 90);
      if (texts % 3 == 0) text.insert(make.below(text.size() + 1), list[make.below(list.size())]);
      if (texts % 5 == 0) text += list[make.below(list.size())];
      const auto expected = naive(list, text);
      ASSERT_EQ(found(words, text), expected) << testing::PrintToString(text);
      hits += expected.size();
    }
  }
  EXPECT_GT(hits, 1000U) << "the texts hold too little to show anything";
}

TEST(Words, AgreeWithANaiveLoop) {
  agree({"退", "款", "货", "a", "b", "，", "😀", "é"}, 8, "characters of one to four bytes");
  agree({"a", "b"}, 30, "two letters, so that words begin alike");
  agree({"款", "货"}, 12, "two ideographs");
  agree({"\xff", "\xe6", "\x80", "\xac", std::string(1, '\0'), "退"}, 7, "broken characters and zeros");
  agree(all_bytes(), 2, "any bytes");
}

TEST(Words, ZerosBehindTheEndAreNotText) {
  const auto words = made_of({std::string("ab\0", 3), std::string("退款\0", 7), std::string(1, '\0')});
  EXPECT_TRUE(found(words, "ab").empty());
  EXPECT_TRUE(found(words, "退款").empty());
  EXPECT_EQ(found(words, std::string_view("ab\0", 3)), (std::vector<Found>{{0, 3, 0}, {2, 3, 2}}));
}

TEST(Words, ManyThatBeginAlike) {
  std::vector<std::string> list;
  for (int i = 0; i < 3000; ++i) list.push_back("我想要" + std::to_string(i));
  for (std::size_t length = 1; length <= 340; ++length) {
    std::string word;
    for (std::size_t i = 0; i < length; ++i) word += "退";
    list.push_back(word);
  }
  const auto words = made_of(list);
  std::string text = "我想要2999,我想要12";
  for (int i = 0; i < 60; ++i) text += "退";
  EXPECT_EQ(found(words, text), naive(list, text));
}

TEST(Words, TheSameTextLookedForTwice) {
  const auto words = made_of({"退款", "款", "退款", "退款了", "款"});
  EXPECT_EQ(found(words, "要退款"), (std::vector<Found>{{3, 9, 0}, {3, 9, 2}, {6, 9, 1}, {6, 9, 4}}));
}

TEST(Words, EndWhenThereAreEnough) {
  const auto words = made_of({"a", "aa", "a"});
  EXPECT_EQ(found(words, std::string(500, 'a'), 100).size(), 100U);
}

TEST(Words, NoneAndNothing) {
  EXPECT_TRUE(found(Words(), "退款").empty());
  EXPECT_TRUE(made_of({}).empty());
  EXPECT_TRUE(found(made_of({"退款"}), "").empty());
}

// What a text made to be slow costs: all its places look like the beginning of many long words.
TEST(Words, HostileTextsStayLinear) {
  std::vector<std::string> list;
  for (int i = 0; i < 1000; ++i) list.push_back(std::string(20, 'a') + std::to_string(i));
  for (std::size_t length = 1; length < 1000; length += 10) list.push_back(std::string(length, 'a') + "b");
  const auto words = made_of(list);
  const std::string text(8192, 'a');
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_TRUE(found(words, text).empty());
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::milliseconds(500));
}

}  // namespace
}  // namespace fenqun::rules::matching
