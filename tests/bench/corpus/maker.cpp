#include "tests/bench/corpus/maker.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <unordered_set>

#include "tests/bench/corpus/hanzi.hpp"

namespace fenqun::bench {
namespace {

constexpr std::size_t kTags = 200;
constexpr std::size_t kFunctionWords = 400;           // the most frequent words are nobody's keywords
constexpr std::size_t kSpareWords = 20000;            // words that are no keywords, at least
constexpr std::size_t kShortest = 10, kLongest = 60;  // characters of a message

// SplitMix64 (Steele, Lea, Flood 2014): the standard library's distributions differ between machines.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t bits() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(bits() % n); }
  double share() { return static_cast<double>(bits() >> 11) * 0x1p-53; }

 private:
  std::uint64_t state_;
};

std::string_view hanzi(std::size_t i) {
  return kCommonHanzi.substr(3 * i, 3);
}  // each is 3 bytes of UTF-8
constexpr std::size_t kHanzi = kCommonHanzi.size() / 3;

struct Word {
  std::string text;
  std::size_t length = 0;  // characters
};

// All different; the earlier, the more frequent.
std::vector<Word> make_words(std::size_t count, Random& random) {
  std::vector<Word> words;
  std::unordered_set<std::string> seen;
  while (words.size() < count) {
    const double kind = random.share();
    Word word{{}, kind < 0.6 ? 2U : kind < 0.85 ? 3U : 4U};
    for (std::size_t i = 0; i < word.length; ++i) word.text += hanzi(random.below(kHanzi));
    if (seen.insert(word.text).second) words.push_back(std::move(word));
  }
  return words;
}

// Draws a rank with a frequency that falls as 1/(rank + 3).
class Zipf {
 public:
  explicit Zipf(std::size_t n) : cumulative_(n) {
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) cumulative_[i] = sum += 1.0 / (static_cast<double>(i) + 3);
  }
  std::size_t draw(Random& random) const {
    const double at = random.share() * cumulative_.back();
    const auto found = std::lower_bound(cumulative_.begin(), cumulative_.end(), at);
    return std::min(static_cast<std::size_t>(found - cumulative_.begin()), cumulative_.size() - 1);
  }

 private:
  std::vector<double> cumulative_;
};

// Bots that see through 退.款 and 退 款 must owe the same replies as bots that do not, so what counts as holding a
// reply's keyword is looked up in the hanzi alone.
class Keywords {
 public:
  void add(const std::string& word) { words_.insert(word); }
  std::size_t found_in(std::string_view text) const {
    const std::string plain = only_hanzi(text);
    std::size_t found = 0;
    for (std::size_t at = 0; at < plain.size(); at += 3) {
      for (std::size_t length = 2; length <= 4 && at + 3 * length <= plain.size(); ++length) {
        found += words_.count(plain.substr(at, 3 * length));
      }
    }
    return found;
  }

 private:
  std::unordered_set<std::string> words_;
};

std::string tag_name(std::size_t i) {
  const std::string digits = std::to_string(i);
  return "t" + std::string(3 - digits.size(), '0') + digits;
}

std::vector<KeywordRule> make_rules(const Wish& wish, const std::vector<Word>& words, Random& random) {
  std::vector<std::size_t> ranks(words.size() - kFunctionWords);
  for (std::size_t i = 0; i < ranks.size(); ++i) ranks[i] = kFunctionWords + i;
  const std::size_t replies = std::max<std::size_t>(5, wish.rules / 100);
  const std::size_t every = wish.rules / replies;
  std::vector<KeywordRule> rules(wish.rules);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    std::swap(ranks[i], ranks[i + random.below(ranks.size() - i)]);
    rules[i].keyword = words[ranks[i]].text;
    rules[i].tag = tag_name(i % kTags);
    const bool replied = i % every == 0 && i / every < replies;
    if (replied) rules[i].reply = "您好,您问的" + rules[i].keyword + "我们记下了,客服马上就来。";
  }
  return rules;
}

constexpr std::array<std::string_view, 6> kMarks = {"，", "。", "？", "！", " ", "、"};
constexpr std::array<std::string_view, 10> kStrewn = {"ok", "iPhone", "2件", "99元", "ＶＩＰ",
                                                      "👍",  "😊",      "L码", "100",  "hi"};

// A message in pieces, so that a keyword can go between two of them.
std::vector<std::string_view> make_pieces(const std::vector<Word>& words, const Zipf& zipf, Random& random) {
  const std::size_t wanted = kShortest + random.below(kLongest - kShortest + 1);
  std::vector<std::string_view> pieces;
  std::size_t length = 0, since_mark = 0;
  while (length < wanted) {
    const double kind = random.share();
    if (kind < 0.03) {
      pieces.push_back(kStrewn[random.below(kStrewn.size())]);
      length += 2;
    } else if (since_mark > 5 + random.below(9)) {
      pieces.push_back(kMarks[random.below(kMarks.size())]);
      since_mark = 0;
      ++length;
    } else {
      const Word& word = words[zipf.draw(random)];
      pieces.push_back(word.text);
      since_mark += word.length;
      length += word.length;
    }
  }
  return pieces;
}

std::string joined(const std::vector<std::string_view>& pieces) {
  std::string text;
  for (const auto piece : pieces) text += piece;
  return text;
}

}  // namespace

std::string only_hanzi(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t size = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    if (size == 3 && byte >= 0xE4 && byte <= 0xE9) out += text.substr(i, 3);
    i += size;
  }
  return out;
}

Corpus make_corpus(const Wish& wish) {
  Random random(wish.seed);
  const auto words = make_words(wish.rules + kFunctionWords + kSpareWords, random);
  const Zipf zipf(words.size());
  Corpus corpus;
  corpus.rules = make_rules(wish, words, random);

  Keywords due;
  std::vector<std::string_view> replied;
  for (const auto& rule : corpus.rules) {
    if (rule.reply.empty()) continue;
    due.add(rule.keyword);
    replied.push_back(rule.keyword);
  }
  while (corpus.messages.size() < wish.lines) {
    const bool reply_due = random.share() < wish.reply_share;
    std::string text;
    do {
      auto pieces = make_pieces(words, zipf, random);
      if (reply_due) {
        const auto at = static_cast<std::ptrdiff_t>(random.below(pieces.size() + 1));
        pieces.insert(pieces.begin() + at, replied[random.below(replied.size())]);
      }
      text = joined(pieces);
    } while (due.found_in(text) != (reply_due ? 1U : 0U));
    corpus.messages.push_back({std::move(text), reply_due});
  }
  return corpus;
}

}  // namespace fenqun::bench
