#include "rules/fold/separators.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "rules/fold/cursor.hpp"
#include "rules/fold/lookalikes.hpp"

namespace fenqun::rules::folding {
namespace {

enum class Kind : std::uint8_t { end, han, letter, digit, mark, symbol, picture, white, border };

constexpr std::array<Kind, 128> ascii_kinds = [] {
  std::array<Kind, 128> kinds{};
  kinds.fill(Kind::border);
  for (char c = 'a'; c <= 'z'; ++c) kinds[static_cast<unsigned char>(c)] = Kind::letter;
  for (char c = 'A'; c <= 'Z'; ++c) kinds[static_cast<unsigned char>(c)] = Kind::letter;
  for (char c = '0'; c <= '9'; ++c) kinds[static_cast<unsigned char>(c)] = Kind::digit;
  for (const char c : std::string_view("#$%&*+-./<=>@\\^_`|~")) kinds[static_cast<unsigned char>(c)] = Kind::symbol;
  kinds[' '] = Kind::white;
  return kinds;
}();

// Marks in the middle of a line and other punctuation that separates no clauses.
constexpr std::u32string_view symbols_among_punctuation = U"\u00B7\u2020\u2021\u2022\u2023\u2027\u203B\u2043\u30FB";

Kind kind_by_category(char32_t c) {
  switch (u_charType(static_cast<UChar32>(c))) {
    case U_MATH_SYMBOL:
    case U_CURRENCY_SYMBOL:
    case U_MODIFIER_SYMBOL:
    case U_DASH_PUNCTUATION:
    case U_CONNECTOR_PUNCTUATION:
      return Kind::symbol;
    case U_OTHER_SYMBOL:
      return Kind::picture;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
      return Kind::mark;
    case U_DECIMAL_DIGIT_NUMBER:
      return Kind::digit;
    case U_OTHER_PUNCTUATION:
      return symbols_among_punctuation.find(c) != std::u32string_view::npos ? Kind::symbol : Kind::border;
    default:
      return is_european(c) && u_isalpha(static_cast<UChar32>(c)) ? Kind::letter : Kind::border;
  }
}

Kind kind_of(char32_t c) {
  if (c < 0x80) return ascii_kinds[c];
  if (is_han(c)) return Kind::han;
  return kind_by_category(c);
}

struct Unit {
  Kind kind = Kind::end;
  std::size_t next = 0;  // where the next one begins
  bool keycap = false;
};

Unit ascii_unit(std::string_view text, std::size_t at) {
  const char c = text[at];
  const Kind kind = ascii_kinds[static_cast<unsigned char>(c)];
  if (kind != Kind::digit) return {kind, at + 1};
  const auto behind = behind_keycaps(text, at + 1);
  return behind == at + 1 ? Unit{kind, behind} : Unit{Kind::picture, behind, true};
}

Unit unit_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {Kind::end, at};
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return ascii_unit(text, at);
  auto i = static_cast<std::int32_t>(at);
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(text.data(), i, static_cast<std::int32_t>(text.size()), c);
  return {kind_of(static_cast<char32_t>(c)), static_cast<std::size_t>(i)};
}

bool separates(Kind kind) {
  return kind == Kind::symbol || kind == Kind::picture || kind == Kind::white;
}
bool in_a_word(Kind kind) {
  return kind == Kind::letter || kind == Kind::digit || kind == Kind::mark;
}

// A run of separators.
struct Run {
  std::size_t begin = 0, end = 0;
  int count = 0;
  int keycaps = 0;  // digits: several are a number, not in the way
  bool any_white = false, all_white = true, one_symbol = false;
};

Run run_at(std::string_view text, std::size_t begin) {
  Run run{.begin = begin, .end = begin};
  for (auto unit = unit_at(text, begin); separates(unit.kind); unit = unit_at(text, unit.next)) {
    ++run.count;
    run.end = unit.next;
    run.any_white = run.any_white || unit.kind == Kind::white;
    run.all_white = run.all_white && unit.kind == Kind::white;
    run.keycaps += unit.keycap ? 1 : 0;
    run.one_symbol = run.count == 1 && unit.kind == Kind::symbol;
  }
  return run;
}

// Reads the text once and moves what stays to the front.
class Gluer {
 public:
  explicit Gluer(Folded& folded) : rewriter_(folded), text_(folded.text) {}

  void run() {
    for (auto unit = unit_at(text_, rewriter_.read()); unit.kind != Kind::end;
         unit = unit_at(text_, rewriter_.read())) {
      if (separates(unit.kind)) {
        separator();
      } else {
        step(unit);
      }
    }
    rewriter_.finish();
  }

 private:
  void step(const Unit& unit) {
    alone_ = unit.kind == Kind::han ? kind_ != Kind::han : !in_a_word(kind_);
    kind_ = unit.kind;
    rewriter_.keep(unit.next);
  }

  void separator() {
    const Run run = run_at(text_, rewriter_.read());
    const Unit right = unit_at(text_, run.end);
    if (kind_ == Kind::letter && right.kind == Kind::letter) {
      if (const auto behind = chain(run); behind > 0) return glue_chain(behind);
    }
    if (glues(run, right)) {
      rewriter_.skip(run.end);
    } else {
      keep_run(run);
    }
    kind_ = Kind::border;  // what follows begins a run of its own
  }

  bool glues(const Run& run, const Unit& right) const {
    if (run.count > max_separators || run.keycaps > 1) return false;
    const Kind behind = unit_at(text_, right.next).kind;
    if (kind_ == Kind::han && right.kind == Kind::han) {
      return run.one_symbol || alone_ || behind != Kind::han;
    }
    if (run.any_white) return false;
    if (kind_ == Kind::han && right.kind == Kind::letter) return !in_a_word(behind);
    return kind_ == Kind::letter && right.kind == Kind::han && alone_;
  }

  // The end of the chain of single letters that began with the letter before `first`, or 0 if it is too short.
  std::size_t chain(const Run& first) const {
    if (!alone_ || first.count > max_separators) return 0;
    const auto between = text_.substr(first.begin, first.end - first.begin);
    int letters = 1;
    std::size_t behind = 0;
    for (auto at = first.begin; text_.substr(at, between.size()) == between;) {
      const Unit letter = unit_at(text_, at + between.size());
      if (letter.kind != Kind::letter || in_a_word(unit_at(text_, letter.next).kind)) break;
      ++letters;
      at = behind = letter.next;
    }
    return letters >= (first.all_white ? 4 : 3) ? behind : 0;
  }

  void glue_chain(std::size_t behind) {
    while (rewriter_.read() < behind) {
      const Unit unit = unit_at(text_, rewriter_.read());
      if (separates(unit.kind)) {
        rewriter_.skip(unit.next);
      } else {
        rewriter_.keep(unit.next);
      }
    }
  }

  // A keycap that stays becomes the bare digit.
  void keep_run(const Run& run) {
    if (run.keycaps == 0) return rewriter_.keep(run.end);
    while (rewriter_.read() < run.end) {
      const Unit unit = unit_at(text_, rewriter_.read());
      if (unit.keycap) {
        rewriter_.replace(text_[rewriter_.read()], unit.next);
      } else {
        rewriter_.keep(unit.next);
      }
    }
  }

  Rewriter rewriter_;
  std::string_view text_;
  Kind kind_ = Kind::border;  // of the character before the one to be read
  bool alone_ = false;        // whether no character of its run stands before it
};

}  // namespace

void see_through_separators(Folded& folded) {
  Gluer(folded).run();
}

}  // namespace fenqun::rules::folding
