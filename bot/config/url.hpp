// Addresses of platforms and of the store, as far as they can be checked without a network.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/problem.hpp"

namespace fenqun::bot {

// ws:// or wss://, a host, a port, no user or token inside; nothing when it is fine.
std::optional<Problem> check_socket_url(std::string_view url, const Location& where);

// https://, or http:// to this machine, a host, a port, no user or token inside; nothing when it is fine.
std::optional<Problem> check_webhook_url(std::string_view url, const Location& where);

// ws:// (not wss://) to a host other than this machine: what is sent can be read on the way.
bool goes_unencrypted(std::string_view url);

// "sqlite:PATH" with a relative PATH put inside `folder`, or "memory:"; nothing when it is neither.
std::optional<std::string> resolved_store_url(std::string_view url, const std::string& folder);

}  // namespace fenqun::bot
