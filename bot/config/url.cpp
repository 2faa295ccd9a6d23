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

struct Schemes {
  std::string_view plain;
  std::string_view tls;
};
constexpr Schemes socket_schemes{"ws://", "wss://"};
constexpr Schemes web_schemes{"http://", "https://"};

std::optional<Address> split(std::string_view url, const Schemes& schemes) {
  Address out;
  if (url.starts_with(schemes.tls)) {
    out.tls = true;
    url.remove_prefix(schemes.tls.size());
  } else if (url.starts_with(schemes.plain)) {
    url.remove_prefix(schemes.plain.size());
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

// Nothing when it is fine. `scheme`: what is said of another one.
std::optional<Problem> check_url(std::string_view url, const Location& where, const Schemes& schemes,
                                 const ProblemKind& scheme) {
  const auto problem = [&](const ProblemKind& kind) { return Problem(kind, {std::string(url)}, where); };
  if (holds_secret(url)) {
    auto place = where;
    place.source_line.clear();
    return Problem(problems::secret_in_url, {}, std::move(place));
  }
  const auto address = split(url, schemes);
  if (!address) return problem(scheme);
  if (std::any_of(url.begin(), url.end(), [](char c) { return c <= ' ' || c > '~'; })) {
    return problem(problems::url_characters);
  }
  const bool open_bracket = address->host.starts_with('[') && !address->host.ends_with(']');
  if (address->host.empty() || address->host == "[]" || open_bracket) return problem(problems::url_host);
  if (!port_is_good(address->port)) return problem(problems::url_port);
  return std::nullopt;
}

bool leaves_in_clear(std::string_view url, const Schemes& schemes) {
  const auto address = split(url, schemes);
  if (!address || address->tls) return false;
  const auto host = address->host;
  return host != "localhost" && host != "[::1]" &&
         !(host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos);
}

}  // namespace

std::optional<Problem> check_socket_url(std::string_view url, const Location& where) {
  return check_url(url, where, socket_schemes, problems::url_scheme);
}

std::optional<Problem> check_webhook_url(std::string_view url, const Location& where) {
  if (auto problem = check_url(url, where, web_schemes, problems::webhook_scheme)) return problem;
  if (leaves_in_clear(url, web_schemes)) return Problem(problems::webhook_scheme, {std::string(url)}, where);
  return std::nullopt;
}

bool goes_unencrypted(std::string_view url) {
  return leaves_in_clear(url, socket_schemes);
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
