#include "storage/fold.hpp"

#include <cstdint>

namespace fenqun::storage {
namespace {

// The lower case of a code point below U+0800 or in the full-width block.
std::uint32_t lower(std::uint32_t c) {
  if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9 && c != 0x3A2)) return c + 0x20;
  if (c >= 0x410 && c <= 0x42F) return c + 0x20;
  if (c >= 0x400 && c <= 0x40F) return c + 0x50;
  if (c >= 0xFF21 && c <= 0xFF3A) return c + 0x20;
  return c;
}

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

}  // namespace

std::string fold_name(std::string_view name) {
  std::string out(name);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto byte = static_cast<unsigned char>(out[i]);
    if (byte < 0x80) {
      if (byte >= 'A' && byte <= 'Z') out[i] = static_cast<char>(byte + 0x20);
    } else if ((byte & 0xE0) == 0xC0 && i + 1 < out.size() && continues(out[i + 1])) {
      const auto folded = lower((byte & 0x1Fu) << 6 | (static_cast<unsigned char>(out[i + 1]) & 0x3Fu));
      out[i] = static_cast<char>(0xC0 | folded >> 6);
      out[++i] = static_cast<char>(0x80 | (folded & 0x3F));
    } else if (byte == 0xEF && i + 2 < out.size() && continues(out[i + 1]) && continues(out[i + 2])) {
      const auto folded = lower(0xF000u | (static_cast<unsigned char>(out[i + 1]) & 0x3Fu) << 6 |
                                (static_cast<unsigned char>(out[i + 2]) & 0x3Fu));
      out[++i] = static_cast<char>(0x80 | (folded >> 6 & 0x3F));
      out[++i] = static_cast<char>(0x80 | (folded & 0x3F));
    }
  }
  return out;
}

std::string after_prefix(std::string_view prefix) {
  std::string out(prefix);
  while (!out.empty() && static_cast<unsigned char>(out.back()) == 0xFF) out.pop_back();
  if (!out.empty()) out.back() = static_cast<char>(static_cast<unsigned char>(out.back()) + 1);
  return out;
}

}  // namespace fenqun::storage
