#include "rules/fold.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "rules/fold/char_table.hpp"
#include "rules/fold/normalise.hpp"
#include "rules/fold/separators.hpp"
#include "rules/fold/signs.hpp"
#include "rules/fold/words.hpp"
#include "rules/fold/writer.hpp"

namespace fenqun::rules {
namespace {

using folding::CharTable;
using folding::Writer;

struct Decoded {
  char32_t c = 0;
  std::uint32_t begin = 0, end = 0;
  char16_t quick = 0;  // see CharTable::quick
};

// Invalid bytes become U+FFFD, one for each longest broken sequence.
Decoded decode_carefully(std::string_view text, std::uint32_t at) {
  auto i = static_cast<std::int32_t>(at);
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(text.data(), i, static_cast<std::int32_t>(text.size()), c);
  return {static_cast<char32_t>(c), at, static_cast<std::uint32_t>(i),
          CharTable::get().quick(static_cast<char32_t>(c))};
}

Decoded decode(const CharTable& table, std::string_view text, std::uint32_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return {lead, at, at + 1, table.quick(lead)};
  if (lead >= 0xE3 && lead <= 0xE9 && at + 2 < text.size()) {  // U+3000 to U+9FFF: neither overlong nor surrogates
    const auto second = static_cast<unsigned char>(text[at + 1]);
    const auto third = static_cast<unsigned char>(text[at + 2]);
    if ((second & 0xC0) == 0x80 && (third & 0xC0) == 0x80) {
      const char32_t c = ((lead & 0x0FU) << 12) | ((second & 0x3FU) << 6) | (third & 0x3FU);
      return {c, at, at + 3, table.quick(c)};
    }
  }
  return decode_carefully(text, at);
}

// Characters that depend on their neighbours, gathered until nothing more hangs on them.
class Segment {
 public:
  Segment(Writer& writer, std::size_t text_bytes) : writer_(writer), text_bytes_(text_bytes) {}

  void add(const Decoded& next) {
    const char32_t c = folding::prepare(next.c);
    if (c == folding::dropped) return;
    if (length_ > 0 && folding::has_boundary_before(c)) flush();
    if (length_ == 0) begin_ = next.begin;
    if (length_ < characters_.size()) characters_[length_++] = c;
    end_ = next.end;
  }

  void flush() {
    if (length_ == 0) return;
    std::array<char32_t, folding::max_segment_out> folded;
    const auto normalised = folding::normalise({characters_.data(), length_}, folded);
    const auto made = static_cast<std::size_t>(
        std::remove_if(folded.begin(), folded.begin() + normalised, folding::is_line) - folded.begin());
    for (std::size_t i = 0; i < made; ++i) {
      const bool carries = i + 1 < made && !folding::has_boundary_before(folded[i + 1]);
      if (folded[i] == U' ' && !carries) {
        writer_.put_space(begin_, end_);
      } else {
        writer_.put(folding::simplified(folded[i]), begin_, end_, text_bytes_ - end_);
      }
    }
    length_ = 0;
  }

 private:
  Writer& writer_;
  std::size_t text_bytes_;
  std::array<char32_t, folding::max_segment_in> characters_;
  std::size_t length_ = 0;
  std::uint32_t begin_ = 0, end_ = 0;
};

// From `first`, whose follower is no quick character, to the next quick one, which is returned. A quick character
// starts a segment of its own and changes nothing before it.
std::optional<Decoded> fold_slowly(const CharTable& table, std::string_view text, Decoded first, Writer& writer) {
  Segment segment(writer, text.size());
  segment.add(first);
  std::uint32_t at = first.end;
  while (at < text.size()) {
    const Decoded next = decode(table, text, at);
    if (next.quick != 0) {
      segment.flush();
      return next;
    }
    segment.add(next);
    at = next.end;
  }
  segment.flush();
  return std::nullopt;
}

void fold_characters(std::string_view text, Writer& writer) {
  if (text.empty()) return;
  const CharTable& table = CharTable::get();
  std::optional<Decoded> at = decode(table, text, 0);
  while (at) {
    Decoded current = *at;
    // A quick character is written once it is known that nothing hangs on it.
    while (current.quick != 0) {
      if (current.end == text.size()) return writer.put_quick(current.quick, current.begin, current.end);
      const Decoded next = decode(table, text, current.end);
      if (next.quick == 0) break;
      writer.put_quick(current.quick, current.begin, current.end);
      current = next;
    }
    at = fold_slowly(table, text, current, writer);
  }
}

// The longest prefix of whole characters that is scanned.
std::string_view scanned(std::string_view original) {
  if (original.size() <= max_scanned_bytes) return original;
  std::size_t length = max_scanned_bytes;
  for (int back = 0; back < 3 && (static_cast<unsigned char>(original[length]) & 0xC0) == 0x80; ++back) --length;
  return original.substr(0, length);
}

}  // namespace

void Folded::clear() {
  text.clear();
  origin.clear();
  end.clear();
  truncated = false;
}

void fold(std::string_view original, Folded& out) {
  const std::string_view text = scanned(original);
  out.truncated = text.size() < original.size();
  Writer writer(out, text.size());
  fold_characters(text, writer);
  writer.finish();
  if (writer.signs()) folding::read_signs(out);
  if (writer.separators()) folding::see_through_separators(out);
  if (writer.words() || writer.signs()) folding::read_words(text, out);
  if (writer.digits()) folding::read_numbers(out);
}

std::string fold(std::string_view original) {
  Folded folded;
  fold(original, folded);
  return std::move(folded.text);
}

}  // namespace fenqun::rules
