// 状态: links, store, counters, and where messages can be lost.
#include "bot/commands/describe.hpp"
#include "bot/text/dates.hpp"
#include "bot/text/table.hpp"
#include "bot/text/unicode.hpp"

namespace fenqun::bot {
namespace {

constexpr std::size_t links_shown = 20;

constexpr Bilingual head{"fenqun {0} · 已运行 {1}", "fenqun {0} · up for {1}"};
constexpr Bilingual no_links{"没有账号:在配置里写 [[account]]。", "No accounts: add [[account]] to the configuration."};
constexpr Bilingual can_lose{
    "注意:{0} 的平台既没有确认也没有历史,断线期间的消息会丢。",
    "Note: the platform of {0} has neither acknowledgement nor history: what is sent while the link is down is lost."};
constexpr Bilingual store_good{
    "存储 正常 · 客户 {0} · 消息 {1} · 标签 {2} · 待发 {3} · 读不懂的 {4}",
    "store ok · customers: {0} · messages: {1} · tags: {2} · to be sent: {3} · unreadable: {4}"};
constexpr Bilingual store_bad{"存储 出错:{0}", "store in trouble: {0}"};
constexpr Bilingual counters{"本次运行 收到 {0} · 存下 {1} · 重复 {2} · 读不懂 {3} · 排队 {4}",
                             "since start: received {0} · stored {1} · repeated {2} · unreadable {3} · queued {4}"};
constexpr Bilingual rules_row{"规则 {0} 条,第 {1} 版", "rules: {0}, revision {1}"};

struct PhaseWord {
  std::string_view phase;
  Bilingual word;
};
constexpr std::array<PhaseWord, 5> phases = {{{"dialing", {"正在连接", "dialing"}},
                                              {"open", {"已连上,未登录", "open, not logged in"}},
                                              {"ready", {"在线", "ready"}},
                                              {"platform offline", {"平台账号不在线", "platform offline"}},
                                              {"stopped", {"已停止", "stopped"}}}};

std::string phase_text(const Call& call, const std::string& phase) {
  for (const auto& known : phases) {
    if (known.phase == phase) return call.say(known.word);
  }
  return shown(phase, 24);
}

std::string store_text(const Call& call, const StatusView& view) {
  if (!view.store_ok) return call.say(store_bad, {shown(view.store_detail, 120)});
  const auto totals = call.context.reader.totals();
  if (!totals) return call.say(store_bad, {shown(totals.error().message().in(call.language), 120)});
  return call.say(store_good,
                  {std::to_string(totals->customers), std::to_string(totals->messages), std::to_string(totals->tags),
                   std::to_string(totals->outbox_waiting), std::to_string(totals->quarantined)});
}

Reply status(Call& call) {
  const auto view = call.context.status();
  auto text = call.say(head, {view.version,
                              duration_text(std::max(Millis{0}, call.context.now - view.started), call.language)}) +
              "\n";
  Table table(40);
  std::string warnings;
  for (std::size_t i = 0; i < std::min(view.links.size(), links_shown); ++i) {
    const auto& link = view.links[i];
    table.row({shown(link.account, 20), shown(link.platform, 16), phase_text(call, link.phase), shown(link.dialect, 32),
               shown(link.detail, 80)});
    if (!link.history && !link.acknowledge) warnings += call.say(can_lose, {shown(link.account, 20)}) + "\n";
  }
  text += view.links.empty() ? call.say(no_links) + "\n" : table.text();
  text += warnings + store_text(call, view) + "\n";
  text +=
      call.say(counters, {std::to_string(view.received), std::to_string(view.applied), std::to_string(view.duplicate),
                          std::to_string(view.quarantined), std::to_string(view.mailbox)}) +
      "\n";
  text +=
      call.say(rules_row, {std::to_string(call.context.rules.rules.size()), std::to_string(call.context.rules.rev)});
  return done(std::move(text));
}

}  // namespace

Noun status_noun() {
  return {"status",
          {"状态", "status"},
          {"运行状态", "health"},
          {"连接、存储和计数", "links, store and counters"},
          {{"status",
            {"", ""},
            {},
            Role::viewer,
            false,
            {},
            {"连接是否在线,存了多少,哪里会丢消息", "which links are up, what is stored, where messages can be lost"},
            {{"状态", "status"}},
            status}},
          "status"};
}

}  // namespace fenqun::bot
