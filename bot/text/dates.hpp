// Times and durations as people read and write them. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/phrase.hpp"
#include "model/time.hpp"

namespace fenqun::bot {

// "2026-11-21 21:03" in an IANA time zone ("Asia/Shanghai"); an unknown zone is taken as UTC and says so.
std::string date_time(Time t, std::string_view timezone);
// Shorter, seen from `now`: 今天 21:03, 昨天 21:03, 11-19 21:03, 2025-11-19; "—" for the epoch, which means never.
std::string near_date(Time t, Time now, std::string_view timezone, Language language);

// 30 天, 2 小时, 90 秒: the largest unit that divides it, or the two largest parts.
std::string duration_text(Millis duration, Language language);
// 30d 2h 5m 30s 1w, 30天 2小时 5分钟 30秒 1周, full-width digits too; nothing for anything else, for 0 and above 10
// years.
std::optional<Millis> parse_duration(std::string_view text);

}  // namespace fenqun::bot
