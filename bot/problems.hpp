// FQ-5xxx: what can be wrong with the configuration (50xx), its environment overrides (51xx) and a call of the program
// (52xx). Codes never change their meaning.
#pragma once

#include "model/problem.hpp"

namespace fenqun::bot::problems {

// ---- 50xx: the configuration as a file
inline constexpr ProblemKind cannot_read{"FQ-5001",
                                         {"读不了文件「{0}」:{1}。", "Cannot read the file “{0}”: {1}."},
                                         {"检查路径和权限。", "Check the path and its rights."}};
inline constexpr ProblemKind bad_toml{"FQ-5002",
                                      {"这里不是正确的 TOML:{0}", "This is not TOML: {0}"},
                                      {"改好后再检查一次:这里以后的内容还没有读到。",
                                       "Check again after mending it: what follows could not be read yet."}};
inline constexpr ProblemKind fullwidth_toml{
    "FQ-5003",
    {"这里用了全角符号「{0}」,TOML 只认半角符号。", "There is a full-width “{0}” here; TOML wants the plain one."},
    {"切到英文输入法,写成半角的 \" = [ ] , 再检查一次。", "Type \" = [ ] , with an English keyboard and check again."}};
inline constexpr ProblemKind too_large{"FQ-5004",
                                       {"文件「{0}」超过了 {1} MiB。", "The file “{0}” is larger than {1} MiB."},
                                       {"是不是给错了文件?", "Is it the right file?"}};
inline constexpr ProblemKind unknown_key{
    "FQ-5005", {"{0} 里没有叫「{1}」的键。", "{0} has no key “{1}”."}, {"可以用的有:{2}", "There are: {2}"}};
inline constexpr ProblemKind misspelt_key{
    "FQ-5006", {"{0} 里没有叫「{1}」的键。", "{0} has no key “{1}”."}, {"是不是「{2}」?", "Did you mean “{2}”?"}};
inline constexpr ProblemKind unknown_section{
    "FQ-5007", {"配置里没有「{0}」。", "The configuration has no “{0}”."}, {"可以用的有:{1}", "There are: {1}"}};
inline constexpr ProblemKind misspelt_section{
    "FQ-5008", {"配置里没有「{0}」。", "The configuration has no “{0}”."}, {"是不是「{1}」?", "Did you mean “{1}”?"}};
inline constexpr ProblemKind missing_key{
    "FQ-5009", {"{0} 缺少「{1}」。", "{0} has no “{1}”."}, {"加上一行,例如 {2}", "Add a line such as {2}"}};

// ---- types: {0} key, {1} TOML's word for what there is, {2} an example
inline constexpr ProblemKind not_text{"FQ-5010",
                                      {"「{0}」应当是文字,现在是 {1}。", "“{0}” must be a text, and is of type {1}."},
                                      {"例如 {2}", "For example {2}"}};
inline constexpr ProblemKind not_texts{
    "FQ-5011",
    {"「{0}」应当是一列文字,现在是 {1}。", "“{0}” must be a list of texts, and is of type {1}."},
    {"例如 {2}", "For example {2}"}};
inline constexpr ProblemKind not_number{
    "FQ-5012",
    {"「{0}」应当是数字,现在是 {1}。", "“{0}” must be a number, and is of type {1}."},
    {"例如 {2}", "For example {2}"}};
inline constexpr ProblemKind not_whole{
    "FQ-5013",
    {"「{0}」应当是整数,现在是 {1}。", "“{0}” must be a whole number, and is of type {1}."},
    {"例如 {2}", "For example {2}"}};
inline constexpr ProblemKind not_switch{
    "FQ-5014",
    {"「{0}」应当是 true 或 false,现在是 {1}。", "“{0}” must be true or false, and is of type {1}."},
    {"例如 {2}", "For example {2}"}};
inline constexpr ProblemKind not_table{
    "FQ-5015",
    {"「{0}」应当是一节,现在是 {1}。", "“{0}” must be a section, and is of type {1}."},
    {"写成 {2}", "Write {2}"}};

// ---- values
inline constexpr ProblemKind not_a_choice{
    "FQ-5016", {"「{0}」不能是「{1}」。", "“{0}” cannot be “{1}”."}, {"可以是:{2}", "It may be: {2}"}};
inline constexpr ProblemKind out_of_range{"FQ-5017",
                                          {"「{0}」是 {1},超出了范围。", "“{0}” is {1}, which is out of range."},
                                          {"应在 {2} 到 {3} 之间。", "It must be between {2} and {3}."}};
inline constexpr ProblemKind too_many{"FQ-5018",
                                      {"「{0}」有 {1} 项,太多了。", "“{0}” has {1} entries, which is too many."},
                                      {"最多 {2} 项。", "At most {2}."}};
inline constexpr ProblemKind duplicate{
    "FQ-5019",
    {"「{0}」里「{1}」写了两次,第一次在第 {2} 行。", "“{0}” holds “{1}” twice, first in line {2}."},
    {"改掉或删掉一个。", "Change or remove one of them."}};
inline constexpr ProblemKind url_scheme{
    "FQ-5020",
    {"地址「{0}」要以 ws:// 或 wss:// 开头。", "The address “{0}” must begin with ws:// or wss://."},
    {"例如 ws://127.0.0.1:3001", "For example ws://127.0.0.1:3001"}};
inline constexpr ProblemKind url_host{"FQ-5021",
                                      {"地址「{0}」里没有主机名。", "The address “{0}” names no host."},
                                      {"例如 ws://127.0.0.1:3001", "For example ws://127.0.0.1:3001"}};
inline constexpr ProblemKind url_port{"FQ-5022",
                                      {"地址「{0}」的端口不对。", "The port of the address “{0}” is wrong."},
                                      {"端口是 1 到 65535 的数字。", "A port is a number from 1 to 65535."}};
inline constexpr ProblemKind url_characters{
    "FQ-5023",
    {"地址「{0}」里有空白、控制字符或全角字符。", "The address “{0}” holds spaces, control or non-ASCII characters."},
    {"用半角重新输入地址。", "Type the address again in ASCII."}};
inline constexpr ProblemKind secret_in_url{
    "FQ-5024",
    {"地址里带着令牌或密码:它会出现在日志和代理里。",
     "The address holds a token or a password, which logs and proxies would show."},
    {"把它移到 token_file 所指的文件里。", "Move it to the file that token_file names."}};
inline constexpr ProblemKind unknown_platform{
    "FQ-5025", {"没有叫「{0}」的平台。", "There is no platform “{0}”."}, {"可以用的有:{1}", "There are: {1}"}};
inline constexpr ProblemKind bad_account_name{
    "FQ-5026",
    {"「{0}」不能做账号名。", "“{0}” cannot be the name of an account."},
    {"1 到 64 个字节,不含控制字符和冒号,两端不是空格。",
     "1 to 64 bytes, no control characters, no colon, no spaces at the ends."}};
inline constexpr ProblemKind bad_owner{"FQ-5027",
                                       {"「{0}」不是一个人的编号。", "“{0}” is not a person's key."},
                                       {"写成 平台:范围:用户,例如 {1}", "Write platform:scope:user, for example {1}"}};
inline constexpr ProblemKind bad_timezone{
    "FQ-5028", {"没有叫「{0}」的时区。", "There is no time zone “{0}”."}, {"例如 {1}", "For example {1}"}};
inline constexpr ProblemKind two_tokens{
    "FQ-5029",
    {"账号「{0}」同时有 token 和 token_file。", "The account “{0}” has both token and token_file."},
    {"只留 token_file。", "Keep token_file only."}};
inline constexpr ProblemKind bad_token{
    "FQ-5030",
    {"账号「{0}」的令牌不能用。", "The token of the account “{0}” cannot be used."},
    {"令牌是一行可见字符,1 到 4096 个字节;没有令牌就不要写这一项。",
     "A token is one line of 1 to 4096 visible bytes; without a token leave the key out."}};
inline constexpr ProblemKind readable_secret{
    "FQ-5031",
    {"别的用户也能读装着令牌的文件「{0}」。", "Other users may read “{0}”, which holds a token."},
    {"运行 chmod 600 {0}", "Run chmod 600 {0}"}};
inline constexpr ProblemKind plain_token{
    "FQ-5032",
    {"账号「{0}」的令牌会不加密地经过网络。", "The token of the account “{0}” will travel unencrypted."},
    {"跨机器时用 wss://。", "Use wss:// between machines."}};
inline constexpr ProblemKind bad_store{"FQ-5033",
                                       {"「{0}」不是可用的存储地址。", "“{0}” is not a usable store."},
                                       {"写成 sqlite:data/fenqun.db", "Write sqlite:data/fenqun.db"}};
inline constexpr ProblemKind bad_prefix{
    "FQ-5034",
    {"「{0}」不能做命令前缀。", "“{0}” cannot be a command prefix."},
    {"用不含空白的符号,最多 16 个字节,例如 \"/\"、\"／\"、\".\"",
     "Use symbols without white space, at most 16 bytes, such as \"/\" \"／\" \".\""}};
inline constexpr ProblemKind no_account{
    "FQ-5035",
    {"没有启用的 [[account]]:不知道该连哪个平台。", "There is no enabled [[account]]: nothing to connect to."},
    {"加上 [[account]],或用 fenqun init 重新写一个。", "Add an [[account]], or have fenqun init write a new file."}};
inline constexpr ProblemKind unknown_pack{"FQ-5036",
                                          {"程序里没有叫「{0}」的规则包。", "The program holds no rule pack “{0}”."},
                                          {"有的是:{1}", "There is: {1}"}};

// ---- [webhook.NAME]
inline constexpr ProblemKind webhook_scheme{
    "FQ-5037",
    {"回调地址「{0}」要以 https:// 开头;http:// 只能用于本机。",
     "The webhook address “{0}” must begin with https://; http:// is for this machine only."},
    {"例如 https://crm.example.com/fenqun 或 http://127.0.0.1:8080/fenqun",
     "For example https://crm.example.com/fenqun or http://127.0.0.1:8080/fenqun"}};
inline constexpr ProblemKind bad_webhook_name{
    "FQ-5038",
    {"「{0}」不能做回调的名字。", "“{0}” cannot be the name of a webhook."},
    {"1 到 64 个字节,不含控制字符和冒号,两端不是空格。",
     "1 to 64 bytes, no control characters, no colon, no spaces at the ends."}};
inline constexpr ProblemKind bad_webhook_secret{
    "FQ-5039",
    {"回调「{0}」的 {1} 不能用。", "The {1} of the webhook “{0}” cannot be used."},
    {"它是一行可见字符,1 到 4096 个字节;不需要就不要写这一项。",
     "It is one line of 1 to 4096 visible bytes; leave the key out when there is none."}};
inline constexpr ProblemKind two_webhook_secrets{
    "FQ-5040",
    {"回调「{0}」同时有 {1} 和 {2}。", "The webhook “{0}” has both {1} and {2}."},
    {"只留 {2}。", "Keep {2} only."}};
inline constexpr ProblemKind unknown_webhook{
    "FQ-5041",
    {"规则「{0}」要调用回调「{1}」,配置里没有它。",
     "The rule “{0}” calls the webhook “{1}”, which the configuration does not have."},
    {"在 fenqun.toml 里加上 [webhook.{2}],或改掉规则里的名字。",
     "Add [webhook.{2}] to fenqun.toml, or change the name in the rule."}};

// ---- 51xx: FENQUN__… in the environment
inline constexpr ProblemKind unknown_variable{
    "FQ-5101",
    {"环境变量「{0}」不对应任何配置。", "The variable “{0}” stands for nothing in the configuration."},
    {"可以用的有:{1}", "There are: {1}"}};
inline constexpr ProblemKind misspelt_variable{
    "FQ-5102",
    {"环境变量「{0}」不对应任何配置。", "The variable “{0}” stands for nothing in the configuration."},
    {"是不是「{1}」?", "Did you mean “{1}”?"}};
inline constexpr ProblemKind unknown_account{
    "FQ-5103",
    {"环境变量「{0}」说的账号「{1}」不存在。", "The account “{1}” of the variable “{0}” does not exist."},
    {"可以用名字或从 0 数起的序号:{2}", "By name, or by number from 0: {2}"}};

// ---- 52xx: calls
inline constexpr ProblemKind unknown_command{"FQ-5201",
                                             {"没有叫「{0}」的命令。", "There is no command “{0}”."},
                                             {"运行 fenqun --help 看有哪些。", "fenqun --help lists them."}};
inline constexpr ProblemKind misspelt_command{
    "FQ-5202", {"没有叫「{0}」的命令。", "There is no command “{0}”."}, {"是不是「{1}」?", "Did you mean “{1}”?"}};
inline constexpr ProblemKind unknown_option{"FQ-5203",
                                            {"这里用不上「{0}」。", "“{0}” means nothing here."},
                                            {"运行 {1} --help 看怎么用。", "{1} --help tells what it takes."}};
inline constexpr ProblemKind missing_option{"FQ-5204",
                                            {"缺少「{0}」。", "“{0}” is missing."},
                                            {"运行 {1} --help 看怎么用。", "{1} --help tells what it takes."}};
inline constexpr ProblemKind bad_option{"FQ-5205",
                                        {"参数不对:{0}", "A wrong argument: {0}"},
                                        {"运行 {1} --help 看怎么用。", "{1} --help tells what it takes."}};
inline constexpr ProblemKind exists{
    "FQ-5206",
    {"「{0}」已经在了,不会覆盖它。", "“{0}” is there already and will not be overwritten."},
    {"换个名字:fenqun init -o 另一个.toml", "Choose another name: fenqun init -o other.toml"}};
inline constexpr ProblemKind cannot_write{"FQ-5207",
                                          {"写不了「{0}」:{1}。", "Cannot write “{0}”: {1}."},
                                          {"检查路径、权限和磁盘空间。", "Check the path, its rights and the disk."}};
inline constexpr ProblemKind no_questions{
    "FQ-5208",
    {"这里没有终端,没法提问。", "There is no terminal to ask at."},
    {"用参数回答并加上 --yes:fenqun init --url ws://127.0.0.1:3001 --yes",
     "Answer with options and --yes: fenqun init --url ws://127.0.0.1:3001 --yes"}};
inline constexpr ProblemKind no_answer{
    "FQ-5209", {"输入提前结束,什么也没写。", "The input ended early; nothing was written."}, {"", ""}};
inline constexpr ProblemKind no_tests{"FQ-5210",
                                      {"这些文件里没有 [[test]]。", "There is no [[test]] in these files."},
                                      {"写法在 docs/rules.md。", "docs/rules.md shows how to write one."}};
inline constexpr ProblemKind inside{"FQ-5211",
                                    {"程序里出了意外:{0}", "Something unexpected happened inside: {0}"},
                                    {"请把这一行报告给开发者。", "Please report this line to the developers."}};
// ---- one line of standard input of `try`
inline constexpr ProblemKind input_not_json{
    "FQ-5220",
    {"这一行不是一个 JSON 对象:{0}。", "This line is not a JSON object: {0}."},
    {"例如 {\"id\": 1, \"text\": \"什么时候发货\"}", "For example {\"id\": 1, \"text\": \"when will it ship\"}"}};
inline constexpr ProblemKind input_missing{
    "FQ-5221",
    {"这一行的「{0}」缺失或类型不对。", "“{0}” is missing from this line or has the wrong type."},
    {"id 是文字或数字,text 和 customer 是文字。", "id is a text or a number, text and customer are texts."}};
inline constexpr ProblemKind input_time{"FQ-5222",
                                        {"看不懂时间「{0}」。", "“{0}” is no time."},
                                        {"写成 2026-03-01T09:30:00+08:00,或 1970 年以来的毫秒数。",
                                         "Write 2026-03-01T09:30:00+08:00, or milliseconds since 1970."}};
inline constexpr ProblemKind input_too_long{
    "FQ-5223", {"这一行超过了 {0} 字节。", "This line is longer than {0} bytes."}, {"", ""}};
inline constexpr ProblemKind input_too_many{"FQ-5224",
                                            {"顾客超过了 {0} 个。", "There are more than {0} customers."},
                                            {"把输入按顾客分成几份。", "Split the input by customer."}};

}  // namespace fenqun::bot::problems
