#include "bot/config/url.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "bot/config/file.hpp"
#include "bot/problems.hpp"

namespace fenqun::bot {
namespace {

struct Address {
  bool tls = false;
  std::string_view host;  // brackets of IPv6 kept
  std::string_view port;  // with its colon; empty: none
};

std::optional<Address> split(std::string_view url) {
  Address out;
  if (url.starts_with("wss://")) {
    out.tls = true;
    url.remove_prefix(6);
  } else if (url.starts_with("ws://")) {
    url.remove_prefix(5);
  } else {
    return std::nullopt;
  }
  const auto end = std::min(url.find_first_of("/?#"), url.size());
  const auto host = url.substr(0, end);
  const auto bracket = host.starts_with('[') ? host.find(']') : 0;
  const auto colon = bracket == std::string_view::npos ? bracket : host.find(':', bracket);
  out.host = host.substr(0, colon);
  if (colon != std::string_view::npos) out.port = host.substr(colon);
  return out;
}

bool port_is_good(std::string_view port) {
  if (port.empty()) return true;
  port.remove_prefix(1);
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), value);
  return error == std::errc() && end == port.data() + port.size() && value >= 1 && value <= 65535;
}

// Also in what is no good address otherwise: a mistake must not make a token show up in a message.
bool holds_secret(std::string_view url) {
  std::string text(url.substr(0, 8192));
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  const auto authority = text.substr(0, text.find_first_of("/?#", std::min(text.find("//") + 2, text.size())));
  return authority.find('@') != std::string::npos || text.find("token=") != std::string::npos ||
         text.find("secret=") != std::string::npos || text.find("password=") != std::string::npos;
}

}  // namespace

std::optional<Problem> check_socket_url(std::string_view url, const Location& where) {
  const auto problem = [&](const ProblemKind& kind) { return Problem(kind, {std::string(url)}, where); };
  if (holds_secret(url)) {
    auto place = where;
    place.source_line.clear();
    return Problem(problems::secret_in_url, {}, std::move(place));
  }
  const auto address = split(url);
  if (!address) return problem(problems::url_scheme);
  if (std::any_of(url.begin(), url.end(), [](char c) { return c <= ' ' || c > '~'; })) {
    return problem(problems::url_characters);
  }
  const bool open_bracket = address->host.starts_with('[') && !address->host.ends_with(']');
  if (address->host.empty() || address->host == "[]" || open_bracket) return problem(problems::url_host);
  if (!port_is_good(address->port)) return problem(problems::url_port);
  return std::nullopt;
}

bool goes_unencrypted(std::string_view url) {
  const auto address = split(url);
  if (!address || address->tls) return false;
  const auto host = address->host;
  return host != "localhost" && host != "[::1]" &&
         !(host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos);
}

std::optional<std::string> resolved_store_url(std::string_view url, const std::string& folder) {
  if (url == "memory:") return std::string(url);
  constexpr std::string_view scheme = "sqlite:";
  if (!url.starts_with(scheme)) return std::nullopt;
  const auto path = url.substr(scheme.size());
  if (path.empty() || path.starts_with("//") || path.starts_with(':') || path.ends_with('/')) return std::nullopt;
  if (std::any_of(path.begin(), path.end(), [](unsigned char c) { return c < ' '; })) return std::nullopt;
  return std::string(scheme) + inside_folder(folder, std::string(path));
}

}  // namespace fenqun::bot
