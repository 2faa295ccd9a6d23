#include <algorithm>
#include <array>

#include "rules/meaning/kinds.hpp"
#include "rules/meaning/reader.hpp"

namespace fenqun::rules::meaning {
namespace {

constexpr std::uint32_t max_bytes_to_speech = 40;  // from who speaks to 说

bool is(const Cue& cue, std::uint64_t kind) {
  return (cue.kinds & kind) != 0;
}

bool chinese_cue(const Meaning::Reading& reading, std::uint32_t cue) {
  return (static_cast<unsigned char>(reading.text[reading.cues[cue].begin]) & 0x80U) != 0;
}

std::uint32_t last_of(const Meaning::Reading& reading, const Clause& clause, std::uint64_t kind) {
  for (auto i = clause.end_cue; i > clause.first_cue; --i) {
    if (is(reading.cues[i - 1], kind)) return i - 1;
  }
  return no_cue;
}

// Who speaks with the speech cue `i`: bits of speaker and self, 0 for nobody.
std::uint64_t who_speaks(const Meaning::Reading& reading, const Clause& clause, std::uint32_t i) {
  const auto& speaks = reading.cues[i];
  if (i > clause.first_cue && is(reading.cues[i - 1], negator | failure) &&
      blank(reading.text, reading.cues[i - 1].end, speaks.begin)) {
    return 0;  // 客服不回复 reports nothing
  }
  for (auto j = i; j > clause.first_cue; --j) {
    const auto& cue = reading.cues[j - 1];
    if (cue.end + max_bytes_to_speech < speaks.begin) break;
    if (is(cue, speaker)) return speaker;
    if (is(cue, self)) return self;
  }
  return 0;
}

// What has been said so far in a sentence, on the way through its clauses.
struct Carried {
  std::uint32_t hypothesis = no_cue;
  std::uint32_t report = no_cue;
  std::uint32_t elsewhere = no_cue;
  bool answered = false;   // the consequence of the hypothesis has been told
  bool announced = false;  // the last clause ended in 说 or a colon
  bool colon = false;

  void new_sentence() {
    hypothesis = elsewhere = no_cue;
    if (!announced) report = no_cue;
  }
};

class Connector {
 public:
  explicit Connector(Meaning::Reading& reading) : reading_(reading) {}

  void run() {
    for (std::size_t i = 0; i < reading_.clauses.size(); ++i) {
      auto& clause = reading_.clauses[i];
      runs_on_ = i > 0 && reading_.clauses[i - 1].end == clause.begin;
      inherit(clause);
      add(clause, i > 0 ? &reading_.clauses[i - 1] : nullptr);
      if (clause.ends_sentence) now_.new_sentence();
    }
  }

 private:
  void inherit(Clause& clause) {
    const auto kinds = clause.all_kinds;
    const bool breaks = clause.first_cue < clause.end_cue && is(reading_.cues[clause.first_cue], breaker) &&
                        blank(reading_.text, clause.begin, reading_.cues[clause.first_cue].begin);
    const bool goes_on = now_.announced && runs_on_;  // 客服说只能换货
    if ((breaks && !goes_on) || (kinds & afresh) != 0) now_ = Carried{};
    if (now_.answered && (kinds & then) == 0) now_.hypothesis = no_cue;
    constexpr auto others_matter = self | shop | wish | plea | reason | pursuit | then | question;
    if ((kinds & others_matter) != 0) {
      if ((kinds & others_matter) != shop || !only_they(clause)) now_.elsewhere = no_cue;
      if (!now_.announced || (!now_.colon && (kinds & self) != 0)) now_.report = no_cue;
    }
    clause.hypothesis = now_.hypothesis;
    clause.report = now_.report;
    clause.elsewhere = now_.elsewhere;
    now_.answered = now_.hypothesis != no_cue && (now_.answered || (kinds & then) != 0);
    now_.announced = false;
  }

  // 我室友那件也坏了,她退款了: she is not the shop.
  bool only_they(const Clause& clause) const {
    for (auto i = clause.first_cue; i < clause.end_cue; ++i) {
      const auto& cue = reading_.cues[i];
      if (!is(cue, shop)) continue;
      const auto text = reading_.text.substr(cue.begin, cue.end - cue.begin);
      constexpr std::array<std::string_view, 6> they = {"他", "她", "他们", "she", "he", "they"};
      if (std::find(they.begin(), they.end(), text) == they.end()) return false;
    }
    return true;
  }

  void add(Clause& clause, Clause* before) {
    const auto kinds = clause.all_kinds;
    if ((kinds & (hypothesis | supposition)) != 0) {
      now_.hypothesis = last_of(reading_, clause, hypothesis | supposition);
      now_.answered = (kinds & then) != 0;
      if (before != nullptr && (kinds & hypothesis) != 0) trailing(clause, *before);
    }
    if ((kinds & (elsewhere | behind)) != 0) stay_elsewhere(clause);
    if ((kinds & (speech | hearsay)) != 0) {
      now_.report = report_in(reading_, clause, clause.end);
      const auto last = clause.end_cue > clause.first_cue ? clause.end_cue - 1 : no_cue;
      now_.colon = clause.colon;
      now_.announced =
          now_.report != no_cue && (clause.colon || (last != no_cue && is(reading_.cues[last], speech) &&
                                                     blank(reading_.text, reading_.cues[last].end, clause.end)));
    }
  }

  // 别人都收到了,… stays with the others; 别人都收到了就我没收到 comes back.
  void stay_elsewhere(const Clause& clause) {
    const auto cue = last_of(reading_, clause, elsewhere | behind);
    for (auto i = cue + 1; i < clause.end_cue; ++i) {
      const auto& each = reading_.cues[i];
      if (is(each, self | plea | displeasure) || (is(each, shop) && !only_place(reading_, each))) return;
    }
    now_.elsewhere = cue;
  }

  // 能退款吗,如果不合适: the condition comes behind. Not 能退款吗,如果不能…, which is an "or else".
  void trailing(const Clause& clause, Clause& before) {
    const auto first = last_of(reading_, clause, hypothesis);
    const auto& cue = reading_.cues[first];
    if (!before.question || before.hypothesis != no_cue || !blank(reading_.text, clause.begin, cue.begin)) return;
    const bool or_else = first + 1 < clause.end_cue && is(reading_.cues[first + 1], failure | negator | refusal) &&
                         blank(reading_.text, cue.end, reading_.cues[first + 1].begin);
    if (or_else && (chinese_cue(reading_, first) || before.ends_sentence)) return;
    if ((clause.all_kinds & then) != 0) return;
    before.hypothesis = first;
  }

  Meaning::Reading& reading_;
  Carried now_;
  bool runs_on_ = false;  // no punctuation before this clause
};

}  // namespace

std::uint32_t report_in(const Meaning::Reading& reading, const Clause& clause, std::uint32_t until) {
  for (auto i = clause.end_cue; i > clause.first_cue; --i) {
    const auto& cue = reading.cues[i - 1];
    if (cue.begin >= until) continue;
    if (is(cue, hearsay)) return i - 1;
    if (is(cue, speech) && who_speaks(reading, clause, i - 1) == speaker) return i - 1;
  }
  return no_cue;
}

bool own_speech_in(const Meaning::Reading& reading, const Clause& clause, std::uint32_t until) {
  for (auto i = clause.end_cue; i > clause.first_cue; --i) {
    const auto& cue = reading.cues[i - 1];
    if (cue.end <= until && is(cue, speech)) return who_speaks(reading, clause, i - 1) == self;
  }
  return false;
}

bool only_place(const Meaning::Reading& reading, const Cue& cue) {
  const auto before = reading.text.substr(0, cue.begin);
  for (const std::string_view at : {"在", "从", "到", "at ", "from ", "with "}) {
    if (before.ends_with(at)) return true;
  }
  return false;
}

void connect(Meaning::Reading& reading) {
  Connector(reading).run();
}

}  // namespace fenqun::rules::meaning
