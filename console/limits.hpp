// Every limit of the console, in one place.
#pragma once

#include <chrono>
#include <cstddef>

#include "model/time.hpp"

namespace fenqun::console::limits {

// ---- HTTP
inline constexpr std::uint32_t header_bytes = 8 * 1024;
inline constexpr std::uint64_t body_bytes = 4 * 1024;
inline constexpr std::chrono::seconds patience{10};  // for a whole request, for a whole answer, between two requests
inline constexpr std::size_t connections = 64;
inline constexpr std::size_t target_bytes = 2 * 1024;

// ---- login
inline constexpr std::size_t shortest_code = 6;
inline constexpr std::size_t wrong_tries = 5;  // in one `wrong_window`, by everybody together
inline constexpr Millis wrong_window{60'000};
inline constexpr Millis session_life{12LL * 3600 * 1000};
inline constexpr std::size_t sessions = 32;  // the one that ends first goes

// ---- answers
inline constexpr std::size_t page_rows = 50;
inline constexpr std::size_t last_page = 20'000;  // a million customers
inline constexpr std::size_t listed = 1'000;      // tags and groups of the overview
inline constexpr std::size_t row_tags = 12;       // of a customer in the table
inline constexpr std::size_t customer_tags = 500;
inline constexpr std::size_t customer_facts = 200;  // attributes, and blocked tags
inline constexpr std::size_t messages = 50;
inline constexpr std::size_t journal_rows = 50;
inline constexpr std::size_t text_bytes = 4 * 1024;  // of any one text
inline constexpr std::size_t parameter_bytes = 512;

}  // namespace fenqun::console::limits
