#include "rules/meaning/kinds.hpp"
#include "rules/meaning/reader.hpp"

namespace fenqun::rules::meaning {
namespace {

constexpr std::uint32_t max_clause_cues = 64;  // a clause with more is cut: the work of judging stays bounded

enum class Mark : std::uint8_t { none, comma, colon, stop, ask, open, close, straight };

Mark mark_of(char32_t c) {
  switch (c) {
    case ',':
    case U'、':
    case '(':
    case ')':
    case '[':
    case ']':
    case U'【':
    case U'】':
    case '~':
    case U'…':
      return Mark::comma;
    case ':':
      return Mark::colon;
    case U'。':
    case '!':
    case ';':
    case '\n':
      return Mark::stop;
    case '?':
      return Mark::ask;
    case U'“':
    case U'「':
    case U'『':
    case U'«':
      return Mark::open;
    case U'”':
    case U'」':
    case U'』':
    case U'»':
      return Mark::close;
    case '"':
      return Mark::straight;
    default:
      return Mark::none;
  }
}

bool chinese(char32_t c) {
  return c >= 0x3400 && c <= 0x9FFF;
}

bool in_word(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'' || c == U'’';
}

class Splitter {
 public:
  Splitter(const Lexicon& lexicon, const Folded& folded, std::string_view original, Meaning::Reading& out)
      : lexicon_(lexicon), folded_(folded), text_(folded.text), original_(original), out_(out) {}

  void run() {
    const auto size = static_cast<std::uint32_t>(text_.size());
    char32_t before = 0;
    for (std::uint32_t at = 0; at < size;) {
      const auto letter = letter_at(text_, at);
      if (letter.code < 0x80 || !chinese(letter.code)) {
        if (border(at, letter, before)) {
          before = letter.code;
          at = letter.end;
          continue;
        }
      }
      if (at > 0) removed_border(at, before, letter.code);
      if (lexicon_.may_begin(letter.code) && !(in_word(letter.code) && in_word(before))) {
        const auto cue = lexicon_.longest_at(text_, at, letter);
        if (cue.end > at) {
          take(cue);
          before = text_[cue.end - 1] & 0x80 ? U'字' : U'a';
          at = cue.end;
          continue;
        }
      }
      before = letter.code;
      at = letter.end;
    }
    finish(size, true);
  }

 private:
  void take(const Cue& cue) {
    const bool first = cue.begin == clause_.begin || blank(text_, clause_.begin, cue.begin);
    if (((cue.kinds & breaker) != 0 && !first) || out_.cues.size() - clause_.first_cue >= max_clause_cues) {
      finish(cue.begin, false);
      begin(cue.begin);
    }
    courteous(cue);
    clause_.all_kinds |= cue.kinds;
    out_.cues.push_back(cue);
  }

  // 如果可以,我想… and 如果可以我想… only ask politely; 如果可以退款就… is a condition.
  void courteous(const Cue& next) {
    if (out_.cues.empty() || (out_.cues.back().kinds & courtesy) == 0) return;
    auto& last = out_.cues.back();
    const bool aside = last.begin < clause_.begin;
    const bool asks = (next.kinds & (self | plea | wish)) != 0 && (next.kinds & question) == 0;
    if (!aside && !(asks && last.end == next.begin)) return;
    last.kinds &= ~static_cast<std::uint64_t>(hypothesis);
    auto* clause = &clause_;
    for (auto i = out_.clauses.size(); clause->begin > last.begin && i > 0; --i) clause = &out_.clauses[i - 1];
    const auto end = clause == &clause_ ? static_cast<std::uint32_t>(out_.cues.size()) : clause->end_cue;
    clause->all_kinds = 0;
    for (auto i = clause->first_cue; i < end; ++i) clause->all_kinds |= out_.cues[i].kinds;
  }

  // Punctuation; true where it was taken.
  bool border(std::uint32_t at, Letter letter, char32_t before) {
    const char32_t after = letter.end < text_.size() ? letter_at(text_, letter.end).code : 0;
    auto mark = mark_of(letter.code);
    if (letter.code == '.' && (after == 0 || after == ' ' || after == '.' || chinese(after))) mark = Mark::stop;
    if (letter.code == ' ' && chinese(before) && chinese(after)) mark = Mark::comma;
    if (letter.code == ' ' && at < folded_.origin.size() && line_end_in(folded_.origin[at], folded_.end[at])) {
      mark = Mark::stop;
    }
    if ((letter.code == '-' || letter.code == U'—') && before == ' ' && after == ' ') mark = Mark::comma;
    if (mark == Mark::none) return letter.code == ' ';
    if (mark >= Mark::open) {
      quote(mark, at, letter.end);
      mark = Mark::comma;
    }
    clause_.question = clause_.question || mark == Mark::ask;
    const bool ends = mark == Mark::stop || mark == Mark::ask;
    // A mark behind a mark ends what the first one ended.
    if (blank(text_, clause_.begin, at) && !out_.clauses.empty()) {
      auto& last = out_.clauses.back();
      last.ends_sentence = last.ends_sentence || ends;
      last.question = last.question || mark == Mark::ask;
      last.colon = last.colon || mark == Mark::colon;
      clause_.question = false;
    } else {
      clause_.colon = mark == Mark::colon;
      finish(at, ends);
    }
    begin(letter.end);
    return true;
  }

  // A line end or a wave that folding took out from between two phrases: 不要了~退款.
  void removed_border(std::uint32_t at, char32_t before, char32_t now) {
    if (at >= folded_.origin.size() || folded_.end[at - 1] >= folded_.origin[at]) return;
    if (!chinese(before) || !chinese(now)) return;
    if (stuffed(at)) return;
    finish(at, line_end_in(folded_.end[at - 1], folded_.origin[at]));
    begin(at);
  }

  // Of several characters around `at`, more than one gap: separators stuffed into a word.
  bool stuffed(std::uint32_t at) const {
    const auto gap = [&](std::uint32_t i) {
      return i > 0 && i < folded_.origin.size() && folded_.end[i - 1] < folded_.origin[i];
    };
    return at < 6 || gap(at - 3) || gap(at + 3) || gap(at - 6) || at + 3 >= text_.size();
  }

  bool line_end_in(std::uint32_t from, std::uint32_t to) const {
    to = std::min(to, static_cast<std::uint32_t>(original_.size()));
    return from < to && original_.substr(from, to - from).find_first_of("\n\r") != original_.npos;
  }

  void quote(Mark mark, std::uint32_t at, std::uint32_t end) {
    const bool opens = mark == Mark::open || (mark == Mark::straight && !open_);
    if (opens) {
      open_ = true;
      opened_at_ = at;
      opened_own_ = own_speech_in(out_, current(at), at);
    } else if (open_) {
      open_ = false;
      out_.quotations.push_back({opened_at_, end, opened_own_});
    }
  }

  Clause current(std::uint32_t at) {
    Clause out = clause_;
    if (blank(text_, out.begin, at) && !out_.clauses.empty()) return out_.clauses.back();  // 我说:“
    out.end_cue = static_cast<std::uint32_t>(out_.cues.size());
    return out;
  }

  void begin(std::uint32_t at) {
    clause_ = Clause{};
    clause_.begin = at;
    clause_.first_cue = static_cast<std::uint32_t>(out_.cues.size());
  }

  void finish(std::uint32_t at, bool ends_sentence) {
    clause_.end = at;
    clause_.end_cue = static_cast<std::uint32_t>(out_.cues.size());
    clause_.ends_sentence = ends_sentence;
    clause_.question = clause_.question || (clause_.all_kinds & question) != 0;
    if (at > clause_.begin || out_.clauses.empty()) out_.clauses.push_back(clause_);
  }

  const Lexicon& lexicon_;
  const Folded& folded_;
  std::string_view text_;
  std::string_view original_;
  Meaning::Reading& out_;
  Clause clause_;
  bool open_ = false;
  bool opened_own_ = false;
  std::uint32_t opened_at_ = 0;
};

}  // namespace

bool blank(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  for (; begin < end; ++begin) {
    if (text[begin] != ' ') return false;
  }
  return true;
}

void split(const Lexicon& lexicon, const Folded& folded, std::string_view original, Meaning::Reading& out) {
  out.text = folded.text;
  out.cues.clear();
  out.clauses.clear();
  out.quotations.clear();
  Splitter(lexicon, folded, original, out).run();
}

}  // namespace fenqun::rules::meaning
