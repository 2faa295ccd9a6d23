#include "bot/cli/json_out.hpp"

#include <simdjson.h>

#include <algorithm>

#include "adapters/json_out.hpp"

namespace fenqun::bot {
namespace {

bool plain(char c) {
  return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\' && c != 0x7F;
}

}  // namespace

void append_valid_json(std::string& to, std::string_view text) {
  if (!std::all_of(text.begin(), text.end(), plain)) return adapters::append_json_string(to, text);
  to += '"';
  to += text;
  to += '"';
}

void append_json(std::string& to, std::string_view text) {
  if (simdjson::validate_utf8(text.data(), text.size())) return append_valid_json(to, text);
  adapters::append_json_string(to, text);
}

}  // namespace fenqun::bot
