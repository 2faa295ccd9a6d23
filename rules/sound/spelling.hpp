// What a rule's author wrote, as rows of syllables.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "rules/sound.hpp"

namespace fenqun::rules::sound {

enum class Verdict { ok, unreadable, too_long, too_many };

// All ways to read a folded spelling from end to end. `out` gets at most Sounds::max_readings.
Verdict readings_of(std::string_view folded, Sounds::Scratch& scratch, std::vector<std::vector<std::uint16_t>>& out);

}  // namespace fenqun::rules::sound
