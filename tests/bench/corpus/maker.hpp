// Synthetic shop talk: words made by combining common hanzi, used with Zipf's frequencies. Pure and deterministic: only
// the seed decides, on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fenqun::bench {

struct Wish {
  std::size_t rules = 1000;
  std::size_t lines = 50000;
  double reply_share = 0.1;  // of the messages are due exactly one reply; the others are due none
  std::uint64_t seed = 1;
};

struct KeywordRule {
  std::string keyword;  // 2 to 4 hanzi, unlike all others
  std::string tag;      // one of 200
  std::string reply;    // empty on 99 % of the rules
};

struct Text {
  std::string text;  // 10 to 60 characters, with punctuation, digits, Latin words and emoji strewn in
  bool reply_due = false;
};

struct Corpus {
  std::vector<KeywordRule> rules;
  std::vector<Text> messages;
};

Corpus make_corpus(const Wish& wish);

// The hanzi of a text alone.
std::string only_hanzi(std::string_view text);

}  // namespace fenqun::bench
