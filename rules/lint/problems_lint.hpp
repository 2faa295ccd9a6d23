// What lint warns about, FQ-17xx. Conditions are quoted as their author wrote them.
#pragma once

#include "model/problem.hpp"

namespace fenqun::rules::problems {

// ---- one rule
inline constexpr ProblemKind never_fires = {
    "FQ-1701",
    {"规则 `{0}` 永远不会触发：`{1}` 和 `{2}` 不能同时成立",
     "the rule `{0}` can never fire: `{1}` and `{2}` cannot both hold"},
    {"改掉其中一个，或用 `或` 连接。", "Change one of them, or join them with `or`."}};
inline constexpr ProblemKind never_holds_alone = {
    "FQ-1702",
    {"规则 `{0}` 永远不会触发：`{1}` 不可能成立", "the rule `{0}` can never fire: `{1}` cannot hold"},
    {"改掉它，或去掉这条规则。", "Change it, or drop the rule."}};
inline constexpr ProblemKind dead_branch = {
    "FQ-1703",
    {"规则 `{0}` 的条件有一支永远不成立：`{1}` 和 `{2}` 不能同时成立",
     "a branch of the rule `{0}` can never hold: `{1}` and `{2}` cannot both hold"},
    {"改掉或去掉这一支。", "Change or drop this branch."}};
inline constexpr ProblemKind always_holds = {
    "FQ-1704",
    {"规则 `{0}` 的条件永远成立", "the condition of the rule `{0}` always holds"},
    {"每条消息都会触发它；条件写全了吗？", "Every message fires it; is something missing from the condition?"}};
inline constexpr ProblemKind never_given = {
    "FQ-1705",
    {"没有规则给出标签 `{0}`，也没有定义过它", "no rule gives the tag `{0}`, and it is not defined"},
    {"名字写对了吗？只由人工加的标签请在 [tag] 里定义。",
     "Is the name right? Define under [tag] what only people give."}};
inline constexpr ProblemKind group_never_given = {
    "FQ-1706",
    {"没有规则移到分组 `{0}`，也没有定义过它", "no rule moves to the group `{0}`, and it is not defined"},
    {"名字写对了吗？只由人工安排的分组请在 [group] 里定义。",
     "Is the name right? Define under [group] where only people put customers."}};
inline constexpr ProblemKind speaks_always = {
    "FQ-1707",
    {"规则 `{0}` 的条件不看消息说了什么，每条消息都可能再回复一次",
     "the condition of the rule `{0}` does not look at the message, so every message may be answered again"},
    {"加上 `一次` 或 `每 1天 一次`。", "Add `once` or `once per 1d`."}};
inline constexpr ProblemKind plain_expression = {
    "FQ-1708",
    {"正则 /{0}/ 里没有任何特殊符号", "the expression /{0}/ has nothing special in it"},
    {"写 `文本 含 \"{0}\"`，更快，也能看穿夹在字间的符号。",
     "Write `text has \"{0}\"`: faster, and it sees through what is stuffed between letters."}};

// ---- rules among themselves
inline constexpr ProblemKind contained = {
    "FQ-1711",
    {"规则 `{0}` 是多余的：它触发时 `{1}`（{2}）一定触发，做的事一样",
     "the rule `{0}` is idle: whenever it fires, `{1}` ({2}) fires too and does the same"},
    {"去掉它，或把两条合成一条。", "Drop it, or make one rule of the two."}};
inline constexpr ProblemKind same_condition = {
    "FQ-1712",
    {"规则 `{0}` 和 `{1}`（{2}）的条件和动作都一样", "the rules `{0}` and `{1}` ({2}) ask and do the same"},
    {"去掉一条。", "Drop one."}};
inline constexpr ProblemKind gives_and_takes = {
    "FQ-1713",
    {"规则 `{0}` 和 `{1}`（{2}）会同时触发，一条给出标签 `{3}`，一条去掉它",
     "the rules `{0}` and `{1}` ({2}) fire together, and one gives the tag `{3}` while the other removes it"},
    {"用 weight 说清谁说了算，或让条件分开。", "Say by weight which wins, or keep the conditions apart."}};
inline constexpr ProblemKind same_dimension = {
    "FQ-1714",
    {"规则 `{0}` 和 `{1}`（{2}）会同时触发，给出同一维度 `{3}` 的不同标签，权重相同",
     "the rules `{0}` and `{1}` ({2}) fire together and give different tags of the dimension `{3}` with equal weight"},
    {"用 weight 说清谁说了算，或让条件分开。", "Say by weight which wins, or keep the conditions apart."}};
inline constexpr ProblemKind two_homes = {
    "FQ-1715",
    {"规则 `{0}` 和 `{1}`（{2}）会同时触发，移到不同的分组，权重相同",
     "the rules `{0}` and `{1}` ({2}) fire together and move to different groups with equal weight"},
    {"用 weight 说清谁说了算，或让条件分开。", "Say by weight which wins, or keep the conditions apart."}};
inline constexpr ProblemKind similar_ids = {
    "FQ-1716",
    {"规则编号 `{0}` 和 `{1}`（{2}）太像", "the rule ids `{0}` and `{1}` ({2}) look alike"},
    {"计数和历史都挂在编号上，取不容易看错的名字。",
     "Counters and history hang on ids; choose names that are not mistaken."}};

// ---- words
inline constexpr ProblemKind shared_keyword = {
    "FQ-1721",
    {"`{0}` 也会命中规则 `{2}` 的 `{1}`，而两条规则做的事不同",
     "`{0}` is also found in `{1}` of the rule `{2}`, which does something else"},
    {"写长一点的词，或加上 `文本 不含 \"{1}\"`。", "Write a longer word, or add `text has none \"{1}\"`."}};
inline constexpr ProblemKind repeated_word = {
    "FQ-1722",
    {"`{0}` 重复了：折叠以后和 `{1}` 一样", "`{0}` is there twice: after folding it is the same as `{1}`"},
    {"去掉一个。", "Drop one."}};

// ---- what nobody uses
inline constexpr ProblemKind unused_list = {
    "FQ-1731", {"词表 `${0}` 没有人用", "nobody uses the list `${0}`"}, {"去掉它，或用上它。", "Drop it or use it."}};
inline constexpr ProblemKind unused_condition = {"FQ-1732",
                                                 {"条件 `{0}` 没有人用", "nobody uses the condition `{0}`"},
                                                 {"去掉它，或用上它。", "Drop it or use it."}};
inline constexpr ProblemKind unused_template = {"FQ-1733",
                                                {"模板 `${0}` 没有人用", "nobody uses the template `${0}`"},
                                                {"去掉它，或用上它。", "Drop it or use it."}};

}  // namespace fenqun::rules::problems
