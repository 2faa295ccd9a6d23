// Limits of what a rule's author can write. Each is an error when it is passed, never silent.
#pragma once

#include <cstddef>
#include <cstdint>

#include "model/time.hpp"

namespace fenqun::rules {

inline constexpr std::size_t max_files = 64;
inline constexpr std::size_t max_file_bytes = 1024 * 1024;
inline constexpr std::size_t max_rules = 50'000;
inline constexpr std::size_t max_condition_bytes = 16 * 1024;
inline constexpr std::size_t max_effects_bytes = 64 * 1024;  // in one text of `then`
inline constexpr std::size_t max_effects_per_rule = 64;
inline constexpr double max_weight = 1e9;
inline constexpr std::size_t max_mistakes = 30;  // told of one condition or text of effects; more are noise
inline constexpr std::size_t max_depth = 32;     // of parentheses, `not` and named conditions together
inline constexpr std::size_t max_conditions_per_rule = 4096;  // after named conditions have been looked up
inline constexpr std::size_t max_expressions = 1000;          // each is compiled on its own to find its mistakes
inline constexpr std::size_t max_name_length = 64;            // code points of a tag, group, rule id …
inline constexpr std::size_t max_reply_length = 4000;         // code points
inline constexpr std::int64_t max_count = 1000;               // in `messages in W op N`
inline constexpr std::int64_t max_days = 3660;
inline constexpr std::int64_t max_near = 1000;             // characters between two words
inline constexpr std::int64_t max_figure = 1'000'000'000;  // money and scores in conditions, whole units
inline constexpr std::size_t max_sounds = 1000;            // different spellings listened for
inline constexpr std::size_t max_value_length = 500;       // code points of an attribute's value
inline constexpr Millis session_gap = std::chrono::minutes{30};
inline constexpr Millis min_window = std::chrono::seconds{1};
inline constexpr Millis max_window = std::chrono::hours{24 * max_days};
inline constexpr std::size_t max_problems = 1000;  // more are counted, not kept
// Of what is kept as evidence:
inline constexpr std::size_t max_matches = 16;
inline constexpr std::size_t max_facts = 32;  // more only where fewer would not prove the rule
inline constexpr std::size_t max_match_bytes = 256;

}  // namespace fenqun::rules
