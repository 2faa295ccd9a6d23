#include "rules/meaning.hpp"

#include <algorithm>
#include <array>

#include "rules/meaning/built_in.hpp"
#include "rules/meaning/kinds.hpp"
#include "rules/meaning/lexicon.hpp"
#include "rules/meaning/negation.hpp"
#include "rules/meaning/reader.hpp"

namespace fenqun::rules {
namespace meaning {
namespace {

constexpr std::uint32_t long_quotation = 9;  // bytes beside the word: shorter ones only name a button or stress a word
constexpr std::size_t denial_reach = 3;      // clauses
constexpr std::uint32_t pursuit_reach = 2;   // clauses

bool is(const Cue& cue, std::uint64_t kind) {
  return (cue.kinds & kind) != 0;
}

class Judge {
 public:
  Judge(const Meaning::Reading& reading, const Occurrence& at) : reading_(reading), at_(at), clause_(at.clause) {}

  Judgement run() {
    if (reading_.cues.empty() && reading_.quotations.empty()) return {};
    if (const auto found = quoted(); found.doubt != Doubt::none) return found;
    if (const auto found = reported(); found.doubt != Doubt::none) return found;
    if (const auto found = elsewhere_of(); found.doubt != Doubt::none) return found;
    if (const auto found = hypothetical(); found.doubt != Doubt::none) return found;
    const auto found = negation_of(at_);
    return found.doubt == Doubt::none && denied_before() ? Judgement{Doubt::negated, denial_.begin, denial_.end}
                                                         : found;
  }

 private:
  Judgement said(Doubt doubt, std::uint32_t cue) const {
    return {doubt, reading_.cues[cue].begin, reading_.cues[cue].end};
  }

  // 我没退货,怎么显示退货了: what the customer denied having done is not wanted when it is named again.
  bool denied_before() {
    const auto index = static_cast<std::size_t>(&clause_ - reading_.clauses.data());
    for (std::size_t back = 1; back <= denial_reach && back <= index; ++back) {
      const auto& clause = reading_.clauses[index - back];
      if ((clause.all_kinds & (self | refusal)) == 0 || (clause.all_kinds & (lack | refusal)) == 0) continue;
      if (wanted_in(clause_) || (clause_.all_kinds & afresh) != 0) return false;
      for (auto i = clause.first_cue; i < clause.end_cue; ++i) {
        if (denies(reading_.cues[i]) && names_word_behind(i, clause)) {
          denial_ = reading_.cues[i];
          return true;
        }
      }
    }
    return false;
  }

  // 我没取消, 不是我取消的.
  static bool denies(const Cue& cue) { return is(cue, lack) || (is(cue, refusal) && is(cue, self)); }

  // 是 begins a wish only behind 不是.
  bool wanted_in(const Clause& clause) const {
    for (auto i = clause.first_cue; i < clause.end_cue; ++i) {
      const auto& cue = reading_.cues[i];
      const bool is_it = reading_.text.substr(cue.begin, cue.end - cue.begin) == "是";
      if (is(cue, plea) || (is(cue, wish) && !is_it)) return true;
    }
    return false;
  }

  bool names_word_behind(std::uint32_t cue, const Clause& clause) const {
    const auto word = reading_.text.substr(at_.begin, at_.end - at_.begin);
    auto at = reading_.cues[cue].end;
    for (auto i = cue + 1; i < clause.end_cue && reading_.cues[i].begin == at && is(reading_.cues[i], carrier); ++i) {
      if (reading_.text.substr(at).starts_with(word)) break;
      at = reading_.cues[i].end;
    }
    if (!reading_.text.substr(at).starts_with(word)) return false;
    if (!is(reading_.cues[cue], lack)) return true;
    for (auto i = cue; i > clause.first_cue; --i) {
      if (is(reading_.cues[i - 1], self | shop)) return is(reading_.cues[i - 1], self);
    }
    return false;
  }

  Judgement quoted() const {
    const auto& all = reading_.quotations;
    const auto found =
        std::partition_point(all.begin(), all.end(), [&](const Quotation& q) { return q.end < at_.end; });
    if (found == all.end() || found->begin > at_.begin || found->own) return {};
    const auto rest = (found->end - found->begin) - (at_.end - at_.begin);
    if (rest < long_quotation + 2) return {};
    return {Doubt::quoted, found->begin, found->end};
  }

  Judgement reported() const {
    auto cue = (clause_.all_kinds & (speech | hearsay)) != 0 ? report_in(reading_, clause_, at_.begin) : no_cue;
    if (cue != no_cue && ended_between(cue, breaker)) cue = no_cue;
    if (cue == no_cue) cue = clause_.report;
    if (cue == no_cue || pursued()) return {};
    return said(Doubt::quoted, cue);
  }

  // 客服说可以退款,怎么还没到: the report is only told to chase it.
  bool pursued() const {
    const auto first = static_cast<std::size_t>(&clause_ - reading_.clauses.data());
    const auto last = std::min<std::size_t>(first + pursuit_reach, reading_.clauses.size() - 1);
    for (auto c = first; c <= last; ++c) {
      const auto& clause = reading_.clauses[c];
      for (auto i = clause.first_cue; i < clause.end_cue; ++i) {
        const auto chases = c > first ? pursuit | plea | reason | failure : pursuit | plea | reason;
        if (reading_.cues[i].begin >= at_.end && is(reading_.cues[i], chases)) return true;
      }
    }
    return false;
  }

  Judgement elsewhere_of() const {
    for (auto i = at_.before; i > clause_.first_cue; --i) {
      if (is(reading_.cues[i - 1], elsewhere | behind)) {
        if (!left_between(i - 1)) return said(Doubt::elsewhere, i - 1);
        break;
      }
    }
    for (auto i = at_.after; i < clause_.end_cue; ++i) {
      if (is(reading_.cues[i], behind)) return said(Doubt::elsewhere, i);
    }
    if (clause_.elsewhere != no_cue) return said(Doubt::elsewhere, clause_.elsewhere);
    return {};
  }

  // Whether the customer comes back to this shop between the cue and the word: 比别家贵我要退款.
  bool left_between(std::uint32_t cue) const {
    auto cursor = reading_.cues[cue].end;
    bool close = true;
    for (auto i = cue + 1; i < at_.before; ++i) {
      const auto& each = reading_.cues[i];
      close = close && blank(reading_.text, cursor, each.begin);
      // 上次在别家我退货了 goes on there; 别家便宜我退货 comes back.
      if (is(each, plea | breaker) || (is(each, self) && !close) || (is(each, shop) && !only_place(reading_, each)) ||
          (is(each, wish) && !close))
        return true;
      close = close && is(each, carrier | wish | elsewhere);
      cursor = each.end;
    }
    return false;
  }

  bool ended_between(std::uint32_t cue, std::uint64_t kind) const {
    for (auto i = cue + 1; i < at_.before; ++i) {
      if (is(reading_.cues[i], kind)) return true;
    }
    return false;
  }

  Judgement hypothetical() const {
    if ((clause_.all_kinds & (hypothesis | supposition)) != 0) {
      for (auto i = clause_.first_cue; i < clause_.end_cue; ++i) {
        const auto& cue = reading_.cues[i];
        if (is(cue, supposition)) return said(Doubt::hypothetical, i);
        if (is(cue, hypothesis) && (cue.begin < at_.begin || condition_behind(i))) return said(Doubt::hypothetical, i);
      }
    }
    if (clause_.hypothesis != no_cue) return said(Doubt::hypothetical, clause_.hypothesis);
    return {};
  }

  // can I return it if …; 能退款吗如果…; but 我要退款如果不退就… is a demand.
  bool condition_behind(std::uint32_t cue) const {
    const auto begin = reading_.cues[cue].begin;
    if (begin < at_.end) return false;
    const bool chinese = (static_cast<unsigned char>(reading_.text[begin]) & 0x80U) != 0;
    if (!chinese) return true;
    for (auto i = clause_.first_cue; i < cue; ++i) {
      if (is(reading_.cues[i], question)) return true;
    }
    return false;
  }

  const Meaning::Reading& reading_;
  const Occurrence& at_;
  const Clause& clause_;
  Cue denial_;
};

constexpr std::array<std::string_view, 5> doubt_names = {"none", "negated", "hypothetical", "quoted", "elsewhere"};
constexpr std::array<Bilingual, 5> doubt_words = {{{"表示", "meant"},
                                                   {"否定", "negated"},
                                                   {"假设", "hypothetical"},
                                                   {"转述", "quoted"},
                                                   {"说的是别家", "elsewhere"}}};

}  // namespace
}  // namespace meaning

std::string_view to_string(Doubt doubt) {
  return meaning::doubt_names[static_cast<std::size_t>(doubt)];
}

const Bilingual& word_of(Doubt doubt) {
  return meaning::doubt_words[static_cast<std::size_t>(doubt)];
}

Meaning::Meaning(std::shared_ptr<const meaning::Lexicon> lexicon) : lexicon_(std::move(lexicon)) {}

const Meaning& Meaning::built_in() {
  static const std::shared_ptr<const Meaning> meaning = load(meaning::built_in_lexicons()).value();
  return *meaning;
}

Result<std::shared_ptr<const Meaning>> Meaning::load(std::span<const Source> lexicons) {
  Problems problems;
  std::vector<meaning::Phrase> phrases;
  for (const auto& source : lexicons) {
    auto more = meaning::phrases_of(source, problems);
    std::move(more.begin(), more.end(), std::back_inserter(phrases));
  }
  if (!problems.empty()) return problems.front();
  auto lexicon = std::make_shared<const meaning::Lexicon>(phrases);
  return std::shared_ptr<const Meaning>(new Meaning(std::move(lexicon)));
}

void Meaning::read(const Folded& folded, std::string_view original, Reading& out) const {
  meaning::split(*lexicon_, folded, original, out);
  if (!out.cues.empty()) meaning::connect(out);
}

Judgement Meaning::judge(const Reading& reading, std::uint32_t begin, std::uint32_t end) const {
  const auto size = static_cast<std::uint32_t>(reading.text.size());
  if (begin >= end || end > size || reading.clauses.empty()) return {};
  const auto& clauses = reading.clauses;
  const auto next =
      std::partition_point(clauses.begin(), clauses.end(), [&](const meaning::Clause& c) { return c.begin <= begin; });
  const auto& clause = next == clauses.begin() ? clauses.front() : *(next - 1);
  meaning::Occurrence at{reading, clause, begin, end, clause.first_cue, clause.end_cue};
  while (at.before < clause.end_cue && reading.cues[at.before].begin < begin) ++at.before;
  at.after = at.before;
  while (at.after < clause.end_cue && reading.cues[at.after].begin < end && reading.cues[at.after].end <= end)
    ++at.after;
  return meaning::Judge(reading, at).run();
}

}  // namespace fenqun::rules
