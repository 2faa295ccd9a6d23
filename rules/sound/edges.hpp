// Reads a folded text aloud: which syllable can stand where.
#pragma once

#include <string_view>

#include "rules/sound.hpp"

namespace fenqun::rules::sound {

// Fills scratch.edges, ordered by begin, and scratch.first. `wanted`: by syllable; others are left out. Any bytes.
void read_aloud(std::string_view text, std::span<const char> wanted, Sounds::Scratch& scratch);

}  // namespace fenqun::rules::sound
