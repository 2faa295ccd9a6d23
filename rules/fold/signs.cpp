#include "rules/fold/signs.hpp"

#include <string_view>

#include "rules/fold/char_table.hpp"
#include "rules/fold/cursor.hpp"

namespace fenqun::rules::folding {
namespace {

#include "rules/fold/flag_table.inc"

constexpr char32_t indicator_a = 0x1F1E6, indicator_z = 0x1F1FF;
constexpr std::size_t indicator_bytes = 4;
constexpr std::u32string_view kana = U"エカロニハタトチオヌー";
constexpr std::u32string_view as_han = U"工力口二八夕卜千才又一";

constexpr bool is_indicator(char32_t c) {
  return c >= indicator_a && c <= indicator_z;
}
constexpr bool is_kana(char32_t c) {
  return c >= 0x3041 && c <= 0x30FF && c != 0x30FB;
}

// A run is flags if all of its pairs are.
bool is_flags(std::string_view run) {
  if (run.size() % (2 * indicator_bytes) != 0) return false;
  for (std::size_t at = 0; at < run.size(); at += 2 * indicator_bytes) {
    const auto first = point_at(run, at).c - indicator_a;
    const auto second = point_at(run, at + indicator_bytes).c - indicator_a;
    if ((flags_of[first] >> second & 1U) == 0) return false;
  }
  return true;
}

void read_indicators(Rewriter& rewriter) {
  auto end = rewriter.read();
  while (is_indicator(point_at(rewriter.text(), end).c)) end += indicator_bytes;
  if (is_flags(rewriter.text().substr(rewriter.read(), end - rewriter.read()))) return rewriter.keep(end);
  while (rewriter.read() < end) {
    const auto point = point_at(rewriter.text(), rewriter.read());
    rewriter.replace(static_cast<char>('a' + static_cast<char>(point.c - indicator_a)), point.next);
  }
  // Marks would join the letter when the text is folded again.
  for (auto mark = point_at(rewriter.text(), end); is_mark(mark.c); mark = point_at(rewriter.text(), rewriter.read())) {
    rewriter.stretch(mark.next);
  }
}

// Both have three bytes.
void put_han(char32_t c, std::size_t at, std::string& text) {
  text[at] = static_cast<char>(0xE0 | (c >> 12));
  text[at + 1] = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
  text[at + 2] = static_cast<char>(0x80 | (c & 0x3F));
}

}  // namespace

void read_signs(Folded& folded) {
  Rewriter rewriter(folded);
  char32_t before = 0;
  for (auto point = point_at(rewriter.text(), 0); rewriter.read() < rewriter.text().size();
       point = point_at(rewriter.text(), rewriter.read())) {
    if (is_indicator(point.c)) {
      read_indicators(rewriter);
    } else if (const auto which = is_kana(point.c) ? kana.find(point.c) : kana.npos; which != kana.npos) {
      const char32_t after = point_at(rewriter.text(), point.next).c;
      rewriter.keep(point.next);
      const bool alone = !is_kana(before) && !is_kana(after);
      if (alone && (is_han(before) || is_han(after))) put_han(as_han[which], rewriter.written() - 3, folded.text);
    } else if (point.c == U'#' || point.c == U'*') {
      rewriter.replace(static_cast<char>(point.c), behind_keycaps(rewriter.text(), point.next));
    } else {
      rewriter.keep(point.next);
    }
    before = point.c;
  }
  rewriter.finish();
}

}  // namespace fenqun::rules::folding
