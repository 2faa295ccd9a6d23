#include "rules/matcher.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <tuple>

namespace fenqun::rules {

bool operator==(const Hit& a, const Hit& b) {
  return std::tie(a.pattern, a.begin, a.end) == std::tie(b.pattern, b.begin, b.end);
}
void PrintTo(const Hit& hit, std::ostream* out) {
  *out << hit.pattern << " [" << hit.begin << "," << hit.end << ")";
}

namespace {

std::vector<Hit> scan(const Matcher& matcher, std::string_view text) {
  Matcher::Scratch scratch;
  std::vector<Hit> hits;
  matcher.scan(text, scratch, hits);
  return hits;
}

std::vector<Hit> find_in(const std::vector<Pattern>& patterns, std::string_view text) {
  const auto matcher = Matcher::build(patterns);
  if (!matcher) {
    ADD_FAILURE() << matcher.error().line(Language::en);
    return {};
  }
  return scan(**matcher, text);
}

std::vector<Hit> naive(const std::vector<Pattern>& patterns, std::string_view text) {
  std::vector<Hit> hits;
  for (std::uint32_t i = 0; i < patterns.size(); ++i) {
    const std::string& word = patterns[i].text;
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
      hits.push_back({i, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + word.size())});
    }
  }
  std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
    return std::tie(a.begin, a.end, a.pattern) < std::tie(b.begin, b.end, b.pattern);
  });
  return hits;
}

std::vector<Pattern> literals(std::initializer_list<std::string> words) {
  std::vector<Pattern> patterns;
  for (const auto& word : words) patterns.push_back({word});
  return patterns;
}

TEST(Matcher, NothingToLookFor) {
  EXPECT_TRUE(find_in({}, "退款").empty());
}

TEST(Matcher, EmptyText) {
  EXPECT_TRUE(find_in(literals({"退款"}), "").empty());
}

TEST(Matcher, OverlappingAndEqualLiteralsAreAllReportedInOrder) {
  EXPECT_EQ(find_in(literals({"退款", "款", "退款", "我要退款", "不要"}), "我要退款"),
            (std::vector<Hit>{{3, 0, 12}, {0, 6, 12}, {2, 6, 12}, {1, 9, 12}}));
  EXPECT_EQ(find_in(literals({"aa"}), "aaaa"), (std::vector<Hit>{{0, 0, 2}, {0, 1, 3}, {0, 2, 4}}));
}

TEST(Matcher, LiteralsAreNoExpressions) {
  EXPECT_EQ(find_in(literals({"a.c", "(", "\\d", "$"}), "abc a.c ( \\d $").size(), 4U);
}

TEST(Matcher, ExpressionsBesideLiterals) {
  const std::vector<Pattern> patterns{
      {"退.{0,3}款", true}, {"退款"}, {"订单号?[:]?\\d{8,}", true}, {"\\bvip\\b", true}};
  EXPECT_EQ(find_in(patterns, "我是vip 订单号:123456789 退点款"),
            (std::vector<Hit>{{3, 6, 9}, {2, 10, 29}, {0, 30, 39}}));
}

TEST(Matcher, ExpressionsDoNotRegardCase) {
  EXPECT_EQ(find_in({{"ReFund", true}}, "refund").size(), 1U);
}

TEST(Matcher, OneHitThatGrows) {
  EXPECT_EQ(find_in({{"退+", true}}, "退退退"), (std::vector<Hit>{{0, 0, 9}}));
}

TEST(Matcher, ExpressionsTooLargeToFollowBeginAtTheFront) {
  EXPECT_EQ(find_in({{"退.{0,150}款", true}}, "我要退掉这个款"), (std::vector<Hit>{{0, 0, 21}}));
}

TEST(Matcher, ScratchGrowsWithWhateverItIsUsedFor) {
  const auto small = Matcher::build(literals({"a"}));
  std::vector<Pattern> many;
  for (int i = 0; i < 5000; ++i) many.push_back({"词" + std::to_string(i)});
  many.push_back({"[a-z]+款", true});
  const auto large = Matcher::build(many);
  ASSERT_TRUE(small && large);
  Matcher::Scratch scratch;
  std::vector<Hit> hits;
  for (int round = 0; round < 3; ++round) {
    (*small)->scan("banana", scratch, hits);
    (*large)->scan("词4999 abc款", scratch, hits);
  }
  EXPECT_EQ(hits.size(), 3U * (3 + 5));  // 词4, 词49, 词499, 词4999 and the expression
}

TEST(Matcher, AppendsBehindWhatIsThere) {
  const auto matcher = Matcher::build(literals({"b", "a"}));
  ASSERT_TRUE(matcher);
  Matcher::Scratch scratch;
  std::vector<Hit> hits{{7, 100, 101}};
  (*matcher)->scan("ab", scratch, hits);
  EXPECT_EQ(hits, (std::vector<Hit>{{7, 100, 101}, {1, 0, 1}, {0, 1, 2}}));
}

TEST(Matcher, KeepsAtMostSoManyHits) {
  const std::string text(8192, 'a');
  EXPECT_EQ(find_in(literals({"a", "aa", "a"}), text).size(), Matcher::max_hits);
  EXPECT_EQ(find_in({{"[a-z]", true}}, text).size(), Matcher::max_hits);
}

TEST(Matcher, HostileBytes) {
  std::string text;
  for (int i = 0; i < 4096; ++i) text += static_cast<char>(i * 37);
  text += "退款";
  const auto hits = find_in({{"退款"}, {"退.?款", true}, {"\\x{fffd}", true}}, text);
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[0].begin, 4096U);
}

struct Refusal {
  Pattern pattern;
  std::string code, part;
};

class MatcherRefuses : public testing::TestWithParam<Refusal> {};

TEST_P(MatcherRefuses, WithReason) {
  const std::vector<Pattern> patterns{{"好"}, GetParam().pattern};
  const auto matcher = Matcher::build(patterns);
  ASSERT_FALSE(matcher);
  EXPECT_EQ(matcher.error().code(), GetParam().code);
  for (const auto language : {Language::zh, Language::en}) {
    EXPECT_NE(matcher.error().line(language).find(GetParam().part), std::string::npos)
        << matcher.error().line(language);
  }
}

INSTANTIATE_TEST_SUITE_P(Patterns, MatcherRefuses,
                         testing::Values(Refusal{{""}, "FQ-1303", ""},
                                         Refusal{{std::string(1025, 'a')}, "FQ-1302", "1025"},
                                         Refusal{{std::string(1025, 'a'), true}, "FQ-1302", "1024"},
                                         Refusal{{"(a)\\1", true}, "FQ-1304", "Back-references"},
                                         Refusal{{"(?=x)y", true}, "FQ-1304", "Zero-width"},
                                         Refusal{{"a*", true}, "FQ-1304", "empty"},
                                         Refusal{{"退.{0,300}款.{0,101}", true}, "FQ-1306", "401"},
                                         Refusal{{"(", true}, "FQ-1304", "parenthesis"},
                                         Refusal{{std::string("a\0b", 3), true}, "FQ-1304", "NUL"}));

TEST(Matcher, TooManyPatterns) {
  const std::vector<Pattern> patterns(max_literals + 1, Pattern{"a"});
  const auto matcher = Matcher::build(patterns);
  ASSERT_FALSE(matcher);
  EXPECT_EQ(matcher.error().code(), "FQ-1301");
}

TEST(Matcher, AgreesWithANaiveLoopOnRandomTexts) {
  const auto seed = static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  const std::string letters[] = {"退", "款", "货", "a", "b", "，", "😀", "\xff", "."};
  const auto any_text = [&](std::size_t least, std::size_t most) {
    std::string text;
    for (auto left = least + random() % (most - least + 1); left > 0; --left) text += letters[random() % 9];
    return text;
  };
  for (int round = 0; round < 150; ++round) {
    std::vector<Pattern> patterns;
    for (auto left = 1 + random() % 60; left > 0; --left) patterns.push_back({any_text(1, 5)});
    const auto matcher = Matcher::build(patterns);
    ASSERT_TRUE(matcher);
    for (int texts = 0; texts < 20; ++texts) {
      const auto text = any_text(0, 60);
      ASSERT_EQ(scan(**matcher, text), naive(patterns, text)) << text;
    }
  }
}

TEST(Matcher, ExpressionsLeaveTheLiteralsAsTheyAre) {
  std::vector<Pattern> patterns{{"退"}, {"款货"}, {"ab"}, {"a"}, {"货退款货退"}};
  const auto literal_count = patterns.size();
  patterns.push_back({"退.{0,2}款", true});
  patterns.push_back({"[ab]+", true});
  const auto matcher = Matcher::build(patterns);
  ASSERT_TRUE(matcher);
  const std::string letters[] = {"退", "款", "货", "a", "b", "\xff"};
  std::mt19937_64 random(20261121);
  for (int texts = 0; texts < 500; ++texts) {
    std::string text;
    for (auto left = random() % 30; left > 0; --left) text += letters[random() % 6];
    auto hits = scan(**matcher, text);
    EXPECT_TRUE(std::is_sorted(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
      return std::tie(a.begin, a.end, a.pattern) < std::tie(b.begin, b.end, b.pattern);
    }));
    hits.erase(std::remove_if(hits.begin(), hits.end(), [&](const Hit& hit) { return hit.pattern >= literal_count; }),
               hits.end());
    ASSERT_EQ(hits, naive({patterns.begin(), patterns.begin() + static_cast<std::ptrdiff_t>(literal_count)}, text));
  }
}

TEST(Matcher, AHundredThousandLiteralsCompile) {
  std::vector<Pattern> patterns;
  for (std::size_t i = 0; i < max_literals; ++i)
    patterns.push_back({"词" + std::to_string(i * 7919 % 1'000'003) + "号"});
  const auto matcher = Matcher::build(patterns);
  ASSERT_TRUE(matcher);
  const auto text = "您好，" + patterns[99'999].text + "有货吗";
  EXPECT_EQ(scan(**matcher, text), naive(patterns, text));
}

}  // namespace
}  // namespace fenqun::rules
