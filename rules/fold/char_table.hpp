// What becomes of one character in folding. Built once at first use (about 2 ms), immutable and shared by all threads.
#pragma once

#include <array>

namespace fenqun::rules::folding {

class CharTable {
 public:
  static const CharTable& get();

  // The folded form of a character that depends on no neighbour and grows by no byte; 0: take the slow way. White space
  // is ' '.
  char16_t quick(char32_t c) const { return c < quick_.size() ? quick_[c] : u'\0'; }

 private:
  CharTable();
  std::array<char16_t, 0x10000> quick_{};
};

// Simplified form of a traditional or variant character, a Japanese form or a radical; any other character is returned
// as it is.
char32_t simplified(char32_t c);

// What has to be decided before normalisation.
inline constexpr char32_t dropped = 0xFFFFFFFF;
// White space becomes ' '; zero-width, variation, direction and control characters and lines through characters become
// `dropped`; circled, bracketed and dotted letters and digits become the bare character (NFKC would leave "(k)" or
// "4."), digits of all scripts 0 to 9, letters of styles that nobody writes in Latin ones (lookalikes.hpp); the rest
// stays.
char32_t prepare(char32_t c);

// Combining marks.
bool is_mark(char32_t c);

// Lines drawn through, over, under and around a character, as text styles do.
bool is_line(char32_t c);

}  // namespace fenqun::rules::folding
