// Letters that are read as Latin ones: styles that nobody writes in (small capitals, Lisu, Cherokee …), letters of
// living scripts that look like Latin ones, letters turned by 180 degrees. The table is data/lookalikes.tsv.
#pragma once

namespace fenqun::rules::folding {

// The Latin letter of a style that no customer writes a language in; any other character is returned as it is.
char32_t plain_style(char32_t c);

// What a letter (after case folding) is read as; '\0': it is no such letter.
struct Lookalike {
  char plain = '\0';
  char capital = '\0';  // what its capital looks like
  bool turned = false;  // a Latin letter turned by 180 degrees
};
Lookalike lookalike(char32_t c);

// What a plain letter becomes when it is turned, if it is one that stays a letter; '\0' otherwise.
char turned_plain(char c);

// Whether a letter is of the European alphabets, turned ones included.
constexpr bool is_european(char32_t c) {
  const bool far_turned = c == 0x1D09 || c == 0x1D77 || c == 0x214E || c == 0xA781;
  return c <= 0x058F || (c >= 0x1E00 && c <= 0x1FFF) || far_turned;
}

}  // namespace fenqun::rules::folding
