// Problems of spellings for `sounds like`, FQ-131x. Place {0} is the spelling's index, {1} what was written.
#pragma once

#include "model/problem.hpp"

namespace fenqun::rules::problems {

inline constexpr ProblemKind not_pinyin{
    "FQ-1310",
    {"`{1}` 读不出来（第 {0} 个，从 0 数起）", "`{1}` cannot be read aloud (number {0}, from 0)"},
    {"写拼音（tuikuan、tui kuan、tuì kuǎn、lv3）或汉字（退款）。",
     "Write pinyin (tuikuan, tui kuan, tuì kuǎn, lv3) or Chinese characters (退款)."}};

inline constexpr ProblemKind spelling_too_long{
    "FQ-1311",
    {"`{1}` 太长：最多 {2} 个音节", "`{1}` is too long: at most {2} syllables"},
    {"只写最要紧的两到四个音节。", "Write the two to four syllables that matter."}};

inline constexpr ProblemKind too_many_readings{
    "FQ-1312",
    {"`{1}` 的读法太多：最多 {2} 种", "`{1}` can be read in too many ways: at most {2}"},
    {"用拼音写出要听的读法，音节之间加空格。",
     "Write the reading that is meant in pinyin, with spaces between syllables."}};

inline constexpr ProblemKind too_many_spellings{
    "FQ-1313",
    {"要听的词太多：最多 {2} 个", "too many words to listen for: at most {2}"},
    {"删去用不到的词。", "Leave out words that nothing needs."}};

}  // namespace fenqun::rules::problems
