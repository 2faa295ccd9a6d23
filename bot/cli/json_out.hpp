// JSON strings in bulk, for the commands that write many lines.
#pragma once

#include <string>
#include <string_view>

namespace fenqun::bot {

// Appends `text` with quotes, escaped; bytes that are not UTF-8 become U+FFFD. What needs no escape is copied whole.
void append_json(std::string& to, std::string_view text);
// The same for what is known to be UTF-8: what came through a JSON or TOML parser.
void append_valid_json(std::string& to, std::string_view text);

}  // namespace fenqun::bot
