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
    if (long_since()) return {Doubt::negated, at_.begin, at_.end};
    if (const auto cue = covering(); cue != no_cue) return said(Doubt::negated, cues_[cue]);
    auto found = before();
    if (found.doubt == Doubt::none) found = either(behind(), found);
    if (found.doubt == Doubt::none) found = either(indifferent(), found);
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

  // 要投诉早投诉了: would have long since.
  bool long_since() const {
    const auto word = reading_.text.substr(at_.begin, at_.end - at_.begin);
    const auto meets = [&](std::string_view text, bool ahead) {
      constexpr std::string_view early = "早";
      if (ahead) return text.starts_with(early) && text.substr(early.size()).starts_with(word);
      return text.ends_with(early) && text.substr(0, text.size() - early.size()).ends_with(word);
    };
    return meets(reading_.text.substr(at_.end), true) || meets(reading_.text.substr(0, at_.begin), false);
  }

  // 没问题 and not happy are no cues for other words, but they deny their own: 问题, happy.
  std::uint32_t covering() const {
    for (auto i = at_.before; i > clause_.first_cue; --i) {
      const auto& cue = cues_[i - 1];
      if (cue.end <= at_.begin) break;
      if (!is(cue, look_alike) || cue.end != at_.end || clause_.question) continue;
      const auto text = reading_.text.substr(cue.begin, at_.begin - cue.begin);
      const bool fine = is(cue, contentment);  // 没货 is a complaint
      if (fine || text.starts_with("不") || text.starts_with("not ")) return i - 1;
      if (text.ends_with("not ") || text.ends_with("n't ")) return i - 1;
    }
    return no_cue;
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
      if (close && is(cue, pursuit | question) && never_did(i - 1)) return said(Doubt::negated, cue);
      const auto kind = acts_as(i - 1, at_.before);
      if (kind == failure) return said(Doubt::none, cue);
      if (kind == refusal) {
        if (cue.end + refusal_reach < at_.begin || (!close && commanded())) break;
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

  // 我啥时候取消过: the customer asks back.
  bool never_did(std::uint32_t cue) const {
    return reading_.text.substr(at_.end).starts_with("过") && subject(cue) == self;
  }

  // i no longer want my booking cancel it please: a run-on that ends in an order.
  bool commanded() const {
    const auto said_before = reading_.text.substr(clause_.begin, at_.begin - clause_.begin);
    for (const std::string_view joined : {"to ", "and ", "or ", "a ", "the ", "my ", "any ", "no "}) {
      if (said_before.ends_with(joined)) return false;
    }
    const auto rest = reading_.text.substr(at_.end, clause_.end - at_.end);
    for (const std::string_view object : {" it", " them", " me", " please", " pls", " asap", " now", " instead"}) {
      if (rest.starts_with(object)) return true;
    }
    return false;
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
    return out == negator && orders(at) ? refusal : out;
  }

  // don't refund it yet: an order not to.
  bool orders(std::uint32_t at) const {
    if (clause_.question || !reading_.text.substr(cues_[at].begin).starts_with("do")) return false;
    return blank(reading_.text, clause_.begin, cues_[at].begin) ||
           (at > clause_.first_cue && is(cues_[at - 1], breaker | look_alike | then) &&
            blank(reading_.text, cues_[at - 1].end, cues_[at].begin));
  }

  // A plain negator that asks, chases or blames does not deny.
  bool overruled(std::uint32_t negator_at) const {
    const auto& cue = cues_[negator_at];
    if (asked(negator_at) || is_in(clause_.first_cue, clause_.end_cue, pursuit) || threatened()) return true;
    const bool own = subject(negator_at) == self;
    const auto word = kinds_of_word();
    if (is(cue, lack) && ((word & owed) != 0 || ((word & duty) != 0 && !own))) return true;
    const auto twice = chinese(cue) ? failure : failure | negator;  // won't … without it
    if (is(cue, lack) && is_in(clause_.first_cue, negator_at, twice)) return true;
    return (word & owed) != 0 && (word & duty) != 0 && !own ? true : subject(negator_at) == shop;
  }

  bool asked(std::uint32_t negator_at) const {
    if (is_in(clause_.first_cue, negator_at, reason)) return true;
    if (is_in(at_.after, clause_.end_cue, reason) && subject(negator_at) != self) return true;  // 不退款是什么意思
    return clause_.question && !is(cues_[negator_at], look_alike) && !offers(negator_at);
  }

  // 不开发票能便宜点吗 offers to do without; the question is about something else.
  bool offers(std::uint32_t negator_at) const {
    const auto& cue = cues_[negator_at];
    if (!chinese(cue) || is(cue, lack) || subject(negator_at) == shop || (kinds_of_word() & duty) != 0) return false;
    if (at_.after >= clause_.end_cue) return false;
    const auto& next = cues_[at_.after];
    return next.begin == at_.end && is(next, question) && is(next, wish) &&
           !blank(reading_.text, next.end, clause_.end);
  }

  bool chinese(const Cue& cue) const { return (static_cast<unsigned char>(reading_.text[cue.begin]) & 0x80U) != 0; }

  // The nearest of 你们 and 我 before a cue.
  std::uint64_t subject(std::uint32_t cue) const { return subject_in(clause_, cue); }

  std::uint64_t subject_in(const Clause& clause, std::uint32_t cue) const {
    for (auto i = cue; i > clause.first_cue; --i) {
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
      const bool fine = is(cue, contentment) && !can_be_undone();
      if (is(cue, decline) && is(cue, reason)) return asks_back(i) ? said(Doubt::negated, cue) : Judgement{};
      if (gives_up(i)) return said(Doubt::negated, cue);
      if (is(cue, decline) || fine) return asked_behind(i) ? said(Doubt::none, cue) : said(Doubt::negated, cue);
      if (waives(i, clause_) && !asked_behind(i)) return said(Doubt::negated, cue);
      if (is(cue, withdrawal) && can_be_undone() && !asked_why()) return said(Doubt::negated, cue);
      if (!is(cue, carrier | self | shop | then | plea)) return {};
      cursor = cue.end;
    }
    return {};
  }

  // 我退款干嘛.
  bool asks_back(std::uint32_t i) const {
    return only_carriers(i + 1, cues_[i].end, clause_) && subject(at_.before) == self &&
           !is_in(clause_.first_cue, at_.before, negator | failure | refusal);
  }

  // 会员就不续了, 会员我不续了: any verb of one character.
  bool gives_up(std::uint32_t i) const {
    const auto& cue = cues_[i];
    if (!is(cue, negator) || is(cue, lack) || !chinese(cue) || asked_behind(i)) return false;
    if (cue.end - cue.begin < 6 && subject(i) != self) return false;
    if (is_in(clause_.first_cue, at_.before, negator | failure)) return false;  // 没优惠我就不买了
    if (cue.end >= clause_.end) return false;
    const auto rest = reading_.text.substr(letter_at(reading_.text, cue.end).end);
    return rest.starts_with("了") && !clause_.question && (clause_.all_kinds & shop) == 0;
  }

  // 优惠不优惠无所谓, 赠品有没有都行. Not where the word was wished for: 我要退款,运费无所谓.
  Judgement indifferent() const {
    if (is_in(clause_.first_cue, at_.before, wish | plea | pursuit)) return {};
    const bool both = alternated() || is_in(clause_.first_cue, at_.before, negator);
    for (auto i = at_.after; i < clause_.end_cue; ++i) {
      const auto& cue = cues_[i];
      if (is(cue, indifference) || (both && is(cue, consent))) return said(Doubt::negated, cue);
      if (is(cue, plea | reason | pursuit)) return {};
    }
    const auto* next = following(clause_);
    if (!both || next == nullptr || next->first_cue == next->end_cue) return {};
    const auto& first = cues_[next->first_cue];
    return is(first, indifference | consent) ? said(Doubt::negated, first) : Judgement{};
  }

  // 退不退款, 优惠不优惠, 要不要优惠, refund or no refund.
  bool alternated() const {
    for (auto i = clause_.first_cue; i < clause_.end_cue; ++i) {
      if (is(cues_[i], alternative)) return true;
    }
    const auto word = reading_.text.substr(at_.begin, at_.end - at_.begin);
    const auto first = word.substr(0, letter_at(word, 0).end);
    const auto rest = reading_.text.substr(at_.end);
    const auto said_before = reading_.text.substr(clause_.begin, at_.begin - clause_.begin);
    for (const std::string_view between : {"不", "没"}) {
      if (rest.starts_with(between) && rest.substr(between.size()).starts_with(first)) return true;
      if (!said_before.ends_with(between)) continue;
      if (said_before.substr(0, said_before.size() - between.size()).ends_with(first)) return true;
      if (said_before.substr(0, said_before.size() - between.size()).ends_with(word)) return true;
    }
    return false;
  }

  // 不用, don't need, with nothing else behind. 赠品不要了 does too; 退货,不要了 gives the reason for the return.
  bool waives(std::uint32_t i, const Clause& clause) const {
    const auto& cue = cues_[i];
    if (!is(cue, waiver) && !(is(cue, negator) && acts_as(i, clause.end_cue) == refusal)) return false;
    if (is(cue, waiver) && is(cue, lack) && (kinds_of_word() & (undoable | withdrawal)) != 0) return false;
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
      for (auto i = c == first ? at_.after : clause.first_cue; i < clause.end_cue; ++i) {
        if (is(cues_[i], retraction)) return said(Doubt::negated, cues_[i]);
        if (!is(cues_[i], refusal | negator) || blamed(clause, i)) continue;
        const bool pursues = (clause.all_kinds & pursuit) != 0;
        const bool decided = !pursues && (subject_in(clause, i) == self || cues_[i].end > cues_[i].begin + 3);
        if (names_word_again(cues_[i], decided ? &clause : nullptr)) return said(Doubt::negated, cues_[i]);
      }
    }
    return {};
  }

  // 后来你们又不退了 is about the shop; 客服态度好就没退 is not.
  bool blamed(const Clause& clause, std::uint32_t at) const {
    if ((clause.all_kinds & reason) != 0) return true;
    for (auto i = at; i > clause.first_cue; --i) {
      if (is(cues_[i - 1], self)) return false;
      const bool near = blank(reading_.text, cues_[i - 1].end, cues_[i].begin);
      if (is(cues_[i - 1], shop)) return near || cues_[at].end - cues_[at].begin < 6;
    }
    return false;
  }

  // Behind a negator the beginning of the word and 了: 不退了 for 退款. At the end of `decided` without 了: 就没退.
  bool names_word_again(const Cue& cue, const Clause* decided) const {
    const auto word = reading_.text.substr(at_.begin, at_.end - at_.begin);
    const auto rest = reading_.text.substr(cue.end);
    if ((static_cast<unsigned char>(word[0]) & 0x80U) == 0) return false;
    for (auto end = letter_at(word, 0).end; end <= word.size() && rest.starts_with(word.substr(0, end));) {
      if (rest.substr(end).starts_with("了")) return true;
      if (is(cue, refusal) && is(cue, self)) return true;  // 不是我取消的
      if (decided != nullptr && !is(cue, lack) && cue.end + end == decided->end) return true;
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
