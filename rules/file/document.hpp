// A TOML file as a tree that remembers where everything stood. toml++ stays in document.cpp. A syntax error hides
// nothing else: its line is blanked and the rest is read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/problem.hpp"
#include "rules/condition.hpp"
#include "rules/ruleset.hpp"

namespace fenqun::rules::file {

struct Position {
  std::uint32_t line = 0;    // from 1
  std::uint32_t column = 0;  // from 1, code points
};

struct Member;

struct Value {
  enum class Kind : std::uint8_t { text, number, boolean, array, table, other };

  Kind kind = Kind::other;
  std::string text;
  double number = 0;
  bool flag = false;
  std::vector<Value> items;
  std::vector<Member> members;  // as written
  Position at;

  const Value* find(std::string_view key) const;
};

struct Member {
  std::string key;
  Position at;
  Value value;
};

class Document {
 public:
  // `source` must outlive the document.
  Document(const Source& source, Problems& problems);

  const std::string& name() const { return source_->name; }
  const Value& root() const { return root_; }

  Location place(Position at, std::size_t length) const;
  // A key: as long as it is written without quotes.
  Location place(const Member& member) const;
  Location place(const Value& value) const;
  // Bytes of the decoded string `value`, found again between its quotes and escapes.
  Location inside(const Value& value, Span span) const;

 private:
  std::size_t byte_of(Position at) const;
  Position position_of(std::size_t byte) const;

  const Source* source_;
  std::vector<std::size_t> lines_;  // byte where each begins
  Value root_;
};

}  // namespace fenqun::rules::file
