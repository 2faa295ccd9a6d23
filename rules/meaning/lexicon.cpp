#include "rules/meaning/lexicon.hpp"

#include <bit>

namespace fenqun::rules::meaning {
namespace {

constexpr char32_t curly_apostrophe = 0x2019;

bool in_latin_word(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// Whether a Latin word goes on with this letter: can't is not can.
bool goes_on(std::string_view text, Letter letter) {
  if (in_latin_word(letter.code)) return true;
  const bool apostrophe = letter.code == '\'' || letter.code == curly_apostrophe;
  return apostrophe && letter.end < text.size() && in_latin_word(static_cast<unsigned char>(text[letter.end]));
}

std::size_t hashed(std::uint64_t key) {
  return static_cast<std::size_t>(key * 0x9E3779B97F4A7C15ULL >> 20U);
}

}  // namespace

Letter letter_at(std::string_view text, std::uint32_t at) {
  const auto byte = [&](std::uint32_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>(0);
  };
  const auto follows = [&](std::uint32_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const char32_t lead = byte(at);
  if (lead < 0x80) return {lead, at + 1};
  if (lead >= 0xE0 && lead < 0xF0 && follows(at + 1) && follows(at + 2)) {
    return {(lead & 0x0FU) << 12U | (byte(at + 1) & 0x3FU) << 6U | (byte(at + 2) & 0x3FU), at + 3};
  }
  if (lead >= 0xC2 && lead < 0xE0 && follows(at + 1)) return {(lead & 0x1FU) << 6U | (byte(at + 1) & 0x3FU), at + 2};
  if (lead >= 0xF0 && lead < 0xF5 && follows(at + 1) && follows(at + 2) && follows(at + 3)) {
    return {
        (lead & 0x07U) << 18U | (byte(at + 1) & 0x3FU) << 12U | (byte(at + 2) & 0x3FU) << 6U | (byte(at + 3) & 0x3FU),
        at + 4};
  }
  return {0xFFFD, at + 1};
}

Lexicon::Lexicon(std::span<const Phrase> phrases) : edges_(1024), kinds_(1), begins_(0x10000 / 64) {
  for (const auto& phrase : phrases) {
    const auto folded = fold(phrase.text);
    std::uint32_t node = 0;
    for (std::uint32_t at = 0; at < folded.size();) {
      const auto letter = letter_at(folded, at);
      if (at == 0 && letter.code < 0x10000) begins_[letter.code >> 6] |= std::uint64_t{1} << (letter.code & 63);
      node = insert(node, letter.code);
      at = letter.end;
    }
    if (node != 0) kinds_[node] |= phrase.kinds;
  }
}

std::uint32_t Lexicon::next(std::uint32_t node, char32_t code) const {
  const auto key = (static_cast<std::uint64_t>(node) << 21U | code) + 1;
  for (auto slot = hashed(key) & (edges_.size() - 1);; slot = (slot + 1) & (edges_.size() - 1)) {
    if (edges_[slot].key == key) return edges_[slot].to;
    if (edges_[slot].key == 0) return 0;
  }
}

void Lexicon::place(const Edge& edge) {
  auto slot = hashed(edge.key) & (edges_.size() - 1);
  while (edges_[slot].key != 0) slot = (slot + 1) & (edges_.size() - 1);
  edges_[slot] = edge;
}

void Lexicon::grow() {
  std::vector<Edge> old(edges_.size() * 2);
  old.swap(edges_);
  for (const auto& edge : old) {
    if (edge.key != 0) place(edge);
  }
}

std::uint32_t Lexicon::insert(std::uint32_t node, char32_t code) {
  if (const auto to = next(node, code); to != 0) return to;
  if (++used_ * 2 > edges_.size()) grow();
  const auto to = static_cast<std::uint32_t>(kinds_.size());
  kinds_.push_back(0);
  place({(static_cast<std::uint64_t>(node) << 21U | code) + 1, to});
  return to;
}

Cue Lexicon::longest_at(std::string_view text, std::uint32_t at, Letter first) const {
  Cue best{at, at, 0};
  auto letter = first;
  for (std::uint32_t node = next(0, letter.code); node != 0;) {
    const auto following = letter.end < text.size() ? letter_at(text, letter.end) : Letter{0, letter.end};
    const bool whole = !in_latin_word(letter.code) || !goes_on(text, following);
    if (kinds_[node] != 0 && whole) best = {at, letter.end, kinds_[node]};
    if (following.end == letter.end) break;
    letter = following;
    node = next(node, letter.code == curly_apostrophe ? U'\'' : letter.code);
  }
  return best;
}

}  // namespace fenqun::rules::meaning
