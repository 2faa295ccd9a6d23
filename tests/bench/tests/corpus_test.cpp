#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/bench/corpus/maker.hpp"

namespace fenqun::bench {
namespace {

std::size_t replies_in(const Corpus& corpus, const std::string& text) {
  return static_cast<std::size_t>(std::count_if(corpus.rules.begin(), corpus.rules.end(), [&](const KeywordRule& rule) {
    return !rule.reply.empty() && text.find(rule.keyword) != std::string::npos;
  }));
}

TEST(BenchCorpus, OwesExactlyOneReplyWhereItSaysSo) {
  const Corpus corpus = make_corpus(Wish{.rules = 1000, .lines = 3000});
  std::size_t due = 0;
  for (const Text& message : corpus.messages) {
    ASSERT_EQ(replies_in(corpus, message.text), message.reply_due ? 1U : 0U) << message.text;
    due += message.reply_due ? 1 : 0;
  }
  EXPECT_NEAR(static_cast<double>(due), 300, 60);
}

TEST(BenchCorpus, KeepsKeywordsApartAndRepliesRare) {
  const Corpus corpus = make_corpus(Wish{.rules = 2000, .lines = 1});
  std::set<std::string> keywords;
  std::size_t replies = 0;
  for (const KeywordRule& rule : corpus.rules) {
    keywords.insert(rule.keyword);
    replies += rule.reply.empty() ? 0 : 1;
  }
  EXPECT_EQ(keywords.size(), 2000U);
  EXPECT_EQ(replies, 20U);
}

TEST(BenchCorpus, IsTheSameForTheSameSeed) {
  const auto first = make_corpus(Wish{.rules = 100, .lines = 20, .seed = 7});
  const auto again = make_corpus(Wish{.rules = 100, .lines = 20, .seed = 7});
  const auto other = make_corpus(Wish{.rules = 100, .lines = 20, .seed = 8});
  for (std::size_t i = 0; i < 20; ++i) EXPECT_EQ(first.messages[i].text, again.messages[i].text);
  EXPECT_NE(first.messages[0].text, other.messages[0].text);
}

}  // namespace
}  // namespace fenqun::bench
