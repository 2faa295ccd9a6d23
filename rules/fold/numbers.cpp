#include <string_view>

#include "rules/fold/char_table.hpp"
#include "rules/fold/cursor.hpp"
#include "rules/fold/words.hpp"

namespace fenqun::rules::folding {
namespace {

constexpr std::size_t min_length = 7;  // of a telephone number without its area
constexpr std::size_t min_numerals = 2;
constexpr std::u32string_view numerals = U"〇一二三四五六七八九零壹贰叁肆伍陆柒捌玖";

// 0 to 9, or -1.
int numeral(char32_t c) {
  if (c < 0x3007 || c > 0x96F6) return -1;
  const auto at = numerals.find(c);
  return at == numerals.npos ? -1 : static_cast<int>(at % 10);
}

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

// A run of digits and numerals.
struct Run {
  std::size_t end = 0, length = 0, han = 0;
  char32_t behind = 0;
};

Run run_at(std::string_view text, std::size_t at) {
  Run run{.end = at};
  for (auto point = point_at(text, at);; point = point_at(text, run.end)) {
    const bool chinese = numeral(point.c) >= 0;
    run.behind = point.c;
    if (run.end >= text.size() || (!chinese && !is_digit(point.c))) return run;
    ++run.length;
    run.han += chinese ? 1 : 0;
    run.end = point.next;
  }
}

void read_run(Rewriter& rewriter, const Run& run) {
  while (rewriter.read() < run.end) {
    const auto point = point_at(rewriter.text(), rewriter.read());
    const int value = numeral(point.c);
    rewriter.replace(value < 0 ? static_cast<char>(point.c) : static_cast<char>('0' + value), point.next);
  }
}

}  // namespace

void read_numbers(Folded& folded) {
  Rewriter rewriter(folded);
  const auto text = rewriter.text();
  char32_t before = 0;
  while (rewriter.read() < text.size()) {
    const auto run = run_at(text, rewriter.read());
    const bool number = run.length >= min_length && run.han >= min_numerals && run.han < run.length;
    if (number && !is_han(before) && !is_han(run.behind) && !is_mark(run.behind)) {
      read_run(rewriter, run);
    } else {
      rewriter.keep(run.end);
    }
    before = run.behind;
    if (rewriter.read() < text.size()) rewriter.keep(point_at(text, rewriter.read()).next);
  }
  rewriter.finish();
}

}  // namespace fenqun::rules::folding
