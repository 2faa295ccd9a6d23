// The few URLs that a transport opens: ws://, wss:// and http(s):// with a host, a port and a target. No user part.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fenqun::adapters::net {

struct Url {
  bool tls = false;
  std::string host;         // an IPv6 literal without its brackets
  std::string port;         // digits; the scheme's default when the text has none
  std::string target;       // path and query, at least "/"
  std::string host_header;  // as it belongs into `Host:`, brackets and port included
};

// Nothing for another scheme, an empty or odd host, a port outside 1..65535, user information, a fragment, blanks or
// control characters.
std::optional<Url> parse_url(std::string_view text);

}  // namespace fenqun::adapters::net
