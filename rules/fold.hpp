// Folding: the form of a text that is matched. NFKC and case folding, traditional to simplified, zero-width and variation
// characters out, white space collapsed, separators stuffed between single characters seen through; with a map back, so
// that evidence shows the customer's own characters. What is stored and shown stays as it was written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fenqun::rules {

// Bytes of original text that are scanned per message; the rest is stored but not scanned.
inline constexpr std::size_t max_scanned_bytes = 8 * 1024;

struct Folded {
  std::string text;                   // folded UTF-8
  std::vector<std::uint32_t> origin;  // origin[i]: byte offset in the original of the character that folded byte i came from
  std::vector<std::uint32_t> end;     // end[i]: byte offset behind that character in the original
  bool truncated = false;             // the original was longer than max_scanned_bytes

  void clear();
};

// Total: any bytes; invalid UTF-8 becomes U+FFFD. `out` is reused: nothing allocates once it has grown.
// Idempotent. Which separators are seen through is told in rules/fold/separators.hpp.
void fold(std::string_view original, Folded& out);

// For words of rules, names of tags and groups, commands: the same folding without the map.
std::string fold(std::string_view original);

}  // namespace fenqun::rules
