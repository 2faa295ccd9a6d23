// Writes compact JSON straight into a string: one of these is made for most tags of most messages, so it may not cost a
// tree. Hostile bytes become valid JSON: what is not UTF-8 is replaced by U+FFFD.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace fenqun::storage {

class JsonText {
 public:
  JsonText& open(char bracket);   // '{' or '['
  JsonText& close(char bracket);  // '}' or ']'
  JsonText& name(std::string_view name);
  JsonText& text(std::string_view value);
  JsonText& number(std::int64_t value);
  JsonText& boolean(bool value);

  std::string take() { return std::move(out_); }

 private:
  void separate();
  void quoted(std::string_view value);

  std::string out_;
};

}  // namespace fenqun::storage
