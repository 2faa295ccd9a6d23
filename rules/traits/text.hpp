// Internal to rules/traits: looking around in text that may be any bytes.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace fenqun::rules::traits {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_word(char c) {
  return is_digit(c) || is_letter(c);
}

// The byte at `at`, '\0' outside.
constexpr char byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? text[at] : '\0';
}

constexpr std::size_t han_bytes = 3;

// Whether a Chinese character of three bytes begins at `at`.
constexpr bool han_at(std::string_view text, std::size_t at) {
  if (at + han_bytes > text.size()) return false;
  const auto lead = static_cast<unsigned char>(text[at]);
  const auto second = static_cast<unsigned char>(text[at + 1]);
  return lead >= 0xE4 && lead <= 0xE9 && (second & 0xC0) == 0x80;
}

// The character of three bytes that begins at `at`, given that han_at or its like said so.
constexpr char16_t character_at(std::string_view text, std::size_t at) {
  const auto bits = [&](std::size_t i) {
    return static_cast<unsigned>(static_cast<unsigned char>(text[at + i]) & 0x3FU);
  };
  return static_cast<char16_t>(((static_cast<unsigned char>(text[at]) & 0x0FU) << 12) | (bits(1) << 6) | bits(2));
}

constexpr bool starts_at(std::string_view text, std::size_t at, std::string_view word) {
  return at <= text.size() && text.substr(at).starts_with(word);
}

constexpr bool ends_at(std::string_view text, std::size_t at, std::string_view word) {
  return text.substr(0, at).ends_with(word);
}

template <std::size_t N>
constexpr bool any_starts_at(std::string_view text, std::size_t at, const std::string_view (&words)[N]) {
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return starts_at(text, at, word); });
}

template <std::size_t N>
constexpr bool any_ends_at(std::string_view text, std::size_t at, const std::string_view (&words)[N]) {
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return ends_at(text, at, word); });
}

template <std::size_t N>
constexpr bool is_one_of(std::string_view word, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

constexpr std::size_t behind_digits(std::string_view text, std::size_t at) {
  while (is_digit(byte_at(text, at))) ++at;
  return at;
}

constexpr std::size_t behind_space(std::string_view text, std::size_t at) {
  return byte_at(text, at) == ' ' ? at + 1 : at;
}

}  // namespace fenqun::rules::traits
