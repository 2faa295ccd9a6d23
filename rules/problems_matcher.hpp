// Problems of compiling literals and expressions, FQ-13xx. Place {0} is always the pattern's index.
#pragma once

#include "model/problem.hpp"

namespace fenqun::rules::problems {

inline constexpr ProblemKind too_many_patterns{
    "FQ-1301",
    {"第 {0} 个词或表达式超出了上限:最多 {1} 个", "pattern {0} is one too many: at most {1} words and expressions"},
    {"合并相同的词表,或删去用不到的词", "share word lists between rules, or remove words that nothing needs"}};

inline constexpr ProblemKind pattern_too_long{
    "FQ-1302",
    {"第 {0} 个词或表达式太长:{1} 字节,最多 {2} 字节", "pattern {0} is too long: {1} bytes, at most {2}"},
    {"写成几个较短的词", "write it as several shorter words"}};

inline constexpr ProblemKind pattern_empty{
    "FQ-1303",
    {"第 {0} 个词是空的(或只有空白、不可见字符)",
     "pattern {0} is empty (or nothing but white space and invisible characters)"},
    {"写上要找的字", "write what to look for"}};

inline constexpr ProblemKind expression_rejected{
    "FQ-1304",
    {"第 {0} 个正则表达式不能用:{1}", "expression {0} cannot be used: {1}"},
    {"只支持线性时间的正则:没有反向引用、前后查找,也不能匹配空文本",
     "only expressions of linear time: no back-references, no lookaround, and none that match an empty text"}};

inline constexpr ProblemKind too_many_repeats{
    "FQ-1306",
    {"第 {0} 个正则表达式里的重复次数太多:合计 {1},最多 {2}",
     "expression {0} repeats too much: {1} times in all, at most {2}"},
    {"把 x{0,900} 这样的范围写小,或用 * 和 +", "make bounds such as x{0,900} smaller, or use * and +"}};

inline constexpr ProblemKind patterns_not_compiled{
    "FQ-1305",
    {"词表编译失败(从第 {0} 个起):{1}", "the words could not be compiled (from pattern {0}): {1}"},
    {"减少词的数量,或给程序更多内存", "use fewer words, or give the program more memory"}};

}  // namespace fenqun::rules::problems
