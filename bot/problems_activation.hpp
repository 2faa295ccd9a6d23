// FQ-524x: previewing, replaying and activating rule sets.
#pragma once

#include "model/problem.hpp"

namespace fenqun::bot::problems {

inline constexpr ProblemKind bad_since{"FQ-5240",
                                       {"「{0}」不是一段时间。", "“{0}” is no span of time."},
                                       {"写成 30d、12h、30天,或 all。", "Write 30d, 12h, or all."}};
inline constexpr ProblemKind bad_moment{"FQ-5241",
                                        {"看不懂时间「{0}」。", "“{0}” is no time."},
                                        {"写成 2026-03-01T09:30:00+08:00。", "Write 2026-03-01T09:30:00+08:00."}};
inline constexpr ProblemKind no_rules_named{
    "FQ-5242",
    {"没有说用哪些规则。", "No rules are named."},
    {"加上 --rules 文件,或用 -c 给出配置。", "Add --rules FILE, or a configuration with -c."}};
inline constexpr ProblemKind no_such_rule{
    "FQ-5248", {"没有叫「{0}」的规则。", "There is no rule “{0}”."}, {"写规则的 id。", "Name it by its id."}};
inline constexpr ProblemKind bot_is_running{
    "FQ-5243",
    {"机器人正在用数据库 {0},不能同时重算。", "The bot is using the database {0}; nothing was replayed."},
    {"让它自己来:在聊天里发「规则 重载」,再发「规则 生效 版本号 重算 30天」。",
     "Let the bot do it, by chat: rule reload, then rule activate REVISION redecide 30d."}};
inline constexpr ProblemKind moved_on{
    "FQ-5244",
    {"重算时 {0} 被别人改了,停在这里。", "Somebody else changed {0} meanwhile; it stopped there."},
    {"再运行一次:已经算过的不会再变。", "Run it again: what is done stays as it is."}};
inline constexpr ProblemKind other_revision{
    "FQ-5245",
    {"现在生效的是第 {1} 版,不是您看到的第 {0} 版,没有换规则。",
     "Revision {1} is in force, not {0} as you saw; the rules were not changed."},
    {"先「规则 重载」看看现在的差别。", "Send rule reload first and look at the difference."}};
inline constexpr ProblemKind nothing_checked{"FQ-5246",
                                             {"还没有检查过新规则。", "No new rules have been checked."},
                                             {"先发「规则 重载」。", "Send rule reload first."}};
inline constexpr ProblemKind busy_activating{
    "FQ-5247",
    {"正在换规则或重算,请等它做完。", "Rules are being activated or customers redecided; wait for it to end."},
    {"「状态」里能看到进度。", "The log tells when it is done."}};

}  // namespace fenqun::bot::problems
