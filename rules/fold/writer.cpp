#include "rules/fold/writer.hpp"

#include <algorithm>

namespace fenqun::rules::folding {

void Writer::write_other(char32_t c, std::uint32_t begin, std::uint32_t end) {
  if (c < 0x80) {
    const bool letter = c >= U'a' && c <= U'z';
    const bool digit = c >= U'0' && c <= U'9';
    words_ = words_ || (letter && end - begin > 1);
    digits_ = digits_ || digit;
    separators_ = separators_ || !(letter || digit || c == U',' || c == U'?' || c == U'!');
    return byte(c, begin, end);
  }
  separators_ = true;
  words_ = words_ || c < 0x2150 || c == 0xA781;
  signs_ = signs_ || (c >= 0x1F1E6 && c <= 0x1F1FF) || c == 0x20E3;
  if (c < 0x800) {
    byte(0xC0 | (c >> 6), begin, end);
  } else if (c < 0x10000) {
    byte(0xE0 | (c >> 12), begin, end);
    byte(0x80 | ((c >> 6) & 0x3F), begin, end);
  } else {
    byte(0xF0 | (c >> 18), begin, end);
    byte(0x80 | ((c >> 12) & 0x3F), begin, end);
    byte(0x80 | ((c >> 6) & 0x3F), begin, end);
  }
  byte(0x80 | (c & 0x3F), begin, end);
}

void Writer::finish() {
  std::size_t length = std::min(written_, max_scanned_bytes);
  if (length < written_) {
    out_.truncated = true;
    while (length > 0 && (static_cast<unsigned char>(out_.text[length]) & 0xC0) == 0x80) --length;
    while (length > 0 && out_.text[length - 1] == ' ') --length;
  }
  out_.text.resize(length);
  out_.origin.resize(length);
  out_.end.resize(length);
}

}  // namespace fenqun::rules::folding
