// Limits that both stores keep to, so that they give the same answers.
#pragma once

#include <cstddef>
#include <cstdint>

namespace fenqun::storage {

inline constexpr std::size_t most_found = 1000;                   // rows of one page of Reader::find
inline constexpr std::size_t most_listed = 10'000;                // rows of any other list
inline constexpr std::size_t most_quarantined = 1000;             // frames kept; the oldest go
inline constexpr std::size_t most_quarantined_bytes = 64 * 1024;  // of one frame
inline constexpr std::int64_t most_scanned = 1'000'000;           // messages that recent_customers looks at
// last_messages sorts this many of the newest stored beside those asked for: messages fetched later that are older.
inline constexpr std::size_t backfilled_between = 200;

}  // namespace fenqun::storage
