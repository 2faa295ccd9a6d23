// Reading a text: its clauses, cues and quotations, and what governs whole clauses (conditions, reports, other shops).
#pragma once

#include <string_view>

#include "rules/meaning.hpp"
#include "rules/meaning/lexicon.hpp"

namespace fenqun::rules::meaning {

// Splits and finds cues: one pass.
void split(const Lexicon& lexicon, const Folded& folded, std::string_view original, Meaning::Reading& out);

// Fills in what reaches over from other clauses: one pass.
void connect(Meaning::Reading& reading);

// Whether the text in [begin, end) is nothing but spaces.
bool blank(std::string_view text, std::uint32_t begin, std::uint32_t end);

// The cue of a clause that says somebody else speaks, before `until`; no_cue where the customer speaks.
std::uint32_t report_in(const Meaning::Reading& reading, const Clause& clause, std::uint32_t until);
// 在你们家, from you: the shop is where somebody did it, not who is spoken to.
bool only_place(const Meaning::Reading& reading, const Cue& cue);
bool own_speech_in(const Meaning::Reading& reading, const Clause& clause, std::uint32_t until);

}  // namespace fenqun::rules::meaning
