// Times as people and programs write them.
#pragma once

#include <optional>
#include <string_view>

#include "model/time.hpp"

namespace fenqun::bot {

// ISO 8601: "2026-03-01", "2026-03-01T09:30", "2026-03-01 09:30:05.250+08:00", "…Z"; without a zone it is UTC. Years
// 1970 to 9999; nothing for anything else.
std::optional<Time> parse_moment(std::string_view text);

// Milliseconds since 1970 within the same years.
std::optional<Time> moment_in_range(std::int64_t milliseconds);

}  // namespace fenqun::bot
