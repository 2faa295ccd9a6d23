// Internal to rules/traits: the parts that addresses are made of.
#pragma once

#include <cstdint>
#include <string_view>

#include "rules/traits.hpp"

namespace fenqun::rules::traits {

// Adds up what the parts of a Chinese address are worth: 1 for a region, a road or a place that is named, 2 for a
// building or a room with its number, 3 for a road with its number. 3 in a row, with at most some words between them,
// are an address.
class ChineseAddress {
 public:
  explicit ChineseAddress(std::string_view text) : text_(text) {}

  // Called for each Chinese character from the first on; true as soon as an address is complete.
  bool mark(std::size_t at);
  Range found() const { return {static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(end_)}; }

 private:
  bool region(std::size_t at);
  bool road(std::size_t at);
  bool place(std::size_t at);
  bool numbered(std::size_t at);
  // Chinese characters of a name directly before `at`, up to the part before it.
  std::size_t name_length(std::size_t at) const;
  void add(std::size_t begin, std::size_t end, int worth);

  std::string_view text_;
  std::size_t begin_ = 0, end_ = 0;  // of the parts so far
  int worth_ = 0;
};

// Behind an English address that begins at `at` (the beginning of a word), or 0.
std::size_t behind_english_address(std::string_view text, std::size_t at);

}  // namespace fenqun::rules::traits
