// Signs that stand for letters, by their neighbours; before separators are seen through:
//  - regional indicators are read as letters (🇻🇮🇵 is vip), unless a run of them is nothing but flags (🇨🇳, 🇨🇳🇺🇸);
//  - one Katakana character that looks like a Chinese one is read as that beside a Chinese character and away from
//  other
//    Kana (人エ客服 is 人工客服, but タイム and カメラ stay);
//  - the keycaps # and * are the bare signs (those of digits are for separators.hpp).
#pragma once

#include "rules/fold.hpp"

namespace fenqun::rules::folding {

// In place, on normalised text. Idempotent.
void read_signs(Folded& folded);

}  // namespace fenqun::rules::folding
