// What can go wrong in storage. FQ-30xx may be better on another try, FQ-31xx is not. Place {0} is the database's path.
#pragma once

#include "model/problem.hpp"

namespace fenqun::storage {

inline constexpr ProblemKind problem_locked{
    "FQ-3001",
    {"数据库 {0} 正被另一个程序锁住:{1}", "the database {0} is locked by another program: {1}"},
    {"关掉占用它的程序(例如数据库浏览工具);机器人会自己再试。",
     "Close the program that holds it (a database browser?); the bot tries again by itself."}};
inline constexpr ProblemKind problem_full{
    "FQ-3002",
    {"磁盘已满,写不进数据库 {0}:{1}", "the disk is full, cannot write the database {0}: {1}"},
    {"腾出磁盘空间;机器人会自己再试,期间不确认任何消息。",
     "Free some space; the bot tries again by itself and acknowledges no message meanwhile."}};
inline constexpr ProblemKind problem_io{
    "FQ-3003",
    {"读写数据库 {0} 时出错:{1}", "reading or writing the database {0} failed: {1}"},
    {"检查磁盘和文件系统。", "Check the disk and the file system."}};
inline constexpr ProblemKind problem_cannot_open{
    "FQ-3004",
    {"打不开数据库 {0}:{1}", "cannot open the database {0}: {1}"},
    {"检查路径和文件夹的权限。", "Check the path and the rights on its folder."}};
inline constexpr ProblemKind problem_no_memory{
    "FQ-3005",
    {"内存不足,数据库 {0} 的操作没有完成:{1}", "out of memory while using the database {0}: {1}"},
    {"腾出内存后再试。", "Free some memory and try again."}};

inline constexpr ProblemKind problem_corrupt{
    "FQ-3101",
    {"数据库 {0} 已损坏,或不是 SQLite 文件:{1}", "the database {0} is damaged, or not an SQLite file: {1}"},
    {"停下机器人,从备份恢复,或用 sqlite3 的 .recover 抢救。",
     "Stop the bot; restore a backup, or rescue what is there with .recover of sqlite3."}};
inline constexpr ProblemKind problem_newer_schema{
    "FQ-3102",
    {"数据库 {0} 的结构版本是 {1},这个程序只认识到 {2}。",
     "the database {0} has schema version {1}, this program knows up to {2}."},
    {"请用更新的 fenqun 打开它。", "Use a newer fenqun for it."}};
inline constexpr ProblemKind problem_second_writer{
    "FQ-3103",
    {"另一个 fenqun(进程 {1})正在使用数据库 {0}。", "another fenqun (process {1}) is using the database {0}."},
    {"先停下它,或在配置里换一个数据库。", "Stop it first, or name another database in the configuration."}};
inline constexpr ProblemKind problem_missing{
    "FQ-3104",
    {"没有数据库 {0}。", "there is no database {0}."},
    {"检查路径;机器人第一次运行时会建立它。", "Check the path; the bot makes it when it runs for the first time."}};
inline constexpr ProblemKind problem_url{
    "FQ-3105",
    {"不认识的数据库地址「{0}」。", "unknown database address \"{0}\"."},
    {"应为 sqlite:路径,例如 sqlite:data/fenqun.db。", "It should be sqlite:PATH, such as sqlite:data/fenqun.db."}};
inline constexpr ProblemKind problem_not_ours{
    "FQ-3106",
    {"{0} 是别的程序的数据库,没有动它。", "{0} is another program's database; it was left alone."},
    {"在配置里换一个路径。", "Name another path in the configuration."}};
inline constexpr ProblemKind problem_read_only{
    "FQ-3107",
    {"数据库 {0} 不可写:{1}", "the database {0} cannot be written: {1}"},
    {"检查文件和文件夹的所有者与权限。", "Check the owner and the rights of the file and its folder."}};
inline constexpr ProblemKind problem_unexpected{
    "FQ-3108",
    {"数据库 {0} 给出了意外的错误:{1}", "the database {0} answered with an unexpected error: {1}"},
    {"请把这一行报告给 fenqun 的作者。", "Please report this line to the authors of fenqun."}};

}  // namespace fenqun::storage
