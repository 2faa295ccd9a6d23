// Writing JSON text: the one place of the adapters that escapes. Values are appended in the order in which they must
// stand; commas are its own affair. Not thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace fenqun::adapters {

// Appends `text` with quotes. Bytes that are not UTF-8 become U+FFFD, so that a frame is always valid.
void append_json_string(std::string& to, std::string_view text);

class JsonOut {
 public:
  JsonOut& open_object() { return open('{'); }
  JsonOut& close_object() { return close('}'); }
  JsonOut& open_array() { return open('['); }
  JsonOut& close_array() { return close(']'); }
  JsonOut& key(std::string_view name);
  JsonOut& string(std::string_view text);
  JsonOut& integer(std::int64_t value);
  JsonOut& boolean(bool value);
  // Text that is JSON already.
  JsonOut& raw(std::string_view json);

  const std::string& text() const& { return text_; }
  std::string text() && { return std::move(text_); }

 private:
  JsonOut& open(char bracket);
  JsonOut& close(char bracket);
  void separate();

  std::string text_;
  bool first_ = true;  // no comma before the next value
};

}  // namespace fenqun::adapters
