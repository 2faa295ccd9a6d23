// Mistakes in the files of cue words (rules/lexicon), FQ-18xx.
#pragma once

#include "model/problem.hpp"

namespace fenqun::rules::problems {

inline constexpr ProblemKind unknown_cue_kind = {
    "FQ-1801", {"没有叫 `{0}` 的提示词种类", "there is no kind of cue `{0}`"}, {"可以写：{1}", "There are: {1}"}};
inline constexpr ProblemKind unknown_set = {
    "FQ-1802",
    {"没有叫 `{0}` 的词组", "there is no set `{0}`"},
    {"在 [sets] 里、用它之前定义它。", "Define it under [sets], before it is used."}};
inline constexpr ProblemKind bad_cue = {
    "FQ-1803",
    {"看不懂 `{0}`", "`{0}` is not understood"},
    {"写成 词、(甲|乙|) 或 {名字}，括号要成对。", "Write words, (a|b|) or {name}; close every bracket."}};
inline constexpr ProblemKind empty_cue = {"FQ-1804",
                                          {"`{0}` 展开后有空的提示词", "`{0}` gives an empty cue"},
                                          {"至少留一个字。", "Leave at least one character."}};
inline constexpr ProblemKind too_many_cues = {
    "FQ-1805", {"提示词太多，上限 {0}", "there are too many cues: the limit is {0}"}, {}};

}  // namespace fenqun::rules::problems
