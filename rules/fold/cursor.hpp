// Internal to rules/fold: reading folded text and writing it back shorter, in place and together with its map.
#pragma once

#include <algorithm>
#include <string_view>

#include "rules/fold.hpp"

namespace fenqun::rules::folding {

struct Point {
  char32_t c = 0;
  std::size_t next = 0;  // where the next character begins
};

// The character of valid UTF-8 that begins at `at`; c is 0 at the end.
inline Point point_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {0, at};
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[at + i])); };
  const char32_t lead = byte(0);
  if (lead < 0x80) return {lead, at + 1};
  if (lead < 0xE0) return {((lead & 0x1F) << 6) | (byte(1) & 0x3F), at + 2};
  if (lead < 0xF0) return {((lead & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F), at + 3};
  return {((lead & 0x07) << 18) | ((byte(1) & 0x3F) << 12) | ((byte(2) & 0x3F) << 6) | (byte(3) & 0x3F), at + 4};
}

// The end of the enclosing keycaps (U+20E3) that begin at `at`.
inline std::size_t behind_keycaps(std::string_view text, std::size_t at) {
  constexpr std::string_view keycap = "\u20E3";
  while (text.substr(at, keycap.size()) == keycap) at += keycap.size();
  return at;
}

constexpr bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x3FFFD) || c == 0x3007;
}

// Only bytes before written() have been changed, and written() <= read().
class Rewriter {
 public:
  explicit Rewriter(Folded& folded) : folded_(folded), text_(folded.text) {}

  std::string_view text() const { return text_; }
  std::size_t read() const { return read_; }
  std::size_t written() const { return written_; }
  std::uint32_t origin(std::size_t at) const { return folded_.origin[at]; }
  std::uint32_t end(std::size_t at) const { return folded_.end[at]; }

  // Moves the bytes up to `until`.
  void keep(std::size_t until) {
    if (written_ != read_) {
      std::copy(folded_.text.begin() + read_, folded_.text.begin() + until, folded_.text.begin() + written_);
      std::copy(folded_.origin.begin() + read_, folded_.origin.begin() + until, folded_.origin.begin() + written_);
      std::copy(folded_.end.begin() + read_, folded_.end.begin() + until, folded_.end.begin() + written_);
    }
    written_ += until - read_;
    read_ = until;
  }

  // Leaves out the bytes up to `until`.
  void skip(std::size_t until) { read_ = until; }

  // One byte in the place of those up to `until`, at least one.
  void replace(char with, std::size_t until) {
    folded_.origin[written_] = folded_.origin[read_];
    folded_.end[written_] = folded_.end[until - 1];
    folded_.text[written_++] = with;
    read_ = until;
  }

  // What was written last belongs to what is read up to `until` as well.
  void stretch(std::size_t until) {
    folded_.end[written_ - 1] = std::max(folded_.end[written_ - 1], folded_.end[until - 1]);
    read_ = until;
  }

  // Turns around what was written since `from`; all of it now comes from the whole.
  void reverse_since(std::size_t from) {
    std::reverse(folded_.text.begin() + from, folded_.text.begin() + written_);
    std::fill(folded_.origin.begin() + from, folded_.origin.begin() + written_, folded_.origin[from]);
    std::fill(folded_.end.begin() + from, folded_.end.begin() + written_, folded_.end[written_ - 1]);
  }

  // Equal bytes side by side among what was written since `from` become one, unless but one would be left of all.
  void squeeze_since(std::size_t from) {
    std::size_t kept = from;
    for (std::size_t at = from + 1; at < written_; ++at) kept += folded_.text[at] != folded_.text[at - 1] ? 1 : 0;
    if (kept == from) return;
    kept = from;
    for (std::size_t at = from + 1; at < written_; ++at) {
      if (folded_.text[at] == folded_.text[kept]) {
        folded_.end[kept] = folded_.end[at];
        continue;
      }
      ++kept;
      folded_.text[kept] = folded_.text[at];
      folded_.origin[kept] = folded_.origin[at];
      folded_.end[kept] = folded_.end[at];
    }
    written_ = kept + 1;
  }

  void finish() {
    folded_.text.resize(written_);
    folded_.origin.resize(written_);
    folded_.end.resize(written_);
  }

 private:
  Folded& folded_;
  std::string_view text_;
  std::size_t read_ = 0, written_ = 0;
};

}  // namespace fenqun::rules::folding
