// FQ-6xxx: what the web console answers instead of data.
#pragma once

#include "model/problem.hpp"

namespace fenqun::console::problems {

// ---- 60xx: starting
inline constexpr ProblemKind cannot_listen{
    "FQ-6001",
    {"控制台无法在 127.0.0.1:{0} 上监听:{1}。", "The console cannot listen on 127.0.0.1:{0}: {1}."},
    {"换一个端口,或填 0 由系统选择。", "Choose another port, or 0 to let the system choose."}};
inline constexpr ProblemKind weak_code{
    "FQ-6002",
    {"控制台的登录码少于 {0} 个字节。", "The login code of the console is shorter than {0} bytes."},
    {"不设登录码,就由程序随机产生。", "Without one the program makes a random code."}};
inline constexpr ProblemKind no_random{
    "FQ-6003",
    {"系统没有安全的随机数,控制台没有启动。", "The system has no secure random numbers; the console was not started."},
    {"", ""}};

// ---- 61xx: who asks
inline constexpr ProblemKind wrong_host{
    "FQ-6101",
    {"控制台只在本机地址上回答。", "The console answers at this machine's own address only."},
    {"在浏览器里打开 http://127.0.0.1:{0}/", "Open http://127.0.0.1:{0}/ in the browser."}};
inline constexpr ProblemKind not_logged_in{
    "FQ-6102",
    {"请先登录。", "Please log in first."},
    {"登录码在启动控制台的终端里。", "The login code is in the terminal that started the console."}};
inline constexpr ProblemKind wrong_code{
    "FQ-6103",
    {"登录码不对。", "This is not the login code."},
    {"登录码在启动控制台的终端里。", "The login code is in the terminal that started the console."}};
inline constexpr ProblemKind too_many_tries{
    "FQ-6104", {"错的次数太多了。", "Too many wrong codes."}, {"{0} 秒后再试。", "Try again in {0} s."}};
inline constexpr ProblemKind foreign_page{"FQ-6105",
                                          {"登录请求来自别的网页。", "The login was sent by another site's page."},
                                          {"在控制台自己的页面上登录。", "Log in on the console's own page."}};

// ---- 62xx: what is asked
inline constexpr ProblemKind not_found{"FQ-6201", {"没有这个地址。", "There is nothing at this address."}, {"", ""}};
inline constexpr ProblemKind wrong_method{
    "FQ-6202", {"这里不接受 {0}。", "{0} is not accepted here."}, {"可以用:{1}", "There is: {1}"}};
inline constexpr ProblemKind bad_login_body{
    "FQ-6203",
    {"登录要用 JSON:{\"code\": \"登录码\"}", "Log in with JSON: {\"code\": \"the login code\"}"},
    {"Content-Type 应是 application/json。", "The Content-Type is application/json."}};
inline constexpr ProblemKind bad_query{"FQ-6204",
                                       {"地址里的参数读不懂:{0}", "A parameter of the address cannot be read: {0}"},
                                       {"参数是 UTF-8,按百分号编码,每个最多 {1} 字节。",
                                        "Parameters are UTF-8, percent-encoded, at most {1} bytes each."}};
inline constexpr ProblemKind unknown_parameter{
    "FQ-6205", {"这里没有参数「{0}」。", "There is no parameter “{0}” here."}, {"可以用:{1}", "There is: {1}"}};
inline constexpr ProblemKind repeated_parameter{
    "FQ-6206", {"参数「{0}」写了两次。", "The parameter “{0}” is there twice."}, {"只写一次。", "Give it once."}};
inline constexpr ProblemKind bad_page{
    "FQ-6207", {"「{0}」不是页码。", "“{0}” is not a page."}, {"页码从 1 到 {1}。", "Pages go from 1 to {1}."}};
inline constexpr ProblemKind bad_key{
    "FQ-6208",
    {"「{0}」不是客户的编号。", "“{0}” is not a customer's key."},
    {"写成 平台:范围:用户,例如 onebot11::10001", "Write platform:scope:user, such as onebot11::10001"}};
inline constexpr ProblemKind no_customer{"FQ-6209", {"没有客户「{0}」。", "There is no customer “{0}”."}, {"", ""}};
inline constexpr ProblemKind no_parameters{"FQ-6210",
                                           {"这里没有参数「{0}」。", "There is no parameter “{0}” here."},
                                           {"这里不用参数。", "None is taken here."}};

// ---- 63xx: inside
inline constexpr ProblemKind inside{
    "FQ-6301", {"控制台内部出错。", "Something went wrong inside the console."}, {"请稍后再试。", "Try again later."}};

}  // namespace fenqun::console::problems
