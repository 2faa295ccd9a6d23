#include "bot/text/dates.hpp"

#include <unicode/timezone.h>

#include <array>
#include <cstdio>
#include <memory>

#include "bot/text/unicode.hpp"
#include "rules/fold.hpp"

namespace fenqun::bot {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::sys_days;

struct Local {
  std::chrono::year_month_day date;
  sys_days day;
  int hour = 0;
  int minute = 0;
  bool known_zone = true;
};

Local local_time(Time t, std::string_view timezone) {
  Local out;
  const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(
      icu::UnicodeString::fromUTF8(icu::StringPiece(timezone.data(), static_cast<std::int32_t>(timezone.size())))));
  out.known_zone = *zone != icu::TimeZone::getUnknown();
  std::int32_t raw = 0;
  std::int32_t summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  if (out.known_zone) zone->getOffset(static_cast<double>(to_millis(t)), false, raw, summer, status);
  const auto local = t + Millis{raw + summer};
  out.day = floor<days>(local);
  out.date = out.day;
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(local - out.day).count();
  out.hour = static_cast<int>(minutes / 60);
  out.minute = static_cast<int>(minutes % 60);
  return out;
}

std::string clock_text(const Local& local) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "%02d:%02d", local.hour, local.minute);
  return buffer;
}

std::string day_text(const Local& local, bool with_year) {
  char buffer[32];
  const auto year = static_cast<int>(local.date.year());
  const auto month = static_cast<unsigned>(local.date.month());
  const auto day = static_cast<unsigned>(local.date.day());
  if (with_year) {
    std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", year, month, day);
  } else {
    std::snprintf(buffer, sizeof buffer, "%02u-%02u", month, day);
  }
  return buffer;
}

struct Unit {
  std::int64_t ms;
  Bilingual one;
  Bilingual many;
};
constexpr std::array<Unit, 4> units = {{{86'400'000, {" 天", " day"}, {" 天", " days"}},
                                        {3'600'000, {" 小时", " hour"}, {" 小时", " hours"}},
                                        {60'000, {" 分钟", " minute"}, {" 分钟", " minutes"}},
                                        {1'000, {" 秒", " second"}, {" 秒", " seconds"}}}};

std::int64_t unit_of(std::string_view word) {
  if (word == "s" || word == "秒" || word == "秒钟") return 1'000;
  if (word == "m" || word == "min" || word == "分" || word == "分钟") return 60'000;
  if (word == "h" || word == "小时" || word == "时") return 3'600'000;
  if (word == "d" || word == "day" || word == "days" || word == "天" || word == "日") return 86'400'000;
  if (word == "w" || word == "周" || word == "星期") return 7 * 86'400'000LL;
  return 0;
}

}  // namespace

std::string date_time(Time t, std::string_view timezone) {
  const auto local = local_time(t, timezone);
  return day_text(local, true) + " " + clock_text(local) + (local.known_zone ? "" : " UTC");
}

std::string near_date(Time t, Time now, std::string_view timezone, Language language) {
  if (to_millis(t) == 0) return "—";
  const auto local = local_time(t, timezone);
  const auto today = local_time(now, timezone);
  const bool zh = language == Language::zh;
  if (local.day == today.day) return (zh ? "今天 " : "today ") + clock_text(local);
  if (local.day + days{1} == today.day) return (zh ? "昨天 " : "yesterday ") + clock_text(local);
  if (local.day == today.day + days{1}) return (zh ? "明天 " : "tomorrow ") + clock_text(local);
  if (local.date.year() != today.date.year()) return day_text(local, true);
  return day_text(local, false) + " " + clock_text(local);
}

std::string duration_text(Millis duration, Language language) {
  auto rest = duration.count();
  std::string out;
  int parts = 0;
  for (const auto& unit : units) {
    const auto count = rest / unit.ms;
    if (count == 0 || parts == 2) continue;
    if (!out.empty()) out += ' ';
    out += std::to_string(count);
    out += (count == 1 ? unit.one : unit.many).in(language);
    rest -= count * unit.ms;
    ++parts;
  }
  return out.empty() ? "0" + std::string(units.back().many.in(language)) : out;
}

std::optional<Millis> parse_duration(std::string_view text) {
  if (text.empty() || text.size() > 32) return std::nullopt;
  const auto folded = rules::fold(text);
  std::size_t at = 0;
  std::int64_t count = 0;
  while (at < folded.size() && folded[at] >= '0' && folded[at] <= '9' && at < 9)
    count = count * 10 + (folded[at++] - '0');
  if (at == 0 || count == 0) return std::nullopt;
  const auto unit = unit_of(trimmed(std::string_view(folded).substr(at)));
  constexpr std::int64_t limit = 3'653LL * 86'400'000;
  if (unit == 0 || count > limit / unit) return std::nullopt;
  return Millis{count * unit};
}

}  // namespace fenqun::bot
