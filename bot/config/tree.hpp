// A TOML text as a small tree in which everything knows its place. The only file that knows toml++ is tree.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/problem.hpp"

namespace fenqun::bot {

struct Entry;

struct Node {
  enum class Kind : std::uint8_t { text, whole, number, flag, list, table, moment };

  Kind kind = Kind::table;
  std::string text;
  std::int64_t whole = 0;
  double number = 0;
  bool flag = false;
  std::vector<Node> items;     // of a list
  std::vector<Entry> entries;  // of a table, in written order
  Location where;
  bool from_variable = false;  // put there by an environment variable, whose name is where.file; kind is text

  Entry* find(std::string_view key);
  const Entry* find(std::string_view key) const;
};

struct Entry {
  std::string key;
  Location where;  // of the key
  Node value;
};

// TOML's word for it: "string", "integer", "float", "boolean", "array", "table", "date-time".
std::string_view type_word(Node::Kind kind);

// The root table. FQ-5002 or FQ-5003 at the place where the text stops being TOML.
Result<Node> parse_toml(std::string_view text, const std::string& name);

}  // namespace fenqun::bot
