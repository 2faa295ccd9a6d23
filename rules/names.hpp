// What may be a name: of a tag, a group, a rule, a list. Pure; any bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace fenqun::rules {

// 1 to 64 code points of valid UTF-8; no control, zero-width, direction or line characters; no space at either end; no
// `*`; no empty part beside a `/`.
bool valid_name(std::string_view name);

// For showing to people: what cannot be seen, or reorders what can, is written \u{200B}; invalid bytes become U+FFFD;
// at most 80 code points.
std::string visible(std::string_view text);

// Code points in valid UTF-8; every stray byte of anything else counts as at most one.
std::size_t code_points(std::string_view text);

// Reads one code point and moves `at` behind it; nothing when the bytes are no UTF-8 (then `at` moves by one).
std::optional<char32_t> next_code_point(std::string_view text, std::size_t& at);

// Steps (insert, drop, change, swap neighbours) between two texts, counted in code points.
std::size_t edit_distance(std::string_view left, std::string_view right);

// The candidate nearest to `word`, if it is near enough to be what was meant.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

}  // namespace fenqun::rules
