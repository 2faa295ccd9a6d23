// What must hold for any text: folding twice is folding once, the result is valid UTF-8, the map never goes back.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <random>
#include <string>

#include "rules/fold.hpp"

namespace fenqun::rules {
namespace {

using Random = std::mt19937_64;

std::string utf8(char32_t c) {
  std::string out;
  if (c < 0x80) return {static_cast<char>(c)};
  if (c < 0x800) return {static_cast<char>(0xC0 | (c >> 6)), static_cast<char>(0x80 | (c & 0x3F))};
  if (c >= 0x10000) {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | (c >> 12));
  }
  out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
  out += static_cast<char>(0x80 | (c & 0x3F));
  return out;
}

bool valid_utf8(const std::string& text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80                   ? 1
                               : lead >= 0xC2 && lead < 0xE0 ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return false;
    }
    i += length;
  }
  return true;
}

char32_t any_in(Random& random, char32_t first, char32_t last) {
  return first + static_cast<char32_t>(random() % (last - first + 1));
}

// Dense in what folding treats specially.
std::string any_piece(Random& random) {
  static const std::string chosen[] = {
      "退",     "款",     "貨",     ".",      "*", " ",  "\u3000", "，",       "a",      "B",      "q",      "7",
      "\u0301", "\u0316", "\u200d", "\ufe0f", "😀", "…",  "⒦",      "㈤",       "\u1112", "\u1161", "\u11ab", "\ufdfa",
      "¨",      "\u0345", "\u0f73", "ß",      "İ", "\t", "\xff",   "\xe9\x80", "\u0958", "·",      "ﬁ",      "~"};
  // What is read by its neighbours: look-alikes, turned letters, flags, keycaps, Kana, numerals.
  static const std::string neighbourly[] = {
      "а",       "е",       "о",      "ж",      "α",  "Ν",  "ё",  "ա",  "ɐ",  "ɹ",  "ǝ",  "ʎ", "n",
      "o",       "x",       "u",      "ⓐ",      "Ⓐ",  "ⓕ",  "a",  "🇨",  "🇳",  "🇺",  "🇸",  "🇻", "1\ufe0f\u20e3",
      "2\u20e3", "#\u20e3", "\u20e3", "エ",     "カ", "タ", "工", "一", "二", "九", "零", "7", "3",
      "8",       "é",       "\u0336", "\u0308", ".",  "·",  " ",  "款", "式", "ᴉ",  "ɪ",  "ı", "１",
      "٣"};
  switch (random() % 14) {
    case 8:
    case 9:
    case 10:
    case 11:
    case 12:
    case 13:
      return neighbourly[random() % std::size(neighbourly)];
    case 0:
      return utf8(any_in(random, 0x4E00, 0x9FFF));
    case 1:
      return utf8(any_in(random, 0x20, 0x2FFF));
    case 2: {
      const auto c = any_in(random, 0, 0x10FFFF);
      return c >= 0xD800 && c <= 0xDFFF ? "\xED\xA0\x80" : utf8(c);
    }
    case 3:
      return std::string(1, static_cast<char>(random()));
    case 4:
      return utf8(any_in(random, 0x300, 0x36F));
    default:
      return chosen[random() % std::size(chosen)];
  }
}

std::string any_text(Random& random, std::size_t pieces) {
  std::string text;
  for (auto left = random() % (pieces + 1); left > 0; --left) text += any_piece(random);
  return text;
}

void expect_sound(const std::string& original, const Folded& folded) {
  ASSERT_EQ(folded.origin.size(), folded.text.size());
  ASSERT_EQ(folded.end.size(), folded.text.size());
  EXPECT_TRUE(valid_utf8(folded.text));
  EXPECT_LE(folded.text.size(), max_scanned_bytes);
  std::uint32_t last_origin = 0, last_end = 0;
  for (std::size_t i = 0; i < folded.text.size(); ++i) {
    ASSERT_GE(folded.origin[i], last_origin) << i;
    ASSERT_GE(folded.end[i], last_end) << i;
    ASSERT_LT(folded.origin[i], folded.end[i]) << i;
    last_origin = folded.origin[i];
    last_end = folded.end[i];
  }
  EXPECT_LE(last_end, original.size());
}

std::string hex(const std::string& text) {
  std::string out;
  for (const char c : text) {
    constexpr char digits[] = "0123456789abcdef";
    out += {'\\', 'x', digits[static_cast<unsigned char>(c) >> 4], digits[c & 15]};
  }
  return out;
}

// Around the first byte in which two texts differ.
std::string difference(const std::string& a, const std::string& b) {
  std::size_t at = 0;
  while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
  const auto from = at < 16 ? 0 : at - 16;
  return "at " + std::to_string(at) + ": " + hex(a.substr(from, 48)) + " and " + hex(b.substr(from, 48));
}

std::uint64_t new_seed() {
  if (const char* given = std::getenv("FENQUN_SEED")) return std::strtoull(given, nullptr, 10);
  return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
}

// Texts of few different pieces meet one another's rules far more often.
std::string narrow_text(Random& random) {
  std::string chosen[6], text;
  for (auto& piece : chosen) piece = any_piece(random);
  for (auto left = random() % 24; left > 0; --left) text += chosen[random() % std::size(chosen)];
  return text;
}

TEST(FoldProperties, HoldForRandomTexts) {
  const auto seed = new_seed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Random random(seed);
  Folded once, twice;
  for (int round = 0; round < 60'000; ++round) {
    const auto original = round % 2 == 0 ? narrow_text(random) : any_text(random, round % 501 == 0 ? 3000 : 24);
    fold(original, once);
    expect_sound(original, once);
    fold(once.text, twice);
    ASSERT_TRUE(twice.text == once.text) << difference(once.text, twice.text) << "\n" << original.substr(0, 400);
    if (HasFailure()) FAIL() << hex(original).substr(0, 400);
  }
}

TEST(FoldProperties, EveryCharacterFoldsToItsOwnFold) {
  Folded once, twice;
  for (char32_t c = 1; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const auto original = utf8(c);
    fold(original, once);
    fold(once.text, twice);
    ASSERT_EQ(twice.text, once.text) << std::hex << static_cast<std::uint32_t>(c);
    for (const auto end : once.end) ASSERT_EQ(end, original.size());
  }
}

}  // namespace
}  // namespace fenqun::rules
