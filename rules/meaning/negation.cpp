#include "rules/meaning/negation.hpp"

#include <algorithm>

#include "rules/meaning/kinds.hpp"
#include "rules/meaning/lexicon.hpp"
#include "rules/meaning/reader.hpp"

namespace fenqun::rules::meaning {
namespace {

constexpr std::uint32_t refusal_reach = 60;  // bytes: 20 Chinese characters, ten English words
constexpr std::size_t retraction_reach = 4;  // clauses

bool is(const Cue& cue, std::uint64_t kind) {
  return (cue.kinds & kind) != 0;
}

class Negation {
 public:
  explicit Negation(const Occurrence& occurrence)
      : at_(occurrence), reading_(occurrence.reading), cues_(occurrence.reading.cues), clause_(occurrence.clause) {}

  Judgement run() {
    auto found = before();
    if (found.doubt == Doubt::none) found = either(behind(), found);
    if (found.doubt == Doubt::none) found = either(next_clause(), found);
    if (found.doubt == Doubt::none) found = either(retracted(), found);
    return found;
  }

 private:
  static Judgement either(const Judgement& doubtful, const Judgement& otherwise) {
    return doubtful.doubt != Doubt::none ? doubtful : otherwise;
  }
  // A cue may reach into the word (没有发|票): what is shown ends before it.
  Judgement said(Doubt doubt, const Cue& cue) const {
    const bool into = cue.begin < at_.begin && cue.end > at_.begin;
    return {doubt, cue.begin, into ? at_.begin : cue.end};
  }

  // From the word back to the beginning of the clause.
  Judgement before() {
    auto cursor = at_.begin;
    bool close = true;    // only carriers between here and the word
    bool wished = false;  // a wish stands between; what is not close to it is over
    for (auto i = at_.before; i > clause_.first_cue; --i) {
      const auto& cue = cues_[i - 1];
      if (cue.end < cursor && !blank(reading_.text, cue.end, cursor)) {
        if (wished) break;
        close = false;
      }
      cursor = cue.begin;
      if (is(cue, breaker | then | finisher) || (is(cue, decline) && !is(cue, refusal | waiver))) break;
      const auto kind = acts_as(i - 1, at_.before);
      if (kind == failure) return said(Doubt::none, cue);
      if (kind == refusal) {
        if (cue.end + refusal_reach < at_.begin) break;
        return said(Doubt::negated, cue);
      }
      if (kind == negator) {
        if (close && !wished) return said(overruled(i - 1) ? Doubt::none : Doubt::negated, cue);
        if (wished) break;
        close = false;
      } else if (is(cue, withdrawal) && close && !wished && can_be_undone()) {
        return said(Doubt::negated, cue);
      } else if (is(cue, wish | plea)) {
        wished = true;
      } else if (!is(cue, carrier | self | shop)) {
        if (wished) break;
        close = false;
      }
    }
    return {};
  }

  // A negator with what it begins: don't really want is a refusal, haven't yet received a failure.
  std::uint64_t acts_as(std::uint32_t at, std::uint32_t until) const {
    const auto& cue = cues_[at];
    if (is(cue, refusal | waiver)) return refusal;
    std::uint64_t out = 0;
    if (is(cue, negator)) out = negator;
    if (is(cue, failure)) out = failure;
    if (!is(cue, negator)) return out;
    const bool begged =
        at > clause_.first_cue && is(cues_[at - 1], plea) && blank(reading_.text, cues_[at - 1].end, cue.begin);
    if (begged) return refusal;  // please don't
    for (auto i = at + 1; i < until && blank(reading_.text, cues_[i - 1].end, cues_[i].begin); ++i) {
      if (is(cues_[i], volition)) return refusal;
      if (is(cues_[i], reception)) out = failure;
      if (!is(cues_[i], carrier | self)) break;
    }
    return out;
  }

  // A plain negator that asks, chases or blames does not deny.
  bool overruled(std::uint32_t negator_at) const {
    const auto& cue = cues_[negator_at];
    if (asked(negator_at) || is_in(clause_.first_cue, clause_.end_cue, pursuit) || threatened()) return true;
    const bool own = subject(negator_at) == self;
    const auto word = kinds_of_word();
    if (is(cue, lack) && ((word & owed) != 0 || ((word & duty) != 0 && !own))) return true;
    if (is(cue, lack) && is_in(clause_.first_cue, negator_at, failure)) return true;
    return (word & owed) != 0 && (word & duty) != 0 && !own ? true : subject(negator_at) == shop;
  }

  bool asked(std::uint32_t negator_at) const {
    if (is_in(clause_.first_cue, negator_at, reason)) return true;
    return clause_.question && !is(cues_[negator_at], look_alike);
  }

  // The nearest of 你们 and 我 before a cue.
  std::uint64_t subject(std::uint32_t cue) const {
    for (auto i = cue; i > clause_.first_cue; --i) {
      if (is(cues_[i - 1], self)) return self;
      if (is(cues_[i - 1], shop)) return shop;
    }
    return 0;
  }

  // 不退款不行, 不退款我就投诉, 不退款,我就投诉.
  bool threatened() const {
    auto cursor = at_.end;
    for (auto i = at_.after; i < clause_.end_cue; ++i) {
      if (!blank(reading_.text, cursor, cues_[i].begin)) return false;
      if (is(cues_[i], demand | then | reason)) return true;
      if (!is(cues_[i], carrier | self | shop)) return false;
      cursor = cues_[i].end;
    }
    if (!blank(reading_.text, cursor, clause_.end)) return false;
    const auto* next = following(clause_);
    if (next == nullptr || clause_.ends_sentence) return false;
    for (auto i = next->first_cue; i < std::min(next->end_cue, next->first_cue + 2); ++i) {
      if (is(cues_[i], demand | then)) return true;
      if (!is(cues_[i], self)) return false;
    }
    return false;
  }

  // From the word on to the end of the clause: 退款就算了, 发票不用开了, a refund is not needed.
  Judgement behind() const {
    auto cursor = at_.end;
    for (auto i = at_.after; i < clause_.end_cue; ++i) {
      const auto& cue = cues_[i];
      if (!blank(reading_.text, cursor, cue.begin)) return {};
      if (is(cue, decline)) return asked_behind(i) ? said(Doubt::none, cue) : said(Doubt::negated, cue);
      if (waives(i, clause_) && !asked_behind(i)) return said(Doubt::negated, cue);
      if (is(cue, withdrawal) && can_be_undone() && !asked_why()) return said(Doubt::negated, cue);
      if (!is(cue, carrier | self | shop | then | plea)) return {};
      cursor = cue.end;
    }
    return {};
  }

  // 不用, don't need, with nothing else behind. 赠品不要了 does too; 退货,不要了 gives the reason for the return.
  bool waives(std::uint32_t i, const Clause& clause) const {
    const auto& cue = cues_[i];
    if (!is(cue, waiver) && !(is(cue, negator) && acts_as(i, clause.end_cue) == refusal)) return false;
    if (is(cue, waiver) && is(cue, lack) && can_be_undone()) return false;
    return only_carriers(i + 1, cue.end, clause);
  }

  bool asked_why() const { return is_in(clause_.first_cue, clause_.end_cue, reason | pursuit); }
  bool asked_behind(std::uint32_t from) const { return is_in(from, clause_.end_cue, question) || asked_why(); }

  // 退款?不用了. 发票,不需要.
  Judgement next_clause() const {
    if (is_in(clause_.first_cue, at_.before, wish | plea)) return {};
    if (!only_carriers(at_.after, at_.end, clause_)) return {};
    const auto* next = following(clause_);
    if (next == nullptr || next->question) return {};
    for (auto i = next->first_cue; i < next->end_cue; ++i) {
      const auto& cue = cues_[i];
      if (!blank(reading_.text, i == next->first_cue ? next->begin : cues_[i - 1].end, cue.begin)) return {};
      if (is(cue, decline) && only_carriers(i + 1, cue.end, *next)) return said(Doubt::negated, cue);
      if (waives(i, *next)) return said(Doubt::negated, cue);
      if (!is(cue, carrier | self | shop | then)) return {};
    }
    return {};
  }

  // 申请了退款,现在不退了. A later clause takes it back.
  Judgement retracted() const {
    const auto first = static_cast<std::size_t>(&clause_ - reading_.clauses.data());
    const auto last = std::min(first + 1 + retraction_reach, reading_.clauses.size());
    for (auto c = first; c < last; ++c) {
      const auto& clause = reading_.clauses[c];
      if ((clause.all_kinds & (refusal | negator | retraction)) == 0) continue;
      const bool blames = (clause.all_kinds & (reason | shop)) != 0;
      for (auto i = c == first ? at_.after : clause.first_cue; i < clause.end_cue; ++i) {
        if (is(cues_[i], retraction)) return said(Doubt::negated, cues_[i]);
        if (blames || !is(cues_[i], refusal | negator)) continue;
        if (names_word_again(cues_[i].end)) return said(Doubt::negated, cues_[i]);
      }
    }
    return {};
  }

  // Behind a negator the beginning of the word and 了: 不退了 for 退款.
  bool names_word_again(std::uint32_t from) const {
    const auto word = reading_.text.substr(at_.begin, at_.end - at_.begin);
    const auto rest = reading_.text.substr(from);
    if ((static_cast<unsigned char>(word[0]) & 0x80U) == 0) return false;
    for (auto end = letter_at(word, 0).end; end <= word.size() && rest.starts_with(word.substr(0, end));) {
      if (rest.substr(end).starts_with("了")) return true;
      if (end == word.size()) break;
      end = letter_at(word, end).end;
    }
    return false;
  }

  bool only_carriers(std::uint32_t from, std::uint32_t cursor, const Clause& clause) const {
    for (auto i = from; i < clause.end_cue; ++i) {
      if (!blank(reading_.text, cursor, cues_[i].begin)) return false;
      if (!is(cues_[i], carrier | self | shop | finisher | question | plea)) return false;
      cursor = cues_[i].end;
    }
    return cursor >= clause.end || blank(reading_.text, cursor, clause.end);
  }

  bool is_in(std::uint32_t from, std::uint32_t to, std::uint64_t kind) const {
    for (auto i = from; i < to; ++i) {
      if (is(cues_[i], kind)) return true;
    }
    return false;
  }

  std::uint64_t kinds_of_word() const {
    std::uint64_t out = 0;
    for (auto i = clause_.first_cue; i < clause_.end_cue; ++i) {
      if (cues_[i].begin < at_.end && cues_[i].end > at_.begin) out |= cues_[i].kinds;
    }
    return out;
  }

  // 取消退款 takes the refund back; 取消订单 is what is wanted.
  bool can_be_undone() const { return (kinds_of_word() & undoable) != 0; }

  const Clause* following(const Clause& clause) const {
    const auto next = static_cast<std::size_t>(&clause - reading_.clauses.data()) + 1;
    return next < reading_.clauses.size() ? &reading_.clauses[next] : nullptr;
  }

  const Occurrence& at_;
  const Meaning::Reading& reading_;
  const std::vector<Cue>& cues_;
  const Clause& clause_;
};

}  // namespace

Judgement negation_of(const Occurrence& occurrence) {
  return Negation(occurrence).run();
}

}  // namespace fenqun::rules::meaning
