// Problems of the platform protocols: FQ-40xx. Those of sockets and links (FQ-41xx) are in net/problems.hpp.
#pragma once

#include "model/problem.hpp"

namespace fenqun::adapters::problems {

// ---- why a link dropped
inline constexpr ProblemKind token_refused{
    "FQ-4001",
    {"平台拒绝了访问令牌（{0}）", "the platform refused the access token ({0})"},
    {"请核对配置中的 token_file 与平台一侧设置的令牌；几分钟后再试",
     "compare the token in token_file with the one set on the platform's side; the next try comes in some minutes"}};
inline constexpr ProblemKind link_silent{
    "FQ-4002",
    {"{0} 秒没有收到任何数据，连接视为已断开", "nothing was heard for {0} s, so the link is taken for dead"},
    {"将自动重连", "it is dialled again automatically"}};
inline constexpr ProblemKind link_closed{"FQ-4003",
                                         {"连接已关闭（{0}）：{1}", "the connection was closed ({0}): {1}"},
                                         {"将自动重连", "it is dialled again automatically"}};
inline constexpr ProblemKind tls_failed{
    "FQ-4004",
    {"TLS 连接失败：{0}", "TLS failed: {0}"},
    {"请检查证书、主机名与 ca_file", "check the certificate, the host name and ca_file"}};
inline constexpr ProblemKind upgrade_refused{
    "FQ-4005",
    {"对方拒绝建立 WebSocket（HTTP {0}）", "the peer refused the WebSocket (HTTP {0})"},
    {"请检查 url 的主机、端口与路径", "check host, port and path of the url"}};
inline constexpr ProblemKind peer_mute{
    "FQ-4006",
    {"连接已建立，但对方 {0} 秒内既没有事件也没有应答",
     "connected, but within {0} s there was neither an event nor an answer"},
    {"url 的路径通常应为 /；请确认对方是 OneBot v11 正向 WebSocket",
     "the path of the url should usually be /; make sure that the peer is a OneBot v11 forward WebSocket"}};
inline constexpr ProblemKind cannot_connect{
    "FQ-4007",
    {"无法连接：{0}", "cannot connect: {0}"},
    {"请确认平台程序已启动，并检查 url", "make sure that the platform's program runs, and check the url"}};

// ---- the platform itself is away
inline constexpr ProblemKind platform_away{
    "FQ-4010",
    {"连接正常，但 QQ 不在线{0}", "connected, but QQ is offline{0}"},
    {"请在平台程序中重新登录 QQ", "log in to QQ again in the platform's program"}};

// ---- how a sending ended
inline constexpr ProblemKind refused_by_platform{
    "FQ-4020", {"平台拒绝：{0}（{1}）", "the platform refused: {0} ({1})"}, {"", ""}};
inline constexpr ProblemKind unsupported_here{
    "FQ-4021", {"此平台不支持 {0}", "this platform does not support {0}"}, {"", ""}};
inline constexpr ProblemKind bad_target{
    "FQ-4022", {"收件人“{0}”不是有效的 QQ 号或群号", "\"{0}\" is no QQ number or group number"}, {"", ""}};
inline constexpr ProblemKind nothing_to_send{
    "FQ-4023", {"内容为空或过长", "the content is empty or too long"}, {"", ""}};
inline constexpr ProblemKind no_answer{"FQ-4024", {"已发出，但没有收到应答", "sent, but no answer came"}, {"", ""}};
inline constexpr ProblemKind not_ready{"FQ-4025", {"尚未就绪，稍后再发", "not ready, sent later"}, {"", ""}};
inline constexpr ProblemKind queue_full{
    "FQ-4026", {"待发过多，稍后再发", "too many are waiting, sent later"}, {"", ""}};
inline constexpr ProblemKind not_verified{
    "FQ-4027",
    {"平台已接受，但未能确认；现在的名称：{0}", "accepted by the platform, but not confirmed; the name is now: {0}"},
    {"", ""}};

// ---- what could not be read
inline constexpr ProblemKind not_json{"FQ-4030", {"不是有效的 JSON：{0}", "not valid JSON: {0}"}, {"", ""}};
inline constexpr ProblemKind not_object{"FQ-4031", {"不是 JSON 对象", "not a JSON object"}, {"", ""}};
inline constexpr ProblemKind bad_field{
    "FQ-4032", {"缺少字段 {0}，或其类型不对", "field {0} is missing or of a wrong type"}, {"", ""}};
inline constexpr ProblemKind binary_frame{"FQ-4033", {"意外的二进制帧", "unexpected binary frame"}, {"", ""}};

// A problem where only one line of text is kept (Settlement::detail, Quarantine::reason): both languages, no hint.
inline std::string both(const ProblemKind& kind, const Args& args = {}) {
  const Phrase words = fill(kind.message, args);
  return std::string(kind.code) + " " + words.zh + " / " + words.en;
}

}  // namespace fenqun::adapters::problems
