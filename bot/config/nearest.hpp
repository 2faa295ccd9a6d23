// "Did you mean": the known word nearest to a misspelt one.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace fenqun::bot {

// The nearest of `known`; nothing when even the nearest is more than a third of the word (and
// more than one edit) away.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> known);

}  // namespace fenqun::bot
