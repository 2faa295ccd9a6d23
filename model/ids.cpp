#include "model/ids.hpp"

namespace fenqun {
namespace {

void escape_into(std::string& out, std::string_view part) {
  for (const char c : part) {
    if (c == ':') {
      out += "%3A";
    } else if (c == '%') {
      out += "%25";
    } else {
      out += c;
    }
  }
}

std::string unescape(std::string_view part) {
  std::string out;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const auto three = part.substr(i, 3);
    if (three == "%3A") {
      out += ':';
      i += 2;
    } else if (three == "%25") {
      out += '%';
      i += 2;
    } else {
      out += part[i];
    }
  }
  return out;
}

std::size_t mix(std::size_t seed, std::string_view part) {
  return seed * 0x9E3779B97F4A7C15ULL + std::hash<std::string_view>{}(part);
}

}  // namespace

std::string to_string(const CustomerKey& key) {
  std::string out;
  out.reserve(key.platform.size() + key.scope.size() + key.user.size() + 2);
  escape_into(out, key.platform);
  out += ':';
  escape_into(out, key.scope);
  out += ':';
  out += key.user;
  return out;
}

std::optional<CustomerKey> parse_customer_key(std::string_view text) {
  const auto first = text.find(':');
  if (first == std::string_view::npos || first == 0) return std::nullopt;
  const auto second = text.find(':', first + 1);
  if (second == std::string_view::npos || second + 1 == text.size()) return std::nullopt;
  return CustomerKey{unescape(text.substr(0, first)), unescape(text.substr(first + 1, second - first - 1)),
                     std::string(text.substr(second + 1))};
}

}  // namespace fenqun

std::size_t std::hash<fenqun::CustomerKey>::operator()(const fenqun::CustomerKey& key) const noexcept {
  return fenqun::mix(fenqun::mix(fenqun::mix(0, key.platform), key.scope), key.user);
}

std::size_t std::hash<fenqun::EventKey>::operator()(const fenqun::EventKey& key) const noexcept {
  return fenqun::mix(fenqun::mix(0, key.account), key.native_id);
}
