// Every limit of the running bot, in one place. Limits of the rule language stand in rules/, of sockets in adapters/.
#pragma once

#include <cstddef>

#include "model/time.hpp"

namespace fenqun::bot::limits {

inline constexpr std::size_t mailbox_items = 8192;  // events waiting for the core before sockets wait
inline constexpr std::size_t batch_commits = 2048;  // in one transaction
inline constexpr std::size_t cached_profiles = 50'000;
inline constexpr std::size_t due_customers = 256;        // looked at again in one turn
inline constexpr std::size_t outbox_in_memory = 10'000;  // per account; the rest waits in the database
inline constexpr std::size_t sends_in_flight =
    4096;  // per account, handed to the link: answers wait behind events on the same socket
inline constexpr std::size_t webhook_calls_in_flight = 8;  // per webhook
inline constexpr std::size_t decide_attempts = 8;          // of one event whose customer keeps moving on
inline constexpr std::size_t recent_customers = 200;       // whose history is asked for after a gap
inline constexpr Millis recent_window{7LL * 24 * 3600 * 1000};
inline constexpr Millis store_retry_floor{500};  // between tries to reopen a store that failed
inline constexpr Millis store_retry_cap{30'000};
inline constexpr Millis rule_watch{1'000};  // between looks at the rule files
inline constexpr Millis stop_grace{4'000};  // from SIGTERM to the last commit
inline constexpr std::size_t quarantine_bytes = 64 * 1024;

}  // namespace fenqun::bot::limits
