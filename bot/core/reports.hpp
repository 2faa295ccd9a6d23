// The lines that the core tells the operator: few, each once per change of state.
#pragma once

#include "model/phrase.hpp"

namespace fenqun::bot::reports {

inline constexpr Bilingual link_ready{"账号 {0} 已连上:{1}", "account {0} is connected: {1}"};
inline constexpr Bilingual link_dropped{"账号 {0}:{1} {2},{3} 秒后再试", "account {0}: {1} {2}, next try in {3} s"};
inline constexpr Bilingual link_stopped{"账号 {0} 停下了,不会自己再试:{1} {2}",
                                        "account {0} has stopped and will not try again by itself: {1} {2}"};
inline constexpr Bilingual platform_offline{"账号 {0} 连着,但平台离线:{1}",
                                            "account {0} is connected, but its platform is offline: {1}"};
inline constexpr Bilingual not_sent{"待发 #{0} 没有发成:{1}", "outbox #{0} was not sent: {1}"};
inline constexpr Bilingual decided_often{"消息 {0} 已经决定了 {1} 次", "message {0} has been decided {1} times"};
inline constexpr Bilingual store_failed{"存储出错,恢复之前不再确认任何消息:{0}",
                                        "the store fails; nothing is acknowledged until it is back: {0}"};
inline constexpr Bilingual store_back{"存储恢复了,从停下的地方继续", "the store is back; going on where it stopped"};
inline constexpr Bilingual rules_not_stored{"新规则存不下,旧规则继续生效:{0}",
                                            "the new rules could not be stored, the old ones stay: {0}"};
inline constexpr Bilingual rules_in_force{"规则已生效:{0} 条,第 {1} 版", "rules in force: {0}, revision {1}"};
inline constexpr Bilingual rules_mistaken{"规则文件有错,旧规则继续生效",
                                          "the rule files have mistakes; the old rules stay in force"};

}  // namespace fenqun::bot::reports
