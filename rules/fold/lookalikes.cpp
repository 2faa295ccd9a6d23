#include "rules/fold/lookalikes.hpp"

#include <algorithm>
#include <bitset>
#include <string_view>

namespace fenqun::rules::folding {
namespace {

#include "rules/fold/lookalike_table.inc"

constexpr char32_t always_last = std::u32string_view(always).back();
constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

std::size_t place(std::u32string_view sorted, char32_t c) {
  const auto found = std::lower_bound(sorted.begin(), sorted.end(), c);
  return found != sorted.end() && *found == c ? static_cast<std::size_t>(found - sorted.begin()) : nowhere;
}

}  // namespace

char32_t plain_style(char32_t c) {
  // Which 256 characters have one at all: most that come here have none.
  static const auto pages = [] {
    std::bitset<(always_last >> 8) + 1> bits;
    for (const char32_t letter : std::u32string_view(always)) bits.set(letter >> 8);
    return bits;
  }();
  if (c > always_last || !pages.test(c >> 8)) return c;
  const auto at = place(always, c);
  return at == nowhere ? c : static_cast<unsigned char>(always_plain[at]);
}

Lookalike lookalike(char32_t c) {
  if (const auto at = place(mixed, c); at != nowhere) return {mixed_plain[at], mixed_capital[at], false};
  if (const auto at = place(turned, c); at != nowhere)
    return {turned_letters_plain[at], turned_letters_plain[at], true};
  return {};
}

char turned_plain(char c) {
  constexpr std::string_view upright = "bdilnopqsuxz";
  constexpr std::string_view upside_down = "qpiluodbsnxz";
  const auto at = upright.find(c);
  return at == std::string_view::npos ? '\0' : upside_down[at];
}

}  // namespace fenqun::rules::folding
