#include "adapters/onebot11/cq.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace fenqun::adapters::onebot11 {
namespace {

constexpr std::string_view opening = "[CQ:";

struct Entity {
  std::string_view name;
  char character;
};
constexpr std::array<Entity, 4> entities{{{"&amp;", '&'}, {"&#91;", '['}, {"&#93;", ']'}, {"&#44;", ','}}};

// One pass, so that "&amp;#91;" becomes "&#91;" and no further.
std::string unescape(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  while (!text.empty()) {
    const std::size_t at = std::min(text.find('&'), text.size());
    plain += text.substr(0, at);
    text.remove_prefix(at);
    if (text.empty()) break;
    const auto* found = std::find_if(entities.begin(), entities.end(),
                                     [&](const Entity& entity) { return text.starts_with(entity.name); });
    plain += found != entities.end() ? found->character : '&';
    text.remove_prefix(found != entities.end() ? found->name.size() : 1);
  }
  return plain;
}

std::string escape(std::string_view plain, bool in_value) {
  std::string text;
  text.reserve(plain.size());
  for (const char c : plain) {
    const auto* found =
        std::find_if(entities.begin(), entities.end(), [&](const Entity& entity) { return entity.character == c; });
    if (found == entities.end() || (c == ',' && !in_value)) {
      text += c;
    } else {
      text += found->name;
    }
  }
  return text;
}

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.';
  });
}

// What stands between "[CQ:" and "]".
std::optional<CqSegment> decode_code(std::string_view inside) {
  CqSegment segment;
  const std::size_t comma = std::min(inside.find(','), inside.size());
  segment.type = inside.substr(0, comma);
  if (!is_name(segment.type)) return std::nullopt;
  inside.remove_prefix(comma);
  while (!inside.empty()) {
    inside.remove_prefix(1);
    const std::size_t end = std::min(inside.find(','), inside.size());
    const std::string_view pair = inside.substr(0, end);
    inside.remove_prefix(end);
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || !is_name(pair.substr(0, equals))) continue;
    segment.data.emplace_back(std::string(pair.substr(0, equals)), unescape(pair.substr(equals + 1)));
  }
  return segment;
}

void add_text(std::vector<CqSegment>& to, std::string_view escaped) {
  if (escaped.empty()) return;
  if (!to.empty() && to.back().type == "text" && !to.back().data.empty()) {
    to.back().data.front().second += unescape(escaped);
  } else {
    to.push_back({"text", {{"text", unescape(escaped)}}});
  }
}

}  // namespace

std::vector<CqSegment> decode_cq(std::string_view message, std::size_t limit) {
  std::vector<CqSegment> segments;
  while (!message.empty() && segments.size() < limit) {
    const std::size_t begin = std::min(message.find(opening), message.size());
    add_text(segments, message.substr(0, begin));
    message.remove_prefix(begin);
    if (message.empty()) break;
    // A '[' inside a code is always escaped, so that one that comes before the ']' begins anew.
    const std::size_t end = message.find_first_of("[]", opening.size());
    const bool closed = end != std::string_view::npos && message[end] == ']';
    const std::size_t length = std::min(end, message.size());
    auto code = closed ? decode_code(message.substr(opening.size(), length - opening.size())) : std::nullopt;
    if (code) {
      segments.push_back(std::move(*code));
      message.remove_prefix(length + 1);
    } else {
      add_text(segments, message.substr(0, length));
      message.remove_prefix(length);
    }
  }
  return segments;
}

std::string encode_cq(const std::vector<CqSegment>& segments) {
  std::string message;
  for (const CqSegment& segment : segments) {
    if (segment.type == "text" && !segment.data.empty()) {
      message += escape(segment.data.front().second, false);
      continue;
    }
    message += opening;
    message += segment.type;
    for (const auto& [key, value] : segment.data)
      message.append(",").append(key).append("=").append(escape(value, true));
    message += ']';
  }
  return message;
}

}  // namespace fenqun::adapters::onebot11
