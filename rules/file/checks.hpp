// Strictness: unknown keys, wrong types, missing and empty values, each told with its place and what was meant.
// Internal.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "rules/file/document.hpp"

namespace fenqun::rules::file {

class Checks {
 public:
  Checks(const Document& document, Problems& problems) : document_(document), problems_(problems) {}

  const Document& document() const { return document_; }
  void tell(const ProblemKind& kind, const Args& args, Location at) {
    problems_.emplace_back(kind, args, std::move(at));
  }

  // Tells every key of `table` that is not among `known`.
  void keys(const Value& table, std::string_view section, std::initializer_list<std::string_view> known);
  // Whether the value is of that kind; tells if it is not.
  bool is(const Member& member, Value::Kind kind);
  bool is(const Value& value, std::string_view name, Value::Kind kind);
  // The text of a key, or null when it is not there or (told) no text or empty.
  const Value* text(const Value& table, std::string_view key);
  // One text or a list of texts; tells others and empty ones.
  std::vector<const Value*> texts(const Value& table, std::string_view key);
  std::vector<const Value*> texts(const Value& value, std::string_view name, bool one_will_do);
  bool name(std::string_view name, const Location& at);

 private:
  const Document& document_;
  Problems& problems_;
};

}  // namespace fenqun::rules::file
