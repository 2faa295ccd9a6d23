// Text on its way to people: East Asian display width, padding, cutting between graphemes, and making hostile
// characters visible. Pure; any thread; every function takes any bytes (invalid UTF-8 counts as U+FFFD).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fenqun::bot {

struct CodePoint {
  char32_t value = 0xFFFD;
  std::uint32_t length = 0;  // bytes; 0 only at the end of the text
  bool valid = false;
};
// The character that begins at `offset`; an ill-formed byte is one invalid character of length 1.
CodePoint decode_at(std::string_view text, std::size_t offset);
void append_utf8(std::string& out, char32_t value);
std::vector<char32_t> code_points(std::string_view text);

// Unicode White_Space, the ideographic space among them.
bool is_space(char32_t value);
bool is_letter(char32_t value);
bool is_latin_letter_or_digit(char32_t value);
// Control, zero-width, direction, private-use and unassigned characters: what a name must not smuggle in.
bool is_hidden(char32_t value);
std::string_view trimmed(std::string_view text);

// Columns of a terminal or a fixed-width font: wide and full-width characters and emoji take 2, combining marks 0.
std::size_t display_width(std::string_view text);
// User-perceived characters.
std::size_t grapheme_count(std::string_view text);
// At most `width` columns, cut between graphemes and ended by an ellipsis where something was left out. Also bounded in
// bytes (16 per column), because a grapheme may be made of any number of combining marks.
std::string cut_to_width(std::string_view text, std::size_t width);
// Spaces on the right up to `width` columns; longer texts stay as they are.
std::string pad_right(std::string_view text, std::size_t width);

// How a text of unknown origin is shown: hidden characters as \u{200B}, line breaks too, bounded to `width` columns.
std::string shown(std::string_view text, std::size_t width = 60);
// The same without the bound.
std::string escaped(std::string_view text);

}  // namespace fenqun::bot
