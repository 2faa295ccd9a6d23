// Names of tags, groups, rules and chats as people type them: comparing after folding, judging new ones, guessing what
// was meant. Pure; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/edits.hpp"
#include "model/problem.hpp"

namespace fenqun::bot {

inline constexpr std::size_t max_name_graphemes = 40;
inline constexpr std::size_t max_name_bytes = 240;

// Equal after folding: full-width, case, traditional and simplified do not matter.
bool same_name(std::string_view a, std::string_view b);

// The name trimmed, or why it cannot be one: empty, too long, or with a hidden character (FQ-2121 … FQ-2123).
Result<std::string> checked_name(std::string_view name);

// Of texts, as well as of code points (model/edits.hpp).
using fenqun::edit_distance;
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);
// How many mistakes are forgiven in a word of so many code points: none in one, 1 up to five, 2 above.
std::size_t forgiven(std::size_t length);

enum class Found { none, exact, folded, near, several };
struct NameMatch {
  Found found = Found::none;
  std::string name;                 // the one, or the first of several
  std::vector<std::string> others;  // when several: all of them, at most nine
};
// The name among `known` that is meant: letter by letter, then after folding, then as what was probably meant: the only
// one beginning so, the only one whose last part is so (退款 for 需求/退款), or the nearest by edit distance.
NameMatch match_name(std::string_view typed, std::span<const std::string> known);

}  // namespace fenqun::bot
