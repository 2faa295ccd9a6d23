// Every mistake that a chat command can make, with its code. 20xx grammar, 21xx names, 22xx rights, 23xx state.
#pragma once

#include "model/problem.hpp"

namespace fenqun::bot::problems {

// ---- grammar
inline constexpr ProblemKind not_a_command{
    "FQ-2001", {"不认识「{0}」。", "There is no command “{0}”."}, {"帮助 列出全部命令", "help lists them all"}};
inline constexpr ProblemKind unknown_verb{"FQ-2002",
                                          {"「{0}」没有「{1}」这个用法。", "“{0}” has no “{1}”."},
                                          {"帮助 {0} 列出它的用法", "help {0} lists what it has"}};
inline constexpr ProblemKind missing_argument{
    "FQ-2003", {"少了「{0}」。", "“{0}” is missing."}, {"写法:{1}", "Write: {1}"}};
inline constexpr ProblemKind too_many_arguments{
    "FQ-2004",
    {"「{0}」多出来了。", "“{0}” is too much."},
    {"写法:{1} 名字里有空格就加引号", "Write: {1} Put a name with spaces in quotes"}};
inline constexpr ProblemKind too_long{"FQ-2005",
                                      {"命令太长:最多 {0} 字节。", "The command is too long: {0} bytes at most."},
                                      {"分几条写", "Send it in parts"}};
inline constexpr ProblemKind bad_duration{"FQ-2006",
                                          {"看不懂时长「{0}」。", "“{0}” is no duration."},
                                          {"例如 30天、2小时、30d", "For example 30d, 2h, 30天"}};
inline constexpr ProblemKind bad_condition{"FQ-2007",
                                           {"看不懂条件「{0}」。", "“{0}” is no condition."},
                                           {"例如 客户 找 有标签 VIP 且 距上次消息 > 7天",
                                            "For example: customer find tag VIP and days since last message > 7"}};
inline constexpr ProblemKind one_customer_only{
    "FQ-2008",
    {"一次只能写一位客户,「{0}」多出来了。", "One customer at a time: “{0}” is too much."},
    {"写法:{1} 名字里有空格就加引号", "Write: {1} Put a name with spaces in quotes"}};

// ---- names
inline constexpr ProblemKind unknown_tag{
    "FQ-2103",
    {"没有叫「{0}」的标签。", "There is no tag called “{0}”."},
    {"标签 列表 看全部,标签 新建 {0} 建一个", "tag list shows them all, tag create {0} makes one"}};
inline constexpr ProblemKind unknown_customer{
    "FQ-2104",
    {"没有找到客户「{0}」。", "There is no customer “{0}”."},
    {"写账号、备注或昵称的开头,也可以 @ 对方或回复对方的消息",
     "Write the id, the remark or the beginning of a name; a mention or a reply to a message works too"}};
inline constexpr ProblemKind unknown_group{
    "FQ-2105",
    {"没有叫「{0}」的分组。", "There is no group called “{0}”."},
    {"分组 树 看全部,分组 新建 {0} 建一个", "group tree shows them all, group create {0} makes one"}};
inline constexpr ProblemKind unknown_rule{"FQ-2106",
                                          {"没有叫「{0}」的规则。", "There is no rule called “{0}”."},
                                          {"规则 列表 看全部", "rule list shows them all"}};
inline constexpr ProblemKind unknown_chat{"FQ-2107",
                                          {"没有叫「{0}」的群。", "There is no chat called “{0}”."},
                                          {"群名 列表 看全部", "chat list shows them all"}};
inline constexpr ProblemKind tag_exists{"FQ-2110",
                                        {"已经有标签「{0}」。", "There is a tag “{0}” already."},
                                        {"标签 添加 {0} 客户 就能用它", "tag add {0} CUSTOMER uses it"}};
inline constexpr ProblemKind group_exists{
    "FQ-2111",
    {"已经有分组「{0}」。", "There is a group “{0}” already."},
    {"换一个名字,或 分组 加入 {0} 客户", "Take another name, or group assign {0} CUSTOMER"}};
inline constexpr ProblemKind group_circle{
    "FQ-2112", {"分组不能放在自己下面。", "A group cannot be below itself."}, {"换一个上级", "Choose another parent"}};
inline constexpr ProblemKind several_meant{
    "FQ-2113", {"「{0}」可能是好几个:{1}。", "“{0}” may be several: {1}."}, {"写全名", "Write the whole name"}};
inline constexpr ProblemKind empty_name{
    "FQ-2121", {"名字是空的。", "The name is empty."}, {"写至少一个字", "Write at least one letter"}};
inline constexpr ProblemKind long_name{
    "FQ-2122", {"名字太长:「{0}」。", "The name is too long: “{0}”."}, {"最多 {1} 个字", "{1} characters at most"}};
inline constexpr ProblemKind hidden_characters{
    "FQ-2123",
    {"名字里有看不见的字符:「{0}」。", "The name has invisible characters: “{0}”."},
    {"删掉它们再发一次", "Delete them and send it again"}};

// ---- rights
inline constexpr ProblemKind role_needed{"FQ-2201",
                                         {"「{0}」要 {1} 权限,你是 {2}。", "“{0}” needs the role {1}; you are {2}."},
                                         {"请 {1} 来做", "Ask a person who is {1}"}};
inline constexpr ProblemKind not_in_a_group_chat{
    "FQ-2202",
    {"在群里查客户资料要 {0} 权限。", "Asking about customers in a group chat needs the role {0}."},
    {"私聊我再问", "Ask in a private chat"}};
inline constexpr ProblemKind wrong_code{"FQ-2203",
                                        {"绑定码不对,或已经用过。", "The code is wrong or used up."},
                                        {"绑定码在程序启动时显示", "It is printed when the program starts"}};
inline constexpr ProblemKind too_fast{
    "FQ-2204",
    {"命令太快了:10 秒里最多 10 条。", "Too fast: ten commands in ten seconds at most."},
    {"歇几秒再发", "Wait a few seconds"}};

// ---- state
inline constexpr ProblemKind tag_not_there{"FQ-2301",
                                           {"{0} 没有标签「{1}」。", "{0} does not have the tag “{1}”."},
                                           {"客户 查看 看现有标签", "customer show lists the tags"}};
inline constexpr ProblemKind no_such_choice{
    "FQ-2302", {"没有第 {0} 项。", "There is no number {0}."}, {"回复 1 到 {1}", "Answer 1 to {1}"}};
inline constexpr ProblemKind no_such_page{
    "FQ-2303", {"没有第 {0} 页。", "There is no page {0}."}, {"一共 {1} 页", "There are {1}"}};
inline constexpr ProblemKind cannot_rename{"FQ-2304",
                                           {"这个平台不能改群名。", "This platform cannot rename a chat."},
                                           {"请在客户端里改", "Rename it in the app"}};
inline constexpr ProblemKind name_too_long_for_platform{
    "FQ-2305",
    {"群名太长:{0} 个字。", "The chat name is too long: {0} characters."},
    {"这个平台最多 {1} 个字", "This platform takes {1}"}};
inline constexpr ProblemKind bad_activation{
    "FQ-2307",
    {"看不懂「{0}」。", "“{0}” is not understood."},
    {"写成:规则 生效 3,或 规则 生效 3 重算 30天", "Write rule activate 3, or rule activate 3 redecide 30d"}};
inline constexpr ProblemKind not_ready{
    "FQ-2306", {"现在查不到:{0}", "Not to be had now: {0}"}, {"过一会儿再试", "Try again later"}};

}  // namespace fenqun::bot::problems
