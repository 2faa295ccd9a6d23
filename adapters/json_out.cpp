#include "adapters/json_out.hpp"

namespace fenqun::adapters {
namespace {

// Bytes of the well-formed UTF-8 sequence at the front of `text`; 0: malformed. Table 3-7 of the Unicode Standard.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  if (length < 2 || text.size() < length) return length == 1 ? 1 : 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  const unsigned char second = byte(1);
  if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F)) return 0;
  if ((lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) return 0;
  return length;
}

void append_control(std::string& to, unsigned char c) {
  constexpr std::string_view digits = "0123456789abcdef";
  switch (c) {
    case '"':
      to += "\\\"";
      return;
    case '\\':
      to += "\\\\";
      return;
    case '\n':
      to += "\\n";
      return;
    case '\r':
      to += "\\r";
      return;
    case '\t':
      to += "\\t";
      return;
    default:
      to += "\\u00";
      to += digits[c >> 4];
      to += digits[c & 15];
  }
}

}  // namespace

void append_json_string(std::string& to, std::string_view text) {
  to += '"';
  while (!text.empty()) {
    const auto c = static_cast<unsigned char>(text.front());
    if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F) {
      append_control(to, c);
      text.remove_prefix(1);
      continue;
    }
    const std::size_t length = sequence_length(text);
    if (length == 0) {
      to += "\xEF\xBF\xBD";
      text.remove_prefix(1);
      continue;
    }
    to += text.substr(0, length);
    text.remove_prefix(length);
  }
  to += '"';
}

void JsonOut::separate() {
  if (!first_) text_ += ',';
  first_ = false;
}

JsonOut& JsonOut::open(char bracket) {
  separate();
  text_ += bracket;
  first_ = true;
  return *this;
}

JsonOut& JsonOut::close(char bracket) {
  text_ += bracket;
  first_ = false;
  return *this;
}

JsonOut& JsonOut::key(std::string_view name) {
  separate();
  append_json_string(text_, name);
  text_ += ':';
  first_ = true;
  return *this;
}

JsonOut& JsonOut::string(std::string_view text) {
  separate();
  append_json_string(text_, text);
  return *this;
}

JsonOut& JsonOut::integer(std::int64_t value) {
  return raw(std::to_string(value));
}

JsonOut& JsonOut::boolean(bool value) {
  return raw(value ? "true" : "false");
}

JsonOut& JsonOut::raw(std::string_view json) {
  separate();
  text_ += json;
  return *this;
}

}  // namespace fenqun::adapters
