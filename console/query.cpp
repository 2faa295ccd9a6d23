#include "console/query.hpp"

#include <algorithm>
#include <optional>

#include "bot/text/unicode.hpp"
#include "console/limits.hpp"
#include "console/problems.hpp"

namespace fenqun::console {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool clean(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto character = bot::decode_at(text, at);
    if (!character.valid || character.value < 0x20 || character.value == 0x7F) return false;
    at += character.length;
  }
  return true;
}

// Nothing for a broken escape, ill-formed UTF-8 or control characters.
std::optional<std::string> decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i] == '+' ? ' ' : text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  if (out.size() > limits::parameter_bytes || !clean(out)) return std::nullopt;
  return out;
}

std::string listed(std::initializer_list<std::string_view> known) {
  std::string out;
  for (const auto name : known) out += (out.empty() ? "" : ", ") + std::string(name);
  return out;
}

Problem unknown(const std::string& name, std::initializer_list<std::string_view> known) {
  const auto seen = bot::shown(name, 40);
  if (known.size() == 0) return Problem(problems::no_parameters, {seen});
  return Problem(problems::unknown_parameter, {seen, listed(known)});
}

}  // namespace

Target split_target(std::string_view target) {
  const auto mark = target.find('?');
  if (mark == std::string_view::npos) return {std::string(target), {}};
  return {std::string(target.substr(0, mark)), std::string(target.substr(mark + 1))};
}

Result<Parameters> read_query(std::string_view query, std::initializer_list<std::string_view> known) {
  Parameters out;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto piece = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (piece.empty()) continue;
    const auto equals = std::min(piece.find('='), piece.size());
    const auto name = decoded(piece.substr(0, equals));
    const auto value = decoded(piece.substr(std::min(equals + 1, piece.size())));
    if (!name || !value) {
      return Problem(problems::bad_query, {bot::shown(piece, 40), std::to_string(limits::parameter_bytes)});
    }
    if (std::find(known.begin(), known.end(), *name) == known.end()) return unknown(*name, known);
    if (!out.emplace(*name, *value).second) return Problem(problems::repeated_parameter, {*name});
  }
  return out;
}

std::string_view cookie_value(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const auto end = std::min(header.find(';'), header.size());
    auto piece = header.substr(0, end);
    header.remove_prefix(std::min(end + 1, header.size()));
    while (!piece.empty() && piece.front() == ' ') piece.remove_prefix(1);
    if (piece.size() > name.size() && piece.starts_with(name) && piece[name.size()] == '=') {
      return piece.substr(name.size() + 1);
    }
  }
  return {};
}

bool is_local_host(std::string_view host) {
  const auto colon = host.find(':');
  if (colon != std::string_view::npos) {
    const auto port = host.substr(colon + 1);
    if (port.empty() || port.size() > 5) return false;
    if (!std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; })) return false;
    host = host.substr(0, colon);
  }
  std::string name(host);
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return name == "127.0.0.1" || name == "localhost";
}

}  // namespace fenqun::console
