// "Did you mean": the known word nearest to a misspelt one.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace fenqun::bot {

// The nearest of `known` by edits (insert, delete, replace, swap of neighbours) on ASCII-lower-case bytes; nothing when
// even the nearest is more than a third of the word (and more than one edit) away. Words over 64 bytes have no
// neighbour.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> known);

}  // namespace fenqun::bot
