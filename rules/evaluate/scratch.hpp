// The buffers of one thread, and what the message at hand has hit. A stamp that is not the present epoch means "not in
// this message", so that nothing is cleared between messages. Internal to rules/.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "rules/compile/program.hpp"
#include "rules/fold.hpp"
#include "rules/matcher.hpp"
#include "rules/meaning.hpp"
#include "rules/traits.hpp"

namespace fenqun::rules {

struct Scratch::Impl {
  // A word set of the program in the message at hand.
  struct SetState {
    std::uint64_t epoch : 61 = 0;
    std::uint64_t at_start : 1 = 0;
    std::uint64_t at_end : 1 = 0;
    std::uint64_t whole : 1 = 0;
  };
  // Of its patterns, each once; see count_hits() and judge().
  struct SetCounts {
    std::uint64_t epoch = 0;
    std::uint32_t hit = 0;
    std::uint32_t asserted = 0;  // an occurrence is meant
  };
  // What a rule of this evaluation did to a tag.
  struct TagChange {
    std::string_view tag;
    bool present = false;
  };
  // What a rule set an attribute to. Of several the heavier rule's stays, then the earlier one's.
  struct AttributeChange {
    std::string_view name;
    const std::string* value = nullptr;  // empty: removed
    std::uint32_t rule = 0;
  };
  // A tag of the profile that its rule gave while its condition holds.
  struct HeldTag {
    std::uint32_t position = 0;
    std::string_view tag;
  };

  // ---- of the message
  std::string_view said;  // the customer's words; lives as long as the event
  Folded folded;
  Matcher::Scratch matcher;
  std::vector<Hit> hits;
  std::uint64_t epoch = 0;
  std::vector<SetState> sets;
  std::vector<std::uint32_t> candidates;  // positions to look at, some twice

  // ---- of the evaluation
  std::vector<TagChange> tags;
  std::vector<std::string_view> groups;  // to which rules move the customer
  std::vector<AttributeChange> attributes;
  std::vector<HeldTag> held_tags;
  std::vector<const Counter*> counters;  // of the profile, by counter of the program
  std::vector<Evidence> evidence;        // no longer needed, to be written over

  // A new message, or none: folds and scans the words, fills hits and sets, and adds the rules that wait for what was
  // hit. Nothing allocates once the largest program was seen.
  void hear(const RuleSet::Program& program, const Text* text);
  // The same for the evaluation that follows. Whether hear() has been called for just this event, which is then
  // forgotten, so that no other event can be taken for it.
  void remember(const RuleSet::Program& program, const Event& event);
  bool recall(const RuleSet::Program& program, const Event& event);
  // A new evaluation of the message.
  void begin(const RuleSet::Program& program, const Profile& profile);
  bool was_hit(std::uint32_t set) const { return sets[set].epoch == epoch; }
  // Of the profile, by the tag's number; null: the customer does not have it.
  const TagState* stored_tag(const RuleSet::Program& program, const Profile& profile, std::uint32_t number) {
    auto& known = stored_tags_[number];
    if (known.evaluation != evaluation_) known = {evaluation_, find_tag(profile, program.tags[number])};
    return known.state;
  }

  // ---- read when first asked for, once per message
  const Folded& folded_said();
  // Counts for each set how many of its words were hit.
  void count_hits(const RuleSet::Program& program);
  // … and how many of them are meant.
  void judge(const RuleSet::Program& program);
  SetCounts counts(std::uint32_t set) const { return counts_[set].epoch == epoch ? counts_[set] : SetCounts{}; }
  Doubt doubt_of(std::size_t hit);
  // " (不: negated)"; empty where there is no doubt.
  std::string doubt_text(std::size_t hit);
  // Hits of spellings; Hit::pattern is an index of RuleSet::Program::spellings.
  const std::vector<Hit>& sounds(const RuleSet::Program& program);
  bool sounded(const RuleSet::Program& program, const step::Sounds& what);
  std::optional<Range> place_of(Trait trait);
  // Code points of the folded text before this byte.
  std::uint32_t points_before(std::uint32_t byte);

  // ---- folded when first asked for, once per evaluation. What is pointed to must not move meanwhile.
  std::string_view folded_value(const std::string& value);
  // The names of all products, one a line.
  std::string_view folded_products(const Profile& profile);

 private:
  static constexpr std::uint8_t not_judged = 0xFF;
  static constexpr std::uint64_t max_epoch = (std::uint64_t{1} << 61) - 1;  // is not reached: centuries of messages
  struct FoldedValue {
    const std::string* value = nullptr;
    Folded folded;
  };
  struct StoredTag {
    std::uint64_t evaluation = 0;
    const TagState* state = nullptr;
  };
  static const TagState* find_tag(const Profile& profile, const std::string& tag);
  void note(const RuleSet::Program& program, const Hit& hit, bool at_start, bool at_end);
  // Whether that is new.
  bool note_set(std::uint32_t set, bool at_start, bool at_end) {
    auto& state = sets[set];
    const bool fresh = state.epoch != epoch;
    if (fresh) {
      state = {};
      state.epoch = epoch & max_epoch;
    }
    if (at_start) state.at_start = 1;
    if (at_end) state.at_end = 1;
    if (at_start && at_end) state.whole = 1;
    return fresh;
  }
  void wake(const RuleSet::Program& program, std::uint32_t set);
  SetCounts& counts_here(std::uint32_t set);

  const RuleSet::Program* remembered_program_ = nullptr;
  const Event* remembered_event_ = nullptr;
  const char* remembered_text_ = nullptr;
  std::uint64_t folded_epoch_ = 0;
  std::uint64_t read_epoch_ = 0;
  std::uint64_t counted_epoch_ = 0;
  std::uint64_t judged_epoch_ = 0;
  std::uint64_t points_epoch_ = 0;
  std::uint64_t sounds_epoch_ = 0;
  std::array<std::uint64_t, 3> trait_epochs_ = {};
  std::array<std::optional<Range>, 3> traits_;  // by Trait
  Sounds::Scratch sound_room_;
  std::vector<Hit> sounds_;
  std::vector<std::uint64_t> spelling_epoch_;
  Meaning::Reading reading_;
  std::vector<std::uint8_t> doubts_;           // per hit
  std::vector<std::uint64_t> pattern_epoch_;   // of those in several sets
  std::vector<std::uint64_t> hit_epoch_;       // per pattern
  std::vector<std::uint64_t> asserted_epoch_;  // per pattern
  std::vector<SetCounts> counts_;              // per set
  std::uint64_t evaluation_ = 0;               // counts them
  std::vector<StoredTag> stored_tags_;         // by number
  std::vector<std::uint32_t> points_;
  std::vector<FoldedValue> values_;  // the first value_count_ are of this evaluation
  std::size_t value_count_ = 0;
  bool products_ready_ = false;
  Folded product_;
  std::string products_;
};

}  // namespace fenqun::rules
