// The syllables of standard Mandarin and which of them a Chinese character can be read as. Built once at first use
// (about a millisecond), immutable and shared by all threads.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fenqun::rules::sound {

inline constexpr std::size_t longest_syllable = 6;  // letters: zhuang

class Syllables {
 public:
  static const Syllables& get();

  std::size_t count() const { return count_; }

  // The readings of a character of folded text; empty if it has none.
  std::span<const std::uint16_t> readings(char32_t c) const;

  // Calls found(length, syllable) for each syllable that `letters` (a to z, v for ü) begins with, the shortest first.
  template <typename Found>
  void each_prefix(std::string_view letters, Found found) const {
    std::size_t node = 0;
    for (std::size_t length = 1; length <= letters.size(); ++length) {
      const char c = letters[length - 1];
      if (c < 'a' || c > 'z') return;
      node = nodes_[node].next[static_cast<std::size_t>(c - 'a')];
      if (node == 0) return;
      if (nodes_[node].syllable != none) found(length, nodes_[node].syllable);
    }
  }

 private:
  static constexpr std::uint16_t none = 0xFFFF;
  static constexpr char32_t first_character = 0x3007, behind_last_character = 0xA000;

  struct Node {
    std::array<std::uint16_t, 26> next{};
    std::uint16_t syllable = none;
  };

  Syllables();
  void spell(std::string_view letters, std::uint16_t syllable);
  void spell_otherwise(std::string_view letters, std::uint16_t syllable);

  std::size_t count_ = 0;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> begin_;  // by character: where its readings begin in pool_
  std::vector<std::uint16_t> pool_;
};

}  // namespace fenqun::rules::sound
