#include "bot/config/timezone.hpp"

#include <unicode/strenum.h>
#include <unicode/timezone.h>

#include <array>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "bot/config/nearest.hpp"

namespace fenqun::bot {
namespace {

std::vector<std::string> all_zones() {
  std::vector<std::string> out;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::StringEnumeration> ids(
      icu::TimeZone::createTimeZoneIDEnumeration(UCAL_ZONE_TYPE_CANONICAL, nullptr, nullptr, status));
  if (U_FAILURE(status) || !ids) return out;
  while (const char* id = ids->next(nullptr, status)) out.emplace_back(id);
  return out;
}

}  // namespace

bool is_timezone(const std::string& name) {
  if (name.empty() || name.size() > 64) return false;
  const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
  return zone && *zone != icu::TimeZone::getUnknown();
}

std::string likely_timezone(const std::string& name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> said = {{{"香港", "Asia/Hong_Kong"},
                                                                                         {"台北", "Asia/Taipei"},
                                                                                         {"台湾", "Asia/Taipei"},
                                                                                         {"新加坡", "Asia/Singapore"},
                                                                                         {"东京", "Asia/Tokyo"},
                                                                                         {"日本", "Asia/Tokyo"}}};
  for (const auto& [word, zone] : said) {
    if (name.find(word) != std::string::npos) return std::string(zone);
  }
  const auto zones = all_zones();
  if (auto near = nearest(name, zones)) return *near;
  for (const auto& zone : zones) {  // "Tokyo" for "Asia/Tokyo"
    const auto slash = zone.rfind('/');
    const std::array<std::string, 1> city = {slash == std::string::npos ? zone : zone.substr(slash + 1)};
    if (nearest(name, city)) return zone;
  }
  return "Asia/Shanghai";
}

}  // namespace fenqun::bot
