// The buffers of one thread, and what the message at hand has hit. A stamp that is not the present epoch means "not in
// this message", so that nothing is cleared between messages. Internal to rules/.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "rules/compile/program.hpp"
#include "rules/fold.hpp"
#include "rules/matcher.hpp"

namespace fenqun::rules {

struct Scratch::Impl {
  // A word set of the program in the message at hand.
  struct SetState {
    std::uint64_t epoch = 0;
    std::uint32_t hit = 0;  // of its patterns, each counted once
    bool at_start = false;
    bool at_end = false;
    bool whole = false;
  };
  // What a rule of this evaluation did to a tag.
  struct TagChange {
    std::string_view tag;
    bool present = false;
  };
  // A tag of the profile that its rule gave while its condition holds.
  struct HeldTag {
    std::uint32_t position = 0;
    std::string_view tag;
  };

  Folded folded;
  Matcher::Scratch matcher;
  std::vector<Hit> hits;
  std::uint64_t epoch = 0;
  std::vector<std::uint64_t> pattern_epoch;
  std::vector<SetState> sets;
  std::vector<std::uint64_t> rule_epoch;  // by position
  std::vector<std::uint32_t> candidates;  // positions to look at
  std::vector<TagChange> overlay;
  std::vector<HeldTag> held_tags;
  std::vector<const Counter*> counters;  // of the profile, by counter of the program

  // Makes room for `program`; nothing allocates once the largest program was seen.
  void begin(const RuleSet::Program& program);
  void add_candidate(std::uint32_t position);
  // Folds and scans; fills hits and sets, and adds the rules that wait for what was hit.
  void read(const RuleSet::Program& program, std::string_view text);

 private:
  void note(const RuleSet::Program& program, const Hit& hit, std::uint32_t begin, std::uint32_t end);
};

}  // namespace fenqun::rules
