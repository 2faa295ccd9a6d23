#include "bot/cli/json_out.hpp"

#include <simdjson.h>

#include <bit>
#include <cstdint>
#include <cstring>

#include "adapters/json_out.hpp"

namespace fenqun::bot {
namespace {

// How many bytes from the front need no escape. Eight at a time; see Bit Twiddling Hacks, "Determine if a word has a
// byte less than n": the lowest mark is always right.
std::size_t plain_bytes(std::string_view text) {
  constexpr std::uint64_t ones = 0x0101010101010101U, high = 0x8080808080808080U;
  constexpr auto zeros = [](std::uint64_t bytes) { return (bytes - ones) & ~bytes & high; };
  std::size_t at = 0;
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    const auto marks = ((bytes - ones * 0x20) & ~bytes & high) | zeros(bytes ^ ones * '"') |
                       zeros(bytes ^ ones * '\\') | zeros(bytes ^ ones * 0x7F);
    if (marks != 0) return at + static_cast<unsigned>(std::countr_zero(marks)) / 8;
  }
  const auto plain = [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\' && c != 0x7F; };
  while (at < text.size() && plain(text[at])) ++at;
  return at;
}

void append_escape(std::string& to, std::string_view one) {
  if (one == "\"" || one == "\\") {
    to += '\\';
    to += one;
    return;
  }
  std::string quoted;
  adapters::append_json_string(quoted, one);
  to.append(quoted, 1, quoted.size() - 2);
}

}  // namespace

void append_valid_json(std::string& to, std::string_view text) {
  static_assert(std::endian::native == std::endian::little);
  to += '"';
  while (!text.empty()) {
    const auto plain = plain_bytes(text);
    to += text.substr(0, plain);
    if (plain == text.size()) break;
    append_escape(to, text.substr(plain, 1));
    text.remove_prefix(plain + 1);
  }
  to += '"';
}

void append_json(std::string& to, std::string_view text) {
  if (simdjson::validate_utf8(text.data(), text.size())) return append_valid_json(to, text);
  adapters::append_json_string(to, text);
}

}  // namespace fenqun::bot
