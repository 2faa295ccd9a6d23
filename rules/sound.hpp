// `text sounds like tuikuan`: finds words by their sound, whatever characters they are written in: 腿款, 推宽, 退kuan,
// tui kuan, TuiKuan, tuìkuǎn. Toneless Mandarin; a character counts with all its readings (行: xing, hang, heng); ü, v,
// u: after n and l, and yu are one.
//
// Latin letters count only as whole runs that are nothing but syllables of standard Mandarin: "tui kuan" and
// "woyaotuikuan" do, "that uikuan" and "tuikuanx" do not. Of several ways to cut a run (xian) all count. Between
// two syllables one of which is in Latin letters may stand one space, apostrophe, hyphen, dot or underscore, and behind
// a run a digit for its tone (tui4kuan3).
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/problem.hpp"
#include "rules/matcher.hpp"

namespace fenqun::rules {

namespace sound {
// A syllable that the text can be read as: bytes [begin, end); the next one begins at `resume`.
struct Edge {
  std::uint32_t begin = 0, end = 0, resume = 0;
  std::uint16_t syllable = 0;
};
}  // namespace sound

// What is listened for, compiled; immutable and shared by all threads.
class Sounds {
 public:
  static constexpr std::size_t max_spellings = 10'000;
  static constexpr std::size_t max_syllables = 12;  // of one spelling
  static constexpr std::size_t max_readings = 256;  // of one spelling
  static constexpr std::size_t max_hits = Matcher::max_hits;

  // Reused buffers, one per thread; they grow with the longest text.
  struct Scratch {
    std::vector<sound::Edge> edges;
    std::vector<std::uint32_t> first;    // of each byte: the first edge that does not begin before it
    std::vector<std::uint32_t> offsets;  // of the letters of a run
    std::vector<char> letters;
    std::vector<char> good;  // of the letters of a run: whether the rest can be cut into syllables
  };

  // `spellings`: pinyin (tuikuan, tui kuan, tuì kuǎn, lv3) or Chinese words (退款: whatever sounds like it). Problem
  // FQ-131x names the spelling by its index.
  static Result<std::shared_ptr<const Sounds>> build(std::span<const std::string> spellings);

  // Whether it is pinyin from end to end.
  static bool is_pinyin(std::string_view spelling);

  // Appends at most max_hits, ordered by (begin, end, pattern) and each once; Hit::pattern is the index in the span
  // given to build(). `folded` may be any bytes. Linear time; allocates only while buffers grow.
  void scan(std::string_view folded, Scratch& scratch, std::vector<Hit>& out) const;

 private:
  struct Node {
    std::vector<std::pair<std::uint16_t, std::uint32_t>> children;  // by syllable
    std::vector<std::uint32_t> spellings;
  };
  struct Walk;

  Sounds();
  void add(std::span<const std::uint16_t> syllables, std::uint32_t spelling);
  std::uint32_t child(std::uint32_t node, std::uint16_t syllable) const;
  void walk(Walk& walk, std::uint32_t node, std::uint32_t at) const;

  std::vector<Node> nodes_;   // a trie; 0 is its root
  std::vector<char> wanted_;  // by syllable: whether any spelling has it
};

}  // namespace fenqun::rules
