// Problems of compiling literals and expressions, FQ-13xx. Place {0} is always the pattern's index, for who knows where
// it was written; people are shown the text instead.
#pragma once

#include "model/problem.hpp"

namespace fenqun::rules::problems {

inline constexpr ProblemKind too_many_patterns{
    "FQ-1301",
    {"词和正则表达式太多：最多 {1} 个", "too many words and expressions: at most {1}"},
    {"合并相同的词表，或删去用不到的词。", "Share word lists between rules, or remove words that nothing needs."}};

inline constexpr ProblemKind pattern_too_long{
    "FQ-1302",
    {"`{3}…` 太长：{1} 字节，最多 {2} 字节", "`{3}…` is too long: {1} bytes, at most {2}"},
    {"写成几个较短的词。", "Write it as several shorter words."}};

inline constexpr ProblemKind pattern_empty{"FQ-1303",
                                           {"词是空的（第 {0} 个，从 0 数起）", "a word is empty (number {0}, from 0)"},
                                           {"写上要找的字。", "Write what to look for."}};

inline constexpr ProblemKind expression_rejected{
    "FQ-1304",
    {"正则表达式不能用：{1}", "the expression cannot be used: {1}"},
    {"只支持线性时间的正则：没有反向引用、前后查找，也不能匹配空文本。",
     "Only expressions of linear time: no back-references, no lookaround, and none that match an empty text."}};

inline constexpr ProblemKind patterns_not_compiled{
    "FQ-1305",
    {"正则表达式编译失败：{1}", "the expressions could not be compiled: {1}"},
    {"减少正则表达式的数量，或给程序更多内存。", "Use fewer expressions, or give the program more memory."}};

inline constexpr ProblemKind too_many_repeats{
    "FQ-1306",
    {"正则表达式里的重复次数太多：合计 {1}，最多 {2}",
     "the expression repeats too much: {1} times in all, at most {2}"},
    {"把 x{0,900} 这样的范围写小，或用 * 和 +。", "Make bounds such as x{0,900} smaller, or use * and +."}};

}  // namespace fenqun::rules::problems
