#include "bot/text/unicode.hpp"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace fenqun::bot {
namespace {

constexpr std::size_t bytes_per_column = 16;
constexpr char32_t joiner = 0x200D;
constexpr char32_t emoji_style = 0xFE0F;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool has(char32_t value, UProperty property) {
  return u_hasBinaryProperty(static_cast<UChar32>(value), property) != 0;
}

std::size_t width_of(char32_t value) {
  if (value == 0 || value == joiner) return 0;
  const auto type = u_charType(static_cast<UChar32>(value));
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR || type == U_CONTROL_CHAR)
    return 0;
  const auto width = u_getIntPropertyValue(static_cast<UChar32>(value), UCHAR_EAST_ASIAN_WIDTH);
  if (width == U_EA_FULLWIDTH || width == U_EA_WIDE) return 2;
  return has(value, UCHAR_REGIONAL_INDICATOR) ? 2 : 1;
}

// A grapheme is as wide as its widest part: a family of emoji is 2 columns, not 8.
std::size_t grapheme_width(std::string_view grapheme) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < grapheme.size();) {
    const auto point = decode_at(grapheme, at);
    width = std::max(width, point.value == emoji_style ? std::size_t{2} : width_of(point.value));
    at += point.length;
  }
  return width;
}

// Calls take(grapheme) until it answers false.
template <typename Take>
void each_grapheme(std::string_view text, const Take& take) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  UText source = UTEXT_INITIALIZER;
  utext_openUTF8(&source, text.data(), static_cast<std::int64_t>(text.size()), &status);
  if (U_SUCCESS(status)) breaks->setText(&source, status);
  if (U_FAILURE(status)) {
    utext_close(&source);
    take(text);
    return;
  }
  std::int32_t begin = breaks->first();
  for (std::int32_t end = breaks->next(); end != icu::BreakIterator::DONE; begin = end, end = breaks->next()) {
    if (!take(text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)))) break;
  }
  utext_close(&source);
}

void append_escape(std::string& out, char32_t value) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "\\u{%X}", static_cast<unsigned>(value));
  out += buffer;
}

}  // namespace

CodePoint decode_at(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return {};
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  auto at = static_cast<std::int64_t>(offset);
  UChar32 value = -1;
  U8_NEXT(bytes, at, static_cast<std::int64_t>(text.size()), value);
  if (value < 0) return {0xFFFD, 1, false};
  return {static_cast<char32_t>(value), static_cast<std::uint32_t>(at - static_cast<std::int64_t>(offset)), true};
}

void append_utf8(std::string& out, char32_t value) {
  std::uint8_t buffer[4];
  std::int32_t length = 0;
  UBool bad = 0;
  U8_APPEND(buffer, length, 4, static_cast<UChar32>(value), bad);
  if (!bad) out.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(length));
}

std::vector<char32_t> code_points(std::string_view text) {
  std::vector<char32_t> out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto point = decode_at(text, at);
    out.push_back(point.value);
    at += point.length;
  }
  return out;
}

bool is_space(char32_t value) {
  return u_isUWhiteSpace(static_cast<UChar32>(value)) != 0;
}
bool is_letter(char32_t value) {
  return u_isUAlphabetic(static_cast<UChar32>(value)) != 0;
}

bool is_latin_letter_or_digit(char32_t value) {
  return (value >= '0' && value <= '9') || (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z') ||
         (value >= 0xFF10 && value <= 0xFF19) || (value >= 0xFF21 && value <= 0xFF3A) ||
         (value >= 0xFF41 && value <= 0xFF5A);
}

bool is_hidden(char32_t value) {
  switch (u_charType(static_cast<UChar32>(value))) {
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_PRIVATE_USE_CHAR:
    case U_SURROGATE:
    case U_UNASSIGNED:
      return true;
    default:
      break;
  }
  return has(value, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || value == 0x2800;  // the blank of Braille
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty()) {
    const auto point = decode_at(text, 0);
    if (!is_space(point.value)) break;
    text.remove_prefix(point.length);
  }
  while (!text.empty()) {
    std::size_t begin = text.size() - 1;
    while (begin > 0 && text.size() - begin < 4 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
    const auto point = decode_at(text, begin);
    if (point.length != text.size() - begin || !is_space(point.value)) break;
    text.remove_suffix(point.length);
  }
  return text;
}

std::size_t display_width(std::string_view text) {
  if (is_ascii(text)) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return c >= ' ' && c != 127; }));
  }
  std::size_t width = 0;
  each_grapheme(text, [&](std::string_view grapheme) {
    width += grapheme_width(grapheme);
    return true;
  });
  return width;
}

std::size_t grapheme_count(std::string_view text) {
  std::size_t count = 0;
  each_grapheme(text, [&](std::string_view) {
    ++count;
    return true;
  });
  return count;
}

std::string cut_to_width(std::string_view text, std::size_t width) {
  const auto limit = width * bytes_per_column;
  if (text.size() <= limit && display_width(text) <= width) return std::string(text);
  if (width == 0) return {};
  std::string out;
  std::size_t used = 0;
  each_grapheme(text, [&](std::string_view grapheme) {
    const auto columns = grapheme_width(grapheme);
    if (used + columns + 1 > width || out.size() + grapheme.size() > limit) return false;
    used += columns;
    out += grapheme;
    return true;
  });
  return out + "…";
}

std::string pad_right(std::string_view text, std::size_t width) {
  std::string out(text);
  const auto have = display_width(text);
  if (have < width) out.append(width - have, ' ');
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = decode_at(text, at);
    const auto next = decode_at(text, at + point.length).value;
    const bool in_emoji = (point.value == emoji_style && has(before, UCHAR_EMOJI)) ||
                          (point.value == joiner && (has(before, UCHAR_EMOJI) || before == emoji_style) &&
                           has(next, UCHAR_EXTENDED_PICTOGRAPHIC));
    if (!point.valid) {
      append_utf8(out, 0xFFFD);
    } else if (is_hidden(point.value) && !in_emoji) {
      append_escape(out, point.value);
    } else {
      out.append(text, at, point.length);
    }
    before = point.value;
    at += point.length;
  }
  return out;
}

std::string shown(std::string_view text, std::size_t width) {
  // Nothing behind this many bytes can be shown: looking at more would only cost time.
  const auto enough = text.substr(0, width * bytes_per_column);
  auto out = cut_to_width(escaped(enough), width);
  if (enough.size() < text.size() && !out.ends_with("…")) out += "…";
  return out;
}

}  // namespace fenqun::bot
