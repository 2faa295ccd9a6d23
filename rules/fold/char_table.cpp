#include "rules/fold/char_table.hpp"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <algorithm>
#include <iterator>

#include "rules/fold/lookalikes.hpp"
#include "rules/fold/normalise.hpp"

namespace fenqun::rules::folding {
namespace {

#include "rules/fold/simplify_table.inc"

std::size_t utf8_bytes(char32_t c) {
  return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

// Normalising each of these is cheap enough to do at start; other characters below U+10000 are either mapped to
// themselves in blocks or rare in chats. U+FFFD may not be among them: it also stands for single broken bytes, which
// would grow.
constexpr char32_t asked_of_icu[][2] = {{0x0020, 0x33FF}, {0xFE30, 0xFFEF}};
constexpr char32_t ideographs[][2] = {{0x3400, 0x4DBF}, {0x4E00, 0x9FFF}};
constexpr char32_t hangul_syllables[2] = {0xAC00, 0xD7A3};

char16_t ask_icu(char32_t c) {
  const char32_t prepared = prepare(c);
  if (prepared == U' ') return u' ';
  if (prepared == dropped || !has_boundary_before(prepared)) return 0;
  std::array<char32_t, 4> folded{};
  const auto length = normalise({&prepared, 1}, folded);
  if (length != 1 || folded[0] == U' ') return 0;
  const char32_t result = simplified(folded[0]);
  const bool fits = result < 0x10000 && utf8_bytes(result) <= utf8_bytes(c);
  return fits ? static_cast<char16_t>(result) : u'\0';
}

// A run of numbered characters that stand for "1", "2" … or "a", "b" …
struct Bare {
  char32_t first, last, as;
};
constexpr Bare bare[] = {
    {0x2474, 0x247C, U'1'}, {0x2488, 0x2490, U'1'},   {0x249C, 0x24B5, U'a'},   {0x24EA, 0x24EA, U'0'},
    {0x24F5, 0x24FD, U'1'}, {0x24FF, 0x24FF, U'0'},   {0x2776, 0x277E, U'1'},   {0x2780, 0x2788, U'1'},
    {0x278A, 0x2792, U'1'}, {0x1F110, 0x1F129, U'a'}, {0x1F150, 0x1F169, U'a'}, {0x1F170, 0x1F189, U'a'},
};
constexpr char32_t bracketed_numerals[] = U"一二三四五六七八九十";  // U+3220 …

// Not U+20E3, which makes keycaps, nor U+0338, which negates signs.
constexpr char32_t lines[][2] = {{0x0305, 0x0305}, {0x0332, 0x0337}, {0x033F, 0x033F},
                                 {0x20D2, 0x20D3}, {0x20D8, 0x20DA}, {0x20DD, 0x20E0},
                                 {0x20E2, 0x20E2}, {0x20E4, 0x20E6}, {0x20EA, 0x20EB}};

}  // namespace

bool is_mark(char32_t c) {
  const auto type = u_charType(static_cast<UChar32>(c));
  return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_COMBINING_SPACING_MARK;
}

bool is_line(char32_t c) {
  if (c < lines[0][0] || c > std::end(lines)[-1][1]) return false;
  return std::any_of(std::begin(lines), std::end(lines), [c](const auto& run) { return c >= run[0] && c <= run[1]; });
}

char32_t prepare(char32_t c) {
  if (c == U' ') return U' ';
  const auto symbol = static_cast<UChar32>(c);
  if (u_isUWhiteSpace(symbol)) return U' ';
  const auto type = u_charType(symbol);
  if (u_iscntrl(symbol) || type == U_FORMAT_CHAR || u_hasBinaryProperty(symbol, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
      is_line(c)) {
    return dropped;
  }
  for (const auto& run : bare) {
    if (c >= run.first && c <= run.last) return run.as + (c - run.first);
  }
  if (c >= 0x3220 && c <= 0x3229) return bracketed_numerals[c - 0x3220];
  if (c < 0x80) return c;
  if (type == U_DECIMAL_DIGIT_NUMBER) return U'0' + static_cast<char32_t>(u_charDigitValue(symbol));
  return plain_style(c);
}

char32_t simplified(char32_t c) {
  if (c < traditional[0]) return c;
  const auto* const last = std::end(traditional) - 1;  // without the terminator
  const auto* const found = std::lower_bound(std::begin(traditional), last, c);
  return found != last && *found == c ? simplified_of[found - std::begin(traditional)] : c;
}

CharTable::CharTable() {
  for (const auto& range : asked_of_icu) {
    for (char32_t c = range[0]; c <= range[1]; ++c) quick_[c] = ask_icu(c);
  }
  for (const auto white : {U'\t', U'\n', U'\v', U'\f', U'\r'}) quick_[white] = u' ';
  for (const auto& range : ideographs) {
    for (char32_t c = range[0]; c <= range[1]; ++c) {
      const char32_t simple = simplified(c);
      quick_[c] = simple < 0x10000 ? static_cast<char16_t>(simple) : u'\0';
    }
  }
  for (char32_t c = hangul_syllables[0]; c <= hangul_syllables[1]; ++c) quick_[c] = static_cast<char16_t>(c);
}

const CharTable& CharTable::get() {
  static const CharTable table;
  return table;
}

}  // namespace fenqun::rules::folding
