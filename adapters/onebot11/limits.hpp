// What this adapter keeps of hostile input at most, and how it cuts.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "model/time.hpp"

namespace fenqun::adapters::onebot11 {

inline constexpr std::size_t max_text = 64 * 1024;  // bytes of words of one message; the rest is cut
inline constexpr std::size_t max_name = 256;        // bytes of a display, chat or mention name
inline constexpr std::size_t max_words = 300;       // bytes of a platform's own words in a detail
inline constexpr std::size_t max_segments = 2000;   // of one message; the rest is not looked at
inline constexpr std::size_t max_mentions = 100;
inline constexpr std::size_t max_media = 64;
inline constexpr std::size_t max_quarantine = 64 * 1024;
inline constexpr std::size_t max_chats = 10'000;  // group names remembered
inline constexpr std::size_t max_friends = 10'000;

// The longest prefix of at most `limit` bytes that does not end inside a code point. `text` is UTF-8.
inline std::string_view cut(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text;
  std::size_t end = limit;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

inline constexpr Time never = Time::max();

}  // namespace fenqun::adapters::onebot11
