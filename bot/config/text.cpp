// The configuration file that `fenqun init` writes: every key is there, with a word about it.
#include <cstdio>
#include <string>
#include <string_view>

#include "bot/config.hpp"

namespace fenqun::bot {
namespace {

// A TOML basic string.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < ' ' || c == 0x7F) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04X", static_cast<unsigned>(c));
      out += escape;
    } else {
      out += c;
    }
  }
  return out + "\"";
}

constexpr Bilingual pattern{
    R"(# fenqun 的配置。改完用 `fenqun check` 检查,用 `fenqun run` 启动。
# 每一项都可以用环境变量盖过,例如 FENQUN__STORE__URL=sqlite:/var/lib/fenqun/fenqun.db

language = {0}             # 回答用的语言:zh 或 en

[store]
url = "sqlite:data/fenqun.db"   # 相对路径从这个文件所在的文件夹算起

[rules]
files = [{1}]      # 可以写多个;不写这一节就用程序自带的 builtin:retail-zh

[[account]]                     # 一个账号一节,可以有多节
name = {2}                   # 导出和状态里显示的名字,定了就不要改
platform = {3}
url = {4}    # OneBot v11 的正向 WebSocket 地址
{5}
timezone = "Asia/Shanghai"      # 「今天」「几点」按哪里算
enabled = true
# sends_per_second = 2          # 每秒最多发几条;0 是不限
# backfill = 100                # 断线后每个会话最多补取几条历史消息;0 是不补
# max_frame_mib = 16            # 一帧最大多少 MiB
# ca_file = "ca.pem"            # wss:// 用自签证书时

[admin]
owners = [{6}]                     # 主人:平台:范围:用户。空着的话,用启动时显示的 6 位码在聊天里绑定
prefix = ["/", "／", "."]       # 命令前缀

[log]
level = "info"                  # trace debug info warn error off

# [console]                     # 网页控制台,只在本机 127.0.0.1;登录码在启动时显示
# port = 8787
)",
    R"(# The configuration of fenqun. `fenqun check` looks it over, `fenqun run` starts.
# Each key can be overridden by a variable, such as FENQUN__STORE__URL=sqlite:/var/lib/fenqun/fenqun.db

language = {0}             # of the answers: zh or en

[store]
url = "sqlite:data/fenqun.db"   # a relative path is inside this file's folder

[rules]
files = [{1}]      # as many as you like; without this section: builtin:retail-en

[[account]]                     # one section for each account
name = {2}                   # shown in exports and status; do not change it later
platform = {3}
url = {4}    # forward WebSocket of OneBot v11
{5}
timezone = "Asia/Shanghai"      # whose "today" and "hour" count
enabled = true
# sends_per_second = 2          # at most so many messages; 0: no limit
# backfill = 100                # history messages asked for per chat after a gap; 0: none
# max_frame_mib = 16            # largest frame
# ca_file = "ca.pem"            # for wss:// with a certificate of your own

[admin]
owners = [{6}]                     # platform:scope:user. Empty: bind in chat with the 6-digit code shown at start
prefix = ["/", "／", "."]       # of commands

[log]
level = "info"                  # trace debug info warn error off

# [console]                     # web console, on 127.0.0.1 only; the login code is shown at start
# port = 8787
)"};

}  // namespace

std::string config_text(const InitAnswers& answers) {
  const bool chinese = answers.language != "en";
  const std::string token =
      answers.token_file.empty()
          ? std::string(chinese ? "# token_file = \"onebot.token\"  # 令牌放在单独的文件里,权限 600"
                                : "# token_file = \"onebot.token\"  # the token in its own file, mode 600")
          : "token_file = " + quoted(answers.token_file);
  return fill(pattern.in(chinese ? Language::zh : Language::en),
              {quoted(answers.language), quoted(answers.rules_file), quoted(answers.account), quoted(answers.platform),
               quoted(answers.url), token, answers.owner.empty() ? "" : quoted(answers.owner)});
}

}  // namespace fenqun::bot
