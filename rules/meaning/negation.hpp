// Whether one occurrence is negated within its clause, or taken back by what follows it.
#pragma once

#include "rules/meaning.hpp"

namespace fenqun::rules::meaning {

struct Occurrence {
  const Meaning::Reading& reading;
  const Clause& clause;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t before = 0;  // cues [first_cue, before) begin before the word
  std::uint32_t after = 0;   // cues [after, end_cue) end behind it and begin within or behind it
};

// Doubt::negated with its cue; or none, with the negator that was overruled if there is one.
Judgement negation_of(const Occurrence& occurrence);

}  // namespace fenqun::rules::meaning
