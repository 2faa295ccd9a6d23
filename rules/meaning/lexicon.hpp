// Cue words as a trie over code points. Built from strict TOML: [sets] name alternatives, [cues] list words by kind,
// with (a|b|) for alternatives and {name} for a set.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/problem.hpp"
#include "rules/meaning.hpp"

namespace fenqun::rules::meaning {

inline constexpr std::size_t max_cues = 100'000;

struct Phrase {
  std::string text;  // as in the lexicon, alternatives written out
  std::uint64_t kinds = 0;
};

// All cues of one file, in written order. Appends to `problems` every mistake.
std::vector<Phrase> phrases_of(const Source& source, Problems& problems);

// One character of a text; an invalid byte is a character of its own.
struct Letter {
  char32_t code = 0;
  std::uint32_t end = 0;
};
Letter letter_at(std::string_view text, std::uint32_t at);

class Lexicon {
 public:
  explicit Lexicon(std::span<const Phrase> phrases);

  // The longest cue that begins with `first` at `at`; end == at where there is none. Cues in Latin letters are whole
  // words.
  Cue longest_at(std::string_view text, std::uint32_t at, Letter first) const;
  bool may_begin(char32_t code) const { return code < 0x10000 && (begins_[code >> 6] >> (code & 63) & 1U) != 0; }

 private:
  struct Edge {
    std::uint64_t key = 0;  // node << 21 | code point; 0 is free
    std::uint32_t to = 0;
  };
  std::uint32_t next(std::uint32_t node, char32_t code) const;
  std::uint32_t insert(std::uint32_t node, char32_t code);
  void grow();
  void place(const Edge& edge);

  std::vector<Edge> edges_;  // open addressing, a power of two
  std::size_t used_ = 0;
  std::vector<std::uint64_t> kinds_;   // of the cue that ends in a node, 0: none
  std::vector<std::uint64_t> begins_;  // a bit per code point of the first plane
};

}  // namespace fenqun::rules::meaning
