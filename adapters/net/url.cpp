#include "adapters/net/url.hpp"

#include <charconv>

namespace fenqun::adapters::net {
namespace {

bool plain(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7f || c == '#') return false;
  }
  return true;
}

bool good_host(std::string_view host, bool literal) {
  if (host.empty() || host.size() > 253) return false;
  for (const char c : host) {
    const bool letter = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && c != '.' && (literal ? c != ':' : c != '-' && c != '_')) return false;
  }
  return true;
}

bool good_port(std::string_view port) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), value);
  return error == std::errc{} && end == port.data() + port.size() && value >= 1 && value <= 65535;
}

struct Scheme {
  std::string_view prefix;
  std::string_view port;
  bool tls;
};
constexpr Scheme schemes[] = {
    {"ws://", "80", false}, {"wss://", "443", true}, {"http://", "80", false}, {"https://", "443", true}};

}  // namespace

std::optional<Url> parse_url(std::string_view text) {
  const Scheme* scheme = nullptr;
  for (const Scheme& candidate : schemes) {
    if (text.starts_with(candidate.prefix)) scheme = &candidate;
  }
  if (!scheme || text.size() > 4096 || !plain(text)) return std::nullopt;
  std::string_view rest = text.substr(scheme->prefix.size());
  const auto path = rest.find_first_of("/?");
  std::string_view authority = rest.substr(0, path);
  std::string_view target = path == std::string_view::npos ? std::string_view{} : rest.substr(path);

  const bool literal = authority.starts_with('[');
  std::string_view host = authority;
  std::string_view port;
  const auto end = literal ? authority.find(']') : authority.find(':');
  if (literal) {
    if (end == std::string_view::npos) return std::nullopt;
    host = authority.substr(1, end - 1);
    port = authority.substr(end + 1);
  } else if (end != std::string_view::npos) {
    host = authority.substr(0, end);
    port = authority.substr(end);
  }
  if (!port.empty() && (port.front() != ':' || !good_port(port.substr(1)))) return std::nullopt;
  if (!good_host(host, literal)) return std::nullopt;

  Url url;
  url.tls = scheme->tls;
  url.host = host;
  url.port = port.empty() ? scheme->port : port.substr(1);
  url.target = target.starts_with('/') ? std::string(target) : "/" + std::string(target);
  url.host_header = authority;
  return url;
}

}  // namespace fenqun::adapters::net
