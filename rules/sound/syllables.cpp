#include "rules/sound/syllables.hpp"

#include <iterator>
#include <string>

namespace fenqun::rules::sound {
namespace {

struct Reading {
  std::string_view syllable;
  std::u32string_view characters;
};

#include "rules/sound/readings.inc"

}  // namespace

Syllables::Syllables() : count_(std::size(readings_table)), nodes_(1) {
  std::vector<std::uint32_t> counts(behind_last_character - first_character + 1);
  for (const auto& reading : readings_table) {
    for (const char32_t c : reading.characters) ++counts[c - first_character + 1];
  }
  for (std::size_t i = 1; i < counts.size(); ++i) counts[i] += counts[i - 1];
  begin_ = counts;
  pool_.resize(begin_.back());
  for (std::size_t i = 0; i < count_; ++i) {
    const auto syllable = static_cast<std::uint16_t>(i);
    spell(readings_table[i].syllable, syllable);
    spell_otherwise(readings_table[i].syllable, syllable);
    for (const char32_t c : readings_table[i].characters) pool_[counts[c - first_character]++] = syllable;
  }
}

void Syllables::spell(std::string_view letters, std::uint16_t syllable) {
  std::size_t node = 0;
  for (const char c : letters) {
    const auto letter = static_cast<std::size_t>(c - 'a');
    if (nodes_[node].next[letter] == 0) {
      nodes_[node].next[letter] = static_cast<std::uint16_t>(nodes_.size());
      nodes_.emplace_back();
    }
    node = nodes_[node].next[letter];
  }
  nodes_[node].syllable = syllable;
}

// lü: lv, lyu; lüe: lve, lue, lyue; ju, qu, xu, yu …: jv, jve, jvan …
void Syllables::spell_otherwise(std::string_view letters, std::uint16_t syllable) {
  const std::string initial(letters.substr(0, 1));
  const std::string rest(letters.substr(1));
  if (rest.starts_with('v')) {
    spell(initial + "yu" + rest.substr(1), syllable);
    if (rest == "ve") spell(initial + "ue", syllable);
  }
  const bool spelt_u = initial == "j" || initial == "q" || initial == "x" || initial == "y";
  if (spelt_u && rest.starts_with('u')) spell(initial + "v" + rest.substr(1), syllable);
}

std::span<const std::uint16_t> Syllables::readings(char32_t c) const {
  if (c < first_character || c >= behind_last_character) return {};
  const auto at = c - first_character;
  return std::span(pool_).subspan(begin_[at], begin_[at + 1] - begin_[at]);
}

const Syllables& Syllables::get() {
  static const Syllables table;
  return table;
}

}  // namespace fenqun::rules::sound
