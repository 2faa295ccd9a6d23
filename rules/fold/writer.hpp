// Writes folded characters with their map; collapses and trims white space on the way. Grows `out`, never shrinks it
// before finish(), so that a reused Folded is not cleared for nothing.
#pragma once

#include "rules/fold.hpp"

namespace fenqun::rules::folding {

class Writer {
 public:
  // `bytes`: of original text; what it quickly folds to fits without asking for room again.
  Writer(Folded& out, std::size_t bytes) : out_(out) { grow(bytes + slack); }

  // A character whose folded form is not longer than the original's bytes, so that room is there.
  void put_quick(char16_t c, std::uint32_t begin, std::uint32_t end) {
    if (c == u' ') return put_space(begin, end);
    flush_space();
    write(c, begin, end);
  }

  // Any character but white space. `bytes_left`: of original text behind it.
  void put(char32_t c, std::uint32_t begin, std::uint32_t end, std::size_t bytes_left) {
    flush_space();
    if (written_ + slack + bytes_left > out_.text.size()) grow(2 * (written_ + slack + bytes_left));
    write(c, begin, end);
  }

  void put_space(std::uint32_t begin, std::uint32_t end) {
    if (!space_) space_begin_ = begin;
    space_ = true;
    space_end_ = end;
  }

  // Whether anything was written that separators.hpp, signs.hpp or words.hpp might care about.
  bool separators() const { return separators_; }
  bool signs() const { return signs_; }
  bool words() const { return words_; }
  bool digits() const { return digits_; }

  // Cuts the result to its length, at most max_scanned_bytes, at a character.
  void finish();

 private:
  static constexpr std::size_t slack = 8;  // bytes of one character and of a space before it
  static constexpr char32_t katakana_begin = 0x30A0, katakana_length = 0x60;
  static constexpr char32_t ideographs_begin = 0x3001, ideographs_end = 0xA000;

  void grow(std::size_t bytes) {
    if (out_.text.size() >= bytes) return;
    out_.text.resize(bytes);
    out_.origin.resize(bytes);
    out_.end.resize(bytes);
  }

  void flush_space() {
    if (space_ && written_ > 0) {
      byte(0x20, space_begin_, space_end_);
      separators_ = true;
    }
    space_ = false;
  }

  void byte(char32_t value, std::uint32_t begin, std::uint32_t end) {
    out_.text[written_] = static_cast<char>(value);
    out_.origin[written_] = begin;
    out_.end[written_] = end;
    ++written_;
  }

  void write(char32_t c, std::uint32_t begin, std::uint32_t end) {
    if (c >= ideographs_begin && c < ideographs_end) {
      if (c - katakana_begin < katakana_length) separators_ = signs_ = true;
      byte(0xE0 | (c >> 12), begin, end);
      byte(0x80 | ((c >> 6) & 0x3F), begin, end);
      byte(0x80 | (c & 0x3F), begin, end);
    } else {
      write_other(c, begin, end);
    }
  }

  void write_other(char32_t c, std::uint32_t begin, std::uint32_t end);

  Folded& out_;
  std::size_t written_ = 0;
  bool space_ = false;  // white space was seen and not written yet
  std::uint32_t space_begin_ = 0, space_end_ = 0;
  bool separators_ = false, signs_ = false, words_ = false, digits_ = false;
};

}  // namespace fenqun::rules::folding
