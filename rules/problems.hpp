// Every mistake that a rule file can have. FQ-10xx file and TOML, FQ-11xx names and references, FQ-12xx language,
// FQ-14xx limits, FQ-15xx rules among themselves, FQ-16xx tests. (FQ-13xx belongs to the matcher.)
#pragma once

#include "model/problem.hpp"

namespace fenqun::rules::problems {

// ---- hints that several kinds share; {9} is the suggestion
inline constexpr Bilingual did_you_mean = {"是不是想写 `{9}`？", "Did you mean `{9}`?"};

// ---- file
inline constexpr ProblemKind toml_syntax = {"FQ-1001", {"TOML 语法错误：{0}", "TOML syntax: {0}"}, {}};
inline constexpr ProblemKind unknown_section = {
    "FQ-1002", {"没有叫 `{0}` 的段", "there is no section `{0}`"}, {"可以写：{1}", "There are: {1}"}};
inline constexpr ProblemKind unknown_key = {
    "FQ-1003", {"[{1}] 里没有 `{0}` 这一项", "[{1}] has no key `{0}`"}, {"可以写：{2}", "There are: {2}"}};
inline constexpr ProblemKind wrong_type = {
    "FQ-1004", {"`{0}` 的类型不对", "`{0}` is of the wrong type"}, {"应为：{1}", "Expected: {1}"}};
inline constexpr ProblemKind missing_key = {
    "FQ-1005", {"缺少 `{0}`", "`{0}` is missing"}, {"这一段必须有 `{0}`。", "This section needs `{0}`."}};
inline constexpr ProblemKind empty_value = {"FQ-1006", {"`{0}` 是空的", "`{0}` is empty"}, {}};
inline constexpr ProblemKind bad_color = {
    "FQ-1007", {"`{0}` 不是颜色", "`{0}` is not a colour"}, {"写成 \"#e67e22\" 这样。", "Write it like \"#e67e22\"."}};
inline constexpr ProblemKind not_utf8 = {"FQ-1008", {"文件不是有效的 UTF-8", "the file is not valid UTF-8"}, {}};

// ---- names and references
inline constexpr ProblemKind duplicate = {
    "FQ-1101", {"`{0}` 已经定义过", "`{0}` is defined already"}, {"见 {1}", "See {1}"}};
inline constexpr ProblemKind bad_name = {
    "FQ-1102",
    {"`{0}` 不能作名字", "`{0}` cannot be a name"},
    {"名字为 1 到 64 个字，不含控制、零宽、方向字符，首尾无空格，不含 `*`，`/` 两侧不能空。",
     "A name has 1 to 64 characters, no control, zero-width or direction characters, no space at its ends, no `*`, and "
     "something on both sides of each `/`."}};
inline constexpr ProblemKind reserved_name = {
    "FQ-1103",
    {"`{0}` 是规则语言的词，不能作条件名", "`{0}` is a word of the language and cannot name a condition"},
    {}};
inline constexpr ProblemKind unknown_list = {"FQ-1104",
                                             {"没有叫 `${0}` 的词表", "there is no list `${0}`"},
                                             {"在 [list] 里定义它。", "Define it under [list]."}};
inline constexpr ProblemKind unknown_condition = {
    "FQ-1105",
    {"没有叫 `{0}` 的条件", "there is no condition `{0}`"},
    {"在 [condition] 里定义它，或写成一个完整的条件。", "Define it under [condition], or write a whole condition."}};
inline constexpr ProblemKind unknown_template = {"FQ-1106",
                                                 {"没有叫 `${0}` 的模板", "there is no template `${0}`"},
                                                 {"在 [template] 里定义它。", "Define it under [template]."}};
inline constexpr ProblemKind unknown_group = {"FQ-1107",
                                              {"没有叫 `{0}` 的分组", "there is no group `{0}`"},
                                              {"在 [group.\"{0}\"] 里定义它。", "Define it as [group.\"{0}\"]."}};
inline constexpr ProblemKind word_folds_away = {
    "FQ-1108", {"`{0}` 归一化以后什么也不剩", "nothing of `{0}` is left after folding"}, {}};
inline constexpr ProblemKind two_dimensions = {
    "FQ-1109", {"标签 `{0}` 已属于维度 `{1}`", "the tag `{0}` belongs to the dimension `{1}` already"}, {}};

// ---- language
inline constexpr ProblemKind expected_condition = {"FQ-1201",
                                                   {"这里缺一个条件", "a condition is missing here"},
                                                   {"例如 `文本 含 \"退款\"`。", "For example `text has \"refund\"`."}};
inline constexpr ProblemKind cannot_follow = {
    "FQ-1202", {"`{0}` 后面不能是 `{1}`", "`{0}` cannot be followed by `{1}`"}, {"可以写：{2}", "There are: {2}"}};
inline constexpr ProblemKind later = {
    "FQ-1203",
    {"`{0}` 是规则语言里有的，但这个版本还不支持", "`{0}` belongs to the language, but not to this version yet"},
    {}};
inline constexpr ProblemKind expected_word = {"FQ-1204",
                                              {"这里缺一个词", "a word is missing here"},
                                              {"含空格或符号的词要加引号。", "Quote words with spaces or symbols."}};
inline constexpr ProblemKind one_word_only = {"FQ-1205",
                                              {"`{0}` 后面只能是一个词", "`{0}` takes one word"},
                                              {"多个词请写 `文本 含任一 (…)` 或 `文本 含全部 (…)`。",
                                               "For several words write `text has any (…)` or `text has all (…)`."}};
inline constexpr ProblemKind expected_operator = {
    "FQ-1206", {"这里缺比较符号", "a comparison is missing here"}, {"可以写：>= <= > < =", "There are: >= <= > < ="}};
inline constexpr ProblemKind expected_number = {"FQ-1207", {"这里缺一个整数", "a whole number is missing here"}, {}};
inline constexpr ProblemKind expected_duration = {"FQ-1208",
                                                  {"这里缺一段时间", "a span of time is missing here"},
                                                  {"例如 30秒、5分钟、2小时、7天。", "For example 30s, 5m, 2h, 7d."}};
inline constexpr ProblemKind expected_expression = {"FQ-1209",
                                                    {"这里缺正则表达式", "a regular expression is missing here"},
                                                    {"写在两条斜线之间：/…/", "Write it between slashes: /…/"}};
inline constexpr ProblemKind unclosed_quote = {"FQ-1210", {"引号没有收尾", "the quote is never closed"}, {}};
inline constexpr ProblemKind unclosed_expression = {
    "FQ-1211", {"正则表达式没有收尾的斜线", "the regular expression has no closing slash"}, {}};
inline constexpr ProblemKind expected_close = {"FQ-1212", {"括号没有收尾", "the parenthesis is never closed"}, {}};
inline constexpr ProblemKind stray_close = {
    "FQ-1213", {"多了一个右括号", "there is a closing parenthesis too many"}, {}};
inline constexpr ProblemKind expected_joiner = {
    "FQ-1214", {"`{0}` 前面缺 `且` 或 `或`", "`and` or `or` is missing before `{0}`"}, {}};
inline constexpr ProblemKind mixed_joiners = {"FQ-1215",
                                              {"`且` 和 `或` 混用而没有括号，按 `且` 优先理解",
                                               "`and` and `or` are mixed without parentheses; `and` binds tighter"},
                                              {"加上括号就没有歧义了。", "Parentheses make it plain."}};
inline constexpr ProblemKind empty_words = {"FQ-1216", {"括号里没有词", "there are no words in the parentheses"}, {}};
inline constexpr ProblemKind unknown_kind = {
    "FQ-1217", {"没有叫 `{0}` 的消息类型", "there is no kind of message `{0}`"}, {"可以写：{1}", "There are: {1}"}};
inline constexpr ProblemKind unknown_effect = {
    "FQ-1218", {"没有叫 `{0}` 的动作", "there is no effect `{0}`"}, {"可以写：{1}", "There are: {1}"}};
inline constexpr ProblemKind expected_name = {"FQ-1219", {"`{0}` 后面缺名字", "a name is missing after `{0}`"}, {}};
inline constexpr ProblemKind trailing = {"FQ-1220",
                                         {"看不懂 `{0}`", "`{0}` is not understood here"},
                                         {"多个动作之间用分号 `;` 隔开。", "Separate effects by `;`."}};
inline constexpr ProblemKind expected_text = {"FQ-1221",
                                              {"这里缺要发的话", "the text to send is missing here"},
                                              {"写 \"…\" 或 $模板名。", "Write \"…\" or $template."}};
inline constexpr ProblemKind stray = {"FQ-1222", {"这里不该有 `{0}`", "`{0}` does not belong here"}, {}};

// ---- limits
inline constexpr ProblemKind too_deep = {
    "FQ-1401", {"条件嵌套超过 {0} 层", "conditions are nested deeper than {0}"}, {}};
inline constexpr ProblemKind too_long = {
    "FQ-1402", {"`{0}` 太长，上限 {1}", "`{0}` is too long: the limit is {1}"}, {}};
inline constexpr ProblemKind too_many = {
    "FQ-1403", {"`{0}` 太多，上限 {1}", "there are too many of `{0}`: the limit is {1}"}, {}};
inline constexpr ProblemKind out_of_range = {
    "FQ-1404", {"`{0}` 超出范围", "`{0}` is out of range"}, {"允许 {1} 到 {2}。", "From {1} to {2}."}};
inline constexpr ProblemKind more_problems = {
    "FQ-1405", {"还有 {0} 个问题没有列出", "{0} more problems are not listed"}, {}};

// ---- rules among themselves
inline constexpr ProblemKind condition_cycle = {
    "FQ-1501", {"条件互相引用成环：{0}", "conditions refer to one another in a circle: {0}"}, {}};
inline constexpr ProblemKind rule_cycle = {
    "FQ-1502",
    {"规则成环：{0}", "rules wait for one another in a circle: {0}"},
    {"每条规则都要看另一条给出或去掉的标签 `{1}`。用 `或` 合成一条，或去掉一处引用。",
     "Each reads a tag that another gives or removes, `{1}`. Join them with `or`, or drop one reference."}};
inline constexpr ProblemKind reads_own_tag = {
    "FQ-1503",
    {"条件引用了自己“条件成立时”的标签 `{0}`",
     "the condition reads the tag `{0}` that the rule itself gives `while true`"},
    {"这样标签会来回翻转。", "The tag would flip for ever."}};
inline constexpr ProblemKind never_lasts = {
    "FQ-1504",
    {"标签 `{0}` 刚给出就会失去：没有消息时条件不可能成立",
     "the tag `{0}` would leave at once: without a message its condition cannot hold"},
    {"改用 `标签 {0} 30天`。", "Write `tag {0} for 30d` instead."}};
inline constexpr ProblemKind contradiction = {
    "FQ-1505", {"同一条规则对标签 `{0}` 有两个动作", "one rule has two effects on the tag `{0}`"}, {}};
inline constexpr ProblemKind two_groups = {
    "FQ-1506", {"一条规则只能移到一个分组", "a rule can move to one group only"}, {}};
inline constexpr ProblemKind group_cycle = {
    "FQ-1507", {"分组的上级成环：{0}", "the parents of groups form a circle: {0}"}, {}};

// ---- tests
inline constexpr ProblemKind test_steps = {
    "FQ-1601", {"`steps` 不能和 `say`、`wait` 一起用", "`steps` cannot stand beside `say` or `wait`"}, {}};
inline constexpr ProblemKind test_expects_nothing = {
    "FQ-1602",
    {"这个测试什么也没有检查", "this test checks nothing"},
    {"写上 has、lacks、group 或 reply。", "Give has, lacks, group or reply."}};
inline constexpr ProblemKind test_step_shape = {
    "FQ-1603", {"一步要么是 `say`，要么是 `wait`", "a step is either `say` or `wait`"}, {}};

inline constexpr ProblemKind unknown_timezone = {
    "FQ-1604",
    {"没有时区「{0}」", "there is no time zone “{0}”"},
    {"写 IANA 名，例如 Asia/Shanghai、UTC。", "Write a name of the IANA database such as Asia/Shanghai or UTC."}};

// The same kind with another hint.
constexpr ProblemKind with_hint(ProblemKind kind, Bilingual hint) {
  kind.hint = hint;
  return kind;
}

}  // namespace fenqun::rules::problems
