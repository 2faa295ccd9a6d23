#include "bot/cli/json_out.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "adapters/json_out.hpp"

namespace fenqun::bot {
namespace {

constexpr std::size_t step = sizeof(std::uint64_t);
constexpr std::size_t piece = 64;       // bytes of text that are made ready before they are appended
constexpr std::size_t escape_most = 6;  // bytes that one becomes: \u001b

bool special(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\' || c == 0x7F;
}

// Marks the first special one of eight bytes, and perhaps others behind it that are none; see Bit Twiddling Hacks,
// "Determine if a word has a byte less than n".
std::uint64_t special_among(std::uint64_t bytes) {
  constexpr std::uint64_t ones = 0x0101010101010101U, high = 0x8080808080808080U;
  constexpr auto zeros = [](std::uint64_t x) { return (x - ones) & ~x & high; };
  const auto controls = (bytes - ones * 0x20) & ~bytes & high;
  return controls | zeros(bytes ^ ones * '"') | zeros(bytes ^ ones * '\\') | zeros(bytes ^ ones * 0x7F);
}

char* write_special(char* to, char c) {
  if (c == '"' || c == '\\') {
    *to++ = '\\';
    *to++ = c;
    return to;
  }
  std::string quoted;
  adapters::append_json_string(quoted, {&c, 1});
  return to + quoted.copy(to, quoted.size() - 2, 1);
}

// `text`: up to one piece. Up to eight bytes behind what is written are overwritten.
char* write(char* to, std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (at + step <= text.size()) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, text.data() + at, step);
      std::memcpy(to, &bytes, step);
      const auto marks = special_among(bytes);
      const auto plain = static_cast<std::size_t>(std::countr_zero(marks)) / 8;  // 8 without a mark
      to += plain;
      at += plain;
      if (marks == 0) continue;
    } else if (!special(text[at])) {
      *to++ = text[at++];
      continue;
    }
    to = write_special(to, text[at++]);
  }
  return to;
}

}  // namespace

void append_valid_json(std::string& to, std::string_view text) {
  static_assert(std::endian::native == std::endian::little);
  std::array<char, piece * escape_most + step> ready;
  to += '"';
  for (; !text.empty(); text.remove_prefix(std::min(piece, text.size()))) {
    const char* const end = write(ready.data(), text.substr(0, piece));
    to.append(ready.data(), static_cast<std::size_t>(end - ready.data()));
  }
  to += '"';
}

void append_json(std::string& to, std::string_view text) {
  if (simdjson::validate_utf8(text.data(), text.size())) return append_valid_json(to, text);
  adapters::append_json_string(to, text);
}

}  // namespace fenqun::bot
