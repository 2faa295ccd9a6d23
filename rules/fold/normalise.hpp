// NFKC case folding (ICU) of one segment: a character and what hangs on it.
#pragma once

#include <cstddef>
#include <span>

namespace fenqun::rules::folding {

// Code points that may hang on one another; the rest of a longer pile is left out (only hostile texts have one, and
// sorting it would take quadratic time).
inline constexpr std::size_t max_segment_in = 64;
inline constexpr std::size_t max_segment_out = 32;

// Whether nothing before `c` can change what becomes of it, nor the other way round.
bool has_boundary_before(char32_t c);

// Writes at most out.size() code points and returns how many.
std::size_t normalise(std::span<const char32_t> segment, std::span<char32_t> out);

}  // namespace fenqun::rules::folding
