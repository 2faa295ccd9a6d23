#include "bot/config/nearest.hpp"

#include <algorithm>

#include "rules/names.hpp"

namespace fenqun::bot {

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> known) {
  std::string lower(word);
  for (auto& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  // A word that differs in case only is what was meant.
  const auto same = std::find(known.begin(), known.end(), lower);
  if (same != known.end()) return *same;
  const auto as_written = rules::nearest(word, known);
  return as_written ? as_written : rules::nearest(lower, known);
}

}  // namespace fenqun::bot
