// How many mistakes lie between two words, for "did you mean".
#pragma once

#include <cstddef>
#include <string_view>

namespace fenqun {

inline constexpr std::size_t longest_compared = 80;  // code points; nobody mistypes more than that by a letter or two

// Optimal string alignment distance: insert, delete, replace and swap of neighbours cost 1 each. Answers limit + 1 as
// soon as the distance is greater than `limit`, and for words longer than longest_compared.
std::size_t edit_distance(std::u32string_view a, std::u32string_view b, std::size_t limit = longest_compared);

}  // namespace fenqun
