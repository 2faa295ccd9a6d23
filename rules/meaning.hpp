// Whether a word that occurs in a message is meant: not negated, not hypothetical, not quoted or reported, not about
// another shop. The cue words are data (rules/lexicon/*.toml); docs/meaning.md tells what is decided how. Pure, total
// on any bytes, linear in the text.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "model/phrase.hpp"
#include "model/problem.hpp"
#include "rules/fold.hpp"
#include "rules/ruleset.hpp"

namespace fenqun::rules {

enum class Doubt : std::uint8_t { none, negated, hypothetical, quoted, elsewhere };

std::string_view to_string(Doubt doubt);
// For people, in a trace: "否定" / "negated".
const Bilingual& word_of(Doubt doubt);

// Bytes of the folded text of the cue that decided. With Doubt::none: a cue that was heard but overruled, or 0, 0.
struct Judgement {
  Doubt doubt = Doubt::none;
  std::uint32_t cue_begin = 0;
  std::uint32_t cue_end = 0;

  bool operator==(const Judgement&) const = default;
};

namespace meaning {

class Lexicon;

// A cue word of the text. They never overlap; the longest at the leftmost place is taken.
struct Cue {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint64_t kinds = 0;  // bits of meaning::Kind
};

inline constexpr std::uint32_t no_cue = 0xFFFFFFFF;

struct Clause {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;  // before its punctuation
  std::uint32_t first_cue = 0;
  std::uint32_t end_cue = 0;
  bool ends_sentence = false;
  bool colon = false;     // announces what follows
  bool question = false;  // ends in ? or has a word that asks
  std::uint64_t all_kinds = 0;
  // Cues of other clauses that govern this whole one.
  std::uint32_t hypothesis = no_cue;
  std::uint32_t report = no_cue;
  std::uint32_t elsewhere = no_cue;
};

// Words between quotation marks, marks included.
struct Quotation {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool own = false;  // the customer's own words: 我说“…”
};

}  // namespace meaning

// The lexicons, compiled once. Immutable, shared by threads.
class Meaning {
 public:
  // Clauses and cues of one text. Buffers are reused: nothing allocates once they have grown.
  struct Reading {
    std::string_view text;  // of the Folded that was read, which must outlive the judging
    std::vector<meaning::Cue> cues;
    std::vector<meaning::Clause> clauses;
    std::vector<meaning::Quotation> quotations;
  };

  // The lexicons inside the program.
  static const Meaning& built_in();
  // Strict: the first problem, with its place.
  static Result<std::shared_ptr<const Meaning>> load(std::span<const Source> lexicons);

  // Once per text. `original` is what `folded` was folded from: line ends and marks that folding took out end clauses.
  void read(const Folded& folded, std::string_view original, Reading& out) const;
  // One occurrence, folded bytes [begin, end). The work is bounded however long the text is.
  Judgement judge(const Reading& reading, std::uint32_t begin, std::uint32_t end) const;

 private:
  explicit Meaning(std::shared_ptr<const meaning::Lexicon> lexicon);
  std::shared_ptr<const meaning::Lexicon> lexicon_;
};

}  // namespace fenqun::rules
