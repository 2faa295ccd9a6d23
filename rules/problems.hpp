// Every mistake that a rule file can have. FQ-10xx file and TOML, FQ-11xx names and references, FQ-12xx language,
// FQ-14xx limits, FQ-15xx rules among themselves, FQ-16xx tests. (FQ-13xx belongs to the matcher.)
#pragma once

#include "model/problem.hpp"

namespace fenqun::rules::problems {

// ---- hints that several kinds share; {9} is the suggestion
inline constexpr Bilingual did_you_mean = {"是不是想写 `{9}`？", "Did you mean `{9}`?"};

inline constexpr Bilingual space_left_out = {"中间要空格：`{9} …`", "Leave a space: `{9} …`"};

// ---- file
inline constexpr ProblemKind toml_syntax = {
    "FQ-1001",
    {"TOML 语法错误：{0}", "TOML syntax: {0}"},
    {"先改好这一行；其余部分照样检查了。", "Mend this line first; the rest of the file was checked all the same."}};
inline constexpr ProblemKind unknown_section = {
    "FQ-1002", {"没有叫 `{0}` 的段", "there is no section `{0}`"}, {"可以写：{1}", "There are: {1}"}};
inline constexpr ProblemKind unknown_key = {
    "FQ-1003", {"[{1}] 里没有 `{0}` 这一项", "[{1}] has no key `{0}`"}, {"可以写：{2}", "There are: {2}"}};
inline constexpr ProblemKind wrong_type = {
    "FQ-1004", {"`{0}` 的类型不对", "`{0}` is of the wrong type"}, {"应为：{1}", "Expected: {1}"}};
inline constexpr ProblemKind missing_key = {
    "FQ-1005", {"缺少 `{0}`", "`{0}` is missing"}, {"这一段必须有 `{0}`。", "This section needs `{0}`."}};
inline constexpr ProblemKind empty_value = {"FQ-1006",
                                            {"`{0}` 是空的", "`{0}` is empty"},
                                            {"写上内容，或删去这一项。", "Write something, or leave the key out."}};
inline constexpr ProblemKind bad_color = {
    "FQ-1007", {"`{0}` 不是颜色", "`{0}` is not a colour"}, {"写成 \"#e67e22\" 这样。", "Write it like \"#e67e22\"."}};
inline constexpr ProblemKind not_utf8 = {"FQ-1008",
                                         {"文件不是有效的 UTF-8", "the file is not valid UTF-8"},
                                         {"用编辑器另存为 UTF-8。", "Save it as UTF-8 in your editor."}};
inline constexpr ProblemKind control_character = {
    "FQ-1009",
    {"这里有一个看不见的控制字符（{0}）", "there is an invisible control character here ({0})"},
    {"删掉它；文字里需要时写 \\u{1}。", "Delete it; inside a text write \\u{1}."}};

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
    {"换一个名字，例如 `我的{0}`。", "Use another name, such as `my {0}`."}};
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
    "FQ-1108",
    {"`{0}` 归一化以后什么也不剩", "nothing of `{0}` is left after folding"},
    {"写上能看见的字。", "Write characters that can be seen."}};
inline constexpr ProblemKind two_dimensions = {
    "FQ-1109",
    {"标签 `{0}` 已属于维度 `{1}`", "the tag `{0}` belongs to the dimension `{1}` already"},
    {"一个标签只能在一个维度里，删去一处。", "A tag stands in one dimension only: leave one of them out."}};

inline constexpr ProblemKind no_stages = {"FQ-1110",
                                          {"没有定义阶段", "no stages are defined"},
                                          {"写 [dimension.阶段] 和 one_of = [\"认知\", \"意向\", …]，从低到高。",
                                           "Write [dimension.stage] with one_of = [\"lead\", …], low to high."}};
inline constexpr ProblemKind unknown_stage = {
    "FQ-1111", {"没有叫 `{0}` 的阶段", "there is no stage `{0}`"}, {"有：{1}", "There are: {1}"}};
inline constexpr ProblemKind no_stage_left = {"FQ-1112",
                                              {"没有哪个阶段 {0} `{1}`", "no stage is {0} `{1}`"},
                                              {"它在 one_of 的一头。", "It stands at one end of one_of."}};
inline constexpr ProblemKind computed_attribute = {
    "FQ-1113",
    {"属性 `{0}` 是算出来的，不能设置", "the attribute `{0}` is computed and cannot be set"},
    {"换一个名字。", "Use another name."}};

inline constexpr ProblemKind no_sound = {
    "FQ-1114",
    {"`{0}` 读不出来", "`{0}` cannot be read aloud"},
    {"写拼音（tuikuan、tui kuan）或汉字（退款）。", "Write pinyin (tuikuan, tui kuan) or Chinese characters (退款)."}};

// ---- language
inline constexpr ProblemKind expected_condition = {"FQ-1201",
                                                   {"这里缺一个条件", "a condition is missing here"},
                                                   {"例如 `文本 含 \"退款\"`。", "For example `text has \"refund\"`."}};
inline constexpr ProblemKind cannot_follow = {
    "FQ-1202", {"`{0}` 后面不能是 `{1}`", "`{0}` cannot be followed by `{1}`"}, {"可以写：{2}", "There are: {2}"}};
inline constexpr ProblemKind expected_word = {"FQ-1204",
                                              {"这里缺一个词", "a word is missing here"},
                                              {"含空格或符号的词要加引号。", "Quote words with spaces or symbols."}};
inline constexpr ProblemKind one_word_only = {"FQ-1205",
                                              {"`{0}` 后面只能是一个词", "`{0}` takes one word"},
                                              {"多个词请写 `文本 含任一 (…)` 或 `文本 含全部 (…)`。",
                                               "For several words write `text has any (…)` or `text has all (…)`."}};
inline constexpr ProblemKind expected_operator = {
    "FQ-1206", {"这里缺比较符号", "a comparison is missing here"}, {"可以写：>= <= > < =", "There are: >= <= > < ="}};
inline constexpr ProblemKind expected_number = {"FQ-1207",
                                                {"这里缺一个整数", "a whole number is missing here"},
                                                {"例如 3；不带小数。", "For example 3, without decimals."}};
inline constexpr ProblemKind expected_duration = {"FQ-1208",
                                                  {"这里缺一段时间", "a span of time is missing here"},
                                                  {"例如 30秒、5分钟、2小时、7天。", "For example 30s, 5m, 2h, 7d."}};
inline constexpr ProblemKind expected_expression = {"FQ-1209",
                                                    {"这里缺正则表达式", "a regular expression is missing here"},
                                                    {"写在两条斜线之间：/…/", "Write it between slashes: /…/"}};
inline constexpr ProblemKind unclosed_quote = {
    "FQ-1210", {"引号没有收尾", "the quote is never closed"}, {"补上右引号。", "Add the closing quote."}};
inline constexpr ProblemKind unclosed_expression = {
    "FQ-1211",
    {"正则表达式没有收尾的斜线", "the regular expression has no closing slash"},
    {"补上 `/`；表达式里的斜线写 `\\/`。", "Add the `/`; a slash inside is written `\\/`."}};
inline constexpr ProblemKind expected_close = {
    "FQ-1212", {"括号没有收尾", "the parenthesis is never closed"}, {"补上 `)`。", "Add the `)`."}};
inline constexpr ProblemKind stray_close = {"FQ-1213",
                                            {"多了一个右括号", "there is a closing parenthesis too many"},
                                            {"删去它，或补上左括号。", "Leave it out, or add the opening one."}};
inline constexpr ProblemKind expected_joiner = {"FQ-1214",
                                                {"`{0}` 前面缺 `且` 或 `或`", "`and` or `or` is missing before `{0}`"},
                                                {"含空格的词要加引号。", "Quote words with spaces."}};
inline constexpr ProblemKind mixed_joiners = {"FQ-1215",
                                              {"`且` 和 `或` 混用而没有括号，按 `且` 优先理解",
                                               "`and` and `or` are mixed without parentheses; `and` binds tighter"},
                                              {"加上括号就没有歧义了。", "Parentheses make it plain."}};
inline constexpr ProblemKind empty_words = {
    "FQ-1216",
    {"括号里没有词", "there are no words in the parentheses"},
    {"写上要找的词：`(退款 退货)`。", "Write what to look for: `(refund return)`."}};
inline constexpr ProblemKind unknown_kind = {
    "FQ-1217", {"没有叫 `{0}` 的消息类型", "there is no kind of message `{0}`"}, {"可以写：{1}", "There are: {1}"}};
inline constexpr ProblemKind unknown_effect = {
    "FQ-1218", {"没有叫 `{0}` 的动作", "there is no effect `{0}`"}, {"可以写：{1}", "There are: {1}"}};
inline constexpr ProblemKind expected_name = {"FQ-1219",
                                              {"`{0}` 后面缺名字", "a name is missing after `{0}`"},
                                              {"含空格或符号的名字要加引号。", "Quote names with spaces or symbols."}};
inline constexpr ProblemKind trailing = {"FQ-1220",
                                         {"看不懂 `{0}`", "`{0}` is not understood here"},
                                         {"多个动作之间用分号 `;` 隔开。", "Separate effects by `;`."}};
inline constexpr ProblemKind expected_text = {"FQ-1221",
                                              {"这里缺要发的话", "the text to send is missing here"},
                                              {"写 \"…\" 或 $模板名。", "Write \"…\" or $template."}};
inline constexpr ProblemKind stray = {"FQ-1222",
                                      {"这里不该有 `{0}`", "`{0}` does not belong here"},
                                      {"删去它，或放进引号里。", "Leave it out, or put it into quotes."}};
inline constexpr ProblemKind negative_number = {
    "FQ-1223", {"`{0}` 是负数", "`{0}` is negative"}, {"这里的数从 0 算起。", "Numbers here begin at 0."}};
inline constexpr ProblemKind expected_amount = {
    "FQ-1224", {"这里缺一个数", "a number is missing here"}, {"例如 5000 或 99.5。", "For example 5000 or 99.5."}};
inline constexpr ProblemKind too_many_decimals = {
    "FQ-1225", {"`{0}` 的小数太多", "`{0}` has too many decimals"}, {"最多 {1} 位。", "At most {1}."}};
inline constexpr ProblemKind no_equal = {"FQ-1226",
                                         {"`{0}` 不能用 `=` 比较", "`{0}` cannot be compared with `=`"},
                                         {"时间一直在走，写 > >= < <=。", "Time never stands still: write > >= < <=."}};
inline constexpr ProblemKind bad_hours = {
    "FQ-1227",
    {"`{0}` 不是一段时刻", "`{0}` is no range of hours"},
    {"例如 22..6 或 9:30..18:00，从 0 到 24。", "For example 22..6 or 9:30..18:00, from 0 to 24."}};
inline constexpr ProblemKind same_hours = {
    "FQ-1228",
    {"`{0}` 首尾相同，什么时刻也不包含", "`{0}` begins where it ends and holds no time"},
    {"全天写 0..24。", "The whole day is 0..24."}};
inline constexpr ProblemKind bad_weekdays = {
    "FQ-1229",
    {"`{0}` 不是一段星期", "`{0}` is no range of weekdays"},
    {"例如 1..5、一..五、mon..fri，1 是星期一。", "For example 1..5, 一..五 or mon..fri; 1 is Monday."}};
inline constexpr ProblemKind expected_near = {
    "FQ-1230",
    {"缺最多隔几个字", "how far the words may be apart is missing"},
    {"例如 `文本 含 a 邻近 b 8字内`。", "For example `text has a near b within 8`."}};
inline constexpr ProblemKind expected_window = {
    "FQ-1231",
    {"缺在多长时间里", "the time in which to count is missing"},
    {"例如 `说过任一 (a b) 至少 2次 7天内`。", "For example `said any (a b) at least 2 times in 7d`."}};
inline constexpr ProblemKind said_twice = {
    "FQ-1232", {"`{0}` 写了两次", "`{0}` is said twice"}, {"留一个。", "Keep one."}};
inline constexpr ProblemKind expected_is = {"FQ-1233",
                                            {"属性后面缺 `是`", "`is` is missing behind the attribute"},
                                            {"例如 `属性 会员等级 是 金卡`。", "For example `attr level is gold`."}};
inline constexpr ProblemKind expected_value = {
    "FQ-1234",
    {"缺属性的值", "the attribute's value is missing"},
    {"例如 `设置 会员等级 = 金卡`；`\"\"` 去掉它。", "For example `set level = gold`; `\"\"` removes it."}};
inline constexpr ProblemKind expected_equal = {"FQ-1235",
                                               {"属性名后面缺 `=`", "`=` is missing behind the attribute's name"},
                                               {"例如 `设置 会员等级 = 金卡`。", "For example `set level = gold`."}};
inline constexpr ProblemKind once_not_here = {
    "FQ-1236",
    {"`{0}` 不能限制次数", "`{0}` cannot be limited by `once`"},
    {"能限制的是回复、通知、跟进和回调。", "Reply, notify, follow up and webhook can."}};
inline constexpr ProblemKind expected_once = {
    "FQ-1237", {"缺 `一次`", "`once` is missing"}, {"例如 `一次 每 7天`。", "For example `once per 7d`."}};

// ---- limits
inline constexpr ProblemKind too_deep = {
    "FQ-1401",
    {"条件嵌套超过 {0} 层", "conditions are nested deeper than {0}"},
    {"去掉多余的括号和 `非`；里面引用的条件也算。", "Leave out parentheses and `not`; named conditions count too."}};
inline constexpr ProblemKind too_long = {
    "FQ-1402", {"`{0}` 太长，上限 {1}", "`{0}` is too long: the limit is {1}"}, {"写短一些。", "Make it shorter."}};
inline constexpr ProblemKind too_many = {"FQ-1403",
                                         {"`{0}` 太多，上限 {1}", "there are too many of `{0}`: the limit is {1}"},
                                         {"合并或删去一些。", "Join some, or leave some out."}};
inline constexpr ProblemKind out_of_range = {
    "FQ-1404", {"`{0}` 超出范围", "`{0}` is out of range"}, {"允许 {1} 到 {2}。", "From {1} to {2}."}};
inline constexpr ProblemKind more_problems = {"FQ-1405",
                                              {"还有 {0} 个问题没有列出", "{0} more problems are not listed"},
                                              {"先改好上面的。", "Mend those above first."}};

// ---- rules among themselves
inline constexpr ProblemKind condition_cycle = {
    "FQ-1501",
    {"条件互相引用成环：{0}", "conditions refer to one another in a circle: {0}"},
    {"让其中一个不再引用另一个。", "Let one of them no longer refer to another."}};
inline constexpr ProblemKind rule_cycle = {
    "FQ-1502",
    {"规则成环：{0}", "rules wait for one another in a circle: {0}"},
    {"每条规则都要看另一条所改变的 `{1}`。用 `或` 合成一条，或去掉一处引用。",
     "Each reads what another changes, `{1}`. Join them with `or`, or drop one reference."}};
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
    "FQ-1505",
    {"同一条规则对标签 `{0}` 有两个动作", "one rule has two effects on the tag `{0}`"},
    {"留一个，或分成两条规则。", "Keep one, or make it two rules."}};
inline constexpr ProblemKind two_groups = {"FQ-1506",
                                           {"一条规则只能移到一个分组", "a rule can move to one group only"},
                                           {"留一个，或分成两条规则。", "Keep one, or make it two rules."}};
inline constexpr ProblemKind set_twice = {
    "FQ-1508", {"一条规则设置属性 `{0}` 两次", "one rule sets the attribute `{0}` twice"}, {"留一个。", "Keep one."}};
inline constexpr ProblemKind group_cycle = {"FQ-1507",
                                            {"分组的上级成环：{0}", "the parents of groups form a circle: {0}"},
                                            {"让其中一个没有上级。", "Let one of them have no parent."}};

// ---- tests
inline constexpr ProblemKind test_steps = {
    "FQ-1601",
    {"`steps` 不能和 `say`、`wait`、`order` 一起用", "`steps` cannot stand beside `say`, `wait` or `order`"},
    {"都写进 `steps`。", "Write all of it into `steps`."}};
inline constexpr ProblemKind test_expects_nothing = {
    "FQ-1602",
    {"这个测试什么也没有检查", "this test checks nothing"},
    {"写上 has、lacks、group 或 reply。", "Give has, lacks, group or reply."}};
inline constexpr ProblemKind test_step_shape = {
    "FQ-1603",
    {"一步是 `say`、`wait`、`order` 之一", "a step is one of `say`, `wait` and `order`"},
    {"分成几步。", "Make it several steps."}};

inline constexpr ProblemKind unknown_timezone = {
    "FQ-1604",
    {"没有时区「{0}」", "there is no time zone “{0}”"},
    {"写 IANA 名，例如 Asia/Shanghai、UTC。", "Write a name of the IANA database such as Asia/Shanghai or UTC."}};

inline constexpr ProblemKind test_time = {
    "FQ-1605",
    {"`{0}` 不是时刻", "`{0}` is no time"},
    {"写成 \"2026-03-02 09:00\"，按账号当地时间。", "Write it like \"2026-03-02 09:00\", local to the account."}};

// The same kind with another hint.
constexpr ProblemKind with_hint(ProblemKind kind, Bilingual hint) {
  kind.hint = hint;
  return kind;
}

}  // namespace fenqun::rules::problems
