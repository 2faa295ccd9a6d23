// One [[test]] table: a customer of its own, from Monday 1 January 2024, 12:00 in Shanghai unless it says otherwise;
// each message or order comes a second after what was before.
#pragma once

#include "bot/cli/player.hpp"
#include "rules/ruleset.hpp"

namespace fenqun::bot {

inline constexpr Time test_begin = from_millis(1'704'081'600'000);

// `has`, `lacks` and `group` are compared with the customer at the end (group "" : in none); `reply` with all replies,
// in order: as many as there were, each equal to or part of what was answered.
rules::TestResult play_case(const rules::TestCase& test, Player& player, Language language);

}  // namespace fenqun::bot
