#include "rules/fold/words.hpp"

#include <unicode/uchar.h>

#include "rules/fold/char_table.hpp"
#include "rules/fold/cursor.hpp"
#include "rules/fold/lookalikes.hpp"

namespace fenqun::rules::folding {
namespace {

enum class Kind : std::uint8_t { other, mark, ascii, latin, look, turned, foreign };

struct Letter {
  Kind kind = Kind::other;
  Lookalike look;
};

bool is_latin(char32_t c) {
  return c < 0x250 || (c >= 0x1E00 && c <= 0x1EFF);
}

Letter letter_of(char32_t c) {
  if (c < 0x80) return {c >= U'a' && c <= U'z' ? Kind::ascii : Kind::other, {}};
  if (c >= 0x300 && is_mark(c)) return {Kind::mark, {}};
  if (!is_european(c)) return {};
  if (!u_isalpha(static_cast<UChar32>(c))) return {};
  const Lookalike look = lookalike(c);
  if (look.plain != '\0') return {look.turned ? Kind::turned : Kind::look, look};
  return {is_latin(c) ? Kind::latin : Kind::foreign, {}};
}

// What was found in one word, or in several.
struct Survey {
  std::size_t end = 0;
  std::size_t letters = 0, marks = 0, turned = 0, looks = 0, foreign = 0;
  std::size_t latin = 0;      // letters that are Latin ones, turned or not
  std::size_t plain = 0;      // those of them that are or become a to z
  bool can_be_turned = true;  // each letter is a turned one or one that stays a letter when it is turned
  bool disguised = false, stretched = false;

  bool is_upside_down() const { return can_be_turned && marks == 0 && letters >= 2 && turned * 3 >= letters; }
  bool reads_looks() const { return looks > 0 && latin > 0 && foreign == 0; }
  bool reads_turned() const { return turned > 0 && (letters >= 2 || marks == 0); }
};

class Reader {
 public:
  Reader(std::string_view original, Folded& folded) : original_(original), rewriter_(folded), text_(folded.text) {}

  void run() {
    if (turn_all()) return rewriter_.finish();
    while (rewriter_.read() < text_.size()) {
      const Survey word = survey(rewriter_.read());
      if (word.letters > 0) {
        read(word);
      } else {
        rewriter_.keep(point_at(text_, rewriter_.read()).next);
      }
    }
    rewriter_.finish();
  }

 private:
  Survey survey(std::size_t at) const {
    Survey word{.end = at};
    char32_t last = 0;
    std::uint32_t last_origin = 0;
    int repeats = 0;  // of one letter; the letters of one character (Ⅷ) are one
    for (auto point = point_at(text_, at); point.c != 0 || at < text_.size(); point = point_at(text_, at)) {
      const Letter letter = letter_of(point.c);
      if (letter.kind == Kind::other || (letter.kind == Kind::mark && word.letters == 0)) break;
      count(letter, point.c, at, word);
      const char32_t plain = letter.look.plain != '\0' ? static_cast<unsigned char>(letter.look.plain) : point.c;
      const auto origin = rewriter_.origin(at);
      repeats = plain != last ? 1 : repeats + (repeats > 0 && origin == last_origin ? 0 : 1);
      last_origin = origin;
      word.stretched = word.stretched || repeats >= 3;
      last = plain;
      word.end = at = point.next;
    }
    return word;
  }

  void count(const Letter& letter, char32_t c, std::size_t at, Survey& word) const {
    word.letters += letter.kind == Kind::mark ? 0 : 1;
    word.marks += letter.kind == Kind::mark ? 1 : 0;
    word.turned += letter.kind == Kind::turned ? 1 : 0;
    word.looks += letter.kind == Kind::look ? 1 : 0;
    word.latin += letter.kind == Kind::ascii || letter.kind == Kind::latin || letter.kind == Kind::turned ? 1 : 0;
    word.plain += letter.kind == Kind::ascii || letter.kind == Kind::turned ? 1 : 0;
    word.foreign += letter.kind == Kind::foreign ? 1 : 0;
    const bool upright = letter.kind == Kind::ascii && turned_plain(static_cast<char>(c)) != '\0';
    word.can_be_turned = word.can_be_turned && (upright || letter.kind == Kind::turned);
    word.disguised = word.disguised || letter.look.plain != '\0' || (letter.kind == Kind::ascii && disguised(at));
  }

  // Full-width letters are what an input method makes: no disguise.
  bool disguised(std::size_t at) const {
    const auto begin = rewriter_.origin(at);
    const auto lead = static_cast<unsigned char>(original_[begin]);
    return lead >= 0x80 && lead != 0xEF;
  }

  // A text of nothing but words that are upside down, taken together.
  bool turn_all() {
    Survey all;
    for (std::size_t at = 0; at < text_.size();) {
      const Survey word = survey(at);
      if (word.letters == 0 || word.marks > 0 || !word.can_be_turned) return false;
      all.letters += word.letters;
      all.turned += word.turned;
      at = word.end;
      if (at < text_.size() && text_[at++] != ' ') return false;
    }
    if (!all.is_upside_down()) return false;
    turn(text_.size());
    return true;
  }

  void turn(std::size_t end) {
    const auto from = rewriter_.written();
    while (rewriter_.read() < end) {
      const auto point = point_at(text_, rewriter_.read());
      const char upright = point.c < 0x80 ? turned_plain(static_cast<char>(point.c)) : lookalike(point.c).plain;
      rewriter_.replace(upright == '\0' ? ' ' : upright, point.next);
    }
    rewriter_.reverse_since(from);
  }

  void read(const Survey& word) {
    if (word.is_upside_down()) return turn(word.end);
    const auto from = rewriter_.written();
    const bool looks = word.reads_looks(), turned = word.reads_turned();
    if (!looks && !turned) {
      rewriter_.keep(word.end);
    } else {
      while (rewriter_.read() < word.end) read_letter(word.end, looks, turned);
    }
    if (word.disguised && word.stretched && word.marks == 0 && word.plain + (looks ? word.looks : 0) == word.letters) {
      rewriter_.squeeze_since(from);
    }
  }

  // Marks on a letter that is not what it seems are part of the disguise.
  void read_letter(std::size_t end, bool looks, bool turned) {
    const auto point = point_at(text_, rewriter_.read());
    const Letter letter = letter_of(point.c);
    if (!(letter.kind == Kind::look && looks) && !(letter.kind == Kind::turned && turned)) {
      return rewriter_.keep(point.next);
    }
    rewriter_.replace(was_capital() ? letter.look.capital : letter.look.plain, point.next);
    while (rewriter_.read() < end) {
      const auto mark = point_at(text_, rewriter_.read());
      if (!is_mark(mark.c)) break;
      rewriter_.stretch(mark.next);
    }
  }

  bool was_capital() const {
    const auto begin = rewriter_.origin(rewriter_.read());
    const auto end = rewriter_.end(rewriter_.read());
    return end - begin == 2 && u_isupper(static_cast<UChar32>(point_at(original_.substr(begin, 2), 0).c)) != 0;
  }

  std::string_view original_;
  Rewriter rewriter_;
  std::string_view text_;
};

}  // namespace

void read_words(std::string_view original, Folded& folded) {
  Reader(original, folded).run();
}

}  // namespace fenqun::rules::folding
