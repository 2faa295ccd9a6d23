#include "rules/file/document.hpp"

#include <toml++/toml.h>

#include <algorithm>

#include "rules/limits.hpp"
#include "rules/names.hpp"
#include "rules/problems.hpp"

namespace fenqun::rules::file {
namespace {

constexpr std::string_view broken_table = "\"\\u0000broken\"";  // stands for a header that could not be read
constexpr std::string_view broken_key{"\0broken", 7};
constexpr int max_syntax_errors = 10;

Position position(const toml::source_position& at) {
  return {at.line, at.column};
}

bool before(const Position& a, const Position& b) {
  return a.line != b.line ? a.line < b.line : a.column < b.column;
}

Value converted(const toml::node& node);

void convert_table(const toml::table& table, Value& out) {
  out.kind = Value::Kind::table;
  for (const auto& [key, value] : table) {
    if (key.str().starts_with(broken_key)) continue;
    out.members.push_back({std::string(key.str()), position(key.source().begin), converted(value)});
  }
  std::sort(out.members.begin(), out.members.end(),
            [](const Member& a, const Member& b) { return before(a.at, b.at); });
}

Value converted(const toml::node& node) {
  Value out;
  out.at = position(node.source().begin);
  if (const auto* table = node.as_table()) {
    convert_table(*table, out);
  } else if (const auto* array = node.as_array()) {
    out.kind = Value::Kind::array;
    for (const auto& item : *array) out.items.push_back(converted(item));
  } else if (const auto* text = node.as_string()) {
    out.kind = Value::Kind::text;
    out.text = text->get();
  } else if (node.is_number()) {
    out.kind = Value::Kind::number;
    out.number = node.value<double>().value_or(0);
  } else if (const auto* flag = node.as_boolean()) {
    out.kind = Value::Kind::boolean;
    out.flag = flag->get();
  }
  return out;
}

// What the parser says, without the part about where (toml++ writes sentences like "Error while parsing key: …").
std::string described(const toml::parse_error& error) {
  return std::string(error.description());
}

struct Attempt {
  bool read = false;
  Position error;
  std::string description;
};

Attempt attempt(const std::string& text, Value& root) {
  try {
    const auto table = toml::parse(std::string_view(text));
    convert_table(table, root);
    return {true, {}, {}};
  } catch (const toml::parse_error& error) {
    return {false, position(error.source().begin), described(error)};
  }
}

// Nothing that began on this line is left; a header becomes one that nobody reads, so that its keys fall to nobody.
void blank_line(std::string& text, std::size_t begin, int number) {
  const auto end = std::min(text.find('\n', begin), text.size());
  const auto first = std::min(text.find_first_not_of(" \t", begin), end);
  std::string instead;
  if (text.compare(first, 1, "[") == 0) {
    instead = "[" + std::string(broken_table.substr(0, broken_table.size() - 1)) + std::to_string(number) + "\"]";
  }
  text.replace(begin, end - begin, instead);
}

std::vector<std::size_t> line_starts(std::string_view text) {
  std::vector<std::size_t> out = {0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') out.push_back(i + 1);
  }
  return out;
}

// Which TOML forbids everywhere; told first, since nobody sees it.
bool control_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

std::string four_digits(unsigned char byte) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  return {'0', '0', digits[byte >> 4], digits[byte & 15]};
}

bool utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (!next_code_point(text, at)) return false;
  }
  return true;
}

}  // namespace

const Value* Value::find(std::string_view key) const {
  for (const auto& member : members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

Document::Document(const Source& source, Problems& problems) : source_(&source), lines_(line_starts(source.text)) {
  if (source.text.size() > max_file_bytes) {
    problems.emplace_back(problems::too_long, Args{source.name, "1 MiB"}, place({1, 1}, 1));
    return;
  }
  if (!utf8(source.text)) {
    problems.emplace_back(problems::not_utf8, Args{}, place({1, 1}, 1));
    return;
  }
  auto text = source.text;
  if (const auto found = std::find_if(text.begin(), text.end(), control_character); found != text.end()) {
    const auto code = four_digits(static_cast<unsigned char>(*found));
    const auto at = position_of(static_cast<std::size_t>(found - text.begin()));
    problems.emplace_back(problems::control_character, Args{"U+" + code, code}, place(at, 1));
    std::replace_if(text.begin(), text.end(), control_character, ' ');
  }
  std::uint32_t last_line = 0;
  for (int errors = 0; errors < max_syntax_errors; ++errors) {
    const auto result = attempt(text, root_);
    if (result.read) return;
    if (result.error.line <= last_line) return;  // blanking did not help: what follows would be noise
    last_line = result.error.line;
    problems.emplace_back(problems::toml_syntax, Args{result.description}, place(result.error, 1));
    const auto starts = line_starts(text);
    if (last_line > starts.size()) return;
    blank_line(text, starts[last_line - 1], errors);
  }
}

std::size_t Document::byte_of(Position at) const {
  if (at.line == 0 || at.line > lines_.size()) return source_->text.size();
  std::size_t byte = lines_[at.line - 1];
  for (std::uint32_t column = 1; column < at.column && byte < source_->text.size(); ++column) {
    next_code_point(source_->text, byte);
  }
  return byte;
}

Position Document::position_of(std::size_t byte) const {
  const auto line = std::upper_bound(lines_.begin(), lines_.end(), byte) - lines_.begin();
  const auto start = lines_[static_cast<std::size_t>(line) - 1];
  const auto column = code_points(std::string_view(source_->text).substr(start, byte - start)) + 1;
  return {static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(column)};
}

Location Document::place(Position at, std::size_t length) const {
  Location out;
  out.file = source_->name;
  out.line = at.line;
  out.column = at.column;
  out.length = static_cast<std::uint32_t>(std::max<std::size_t>(1, length));
  if (at.line > 0 && at.line <= lines_.size()) {
    const auto begin = lines_[at.line - 1];
    auto line = source_->text.substr(begin, source_->text.find('\n', begin) - begin);
    if (line.ends_with('\r')) line.pop_back();
    const auto width = code_points(line);
    if (at.column <= width)
      out.length = static_cast<std::uint32_t>(std::min<std::size_t>(out.length, width - at.column + 1));
    if (at.column > width) out.length = 1;
    out.source_line = std::move(line);
  }
  return out;
}

Location Document::place(const Member& member) const {
  return place(member.at, code_points(member.key));
}

Location Document::place(const Value& value) const {
  if (value.kind == Value::Kind::text) return inside(value, {0, value.text.size()});
  return place(value.at, 1);
}

// Walks the written string beside the decoded one. Escapes that begin with a backslash decode to what their letter
// says; everything else is itself. A line end behind a backslash decodes to nothing.
Location Document::inside(const Value& value, Span span) const {
  const std::string_view text = source_->text;
  std::size_t at = byte_of(value.at);
  if (at >= text.size() || (text[at] != '"' && text[at] != '\'')) return place(value.at, 1);
  const char quote = text[at];
  const bool block = text.substr(at, 3) == std::string(3, quote);
  at += block ? 3 : 1;
  if (block && at < text.size() && text[at] == '\r') ++at;
  if (block && at < text.size() && text[at] == '\n') ++at;
  const bool escapes = quote == '"';
  std::size_t decoded = 0;
  std::size_t begin = at;
  const auto skip_escape = [&] {  // `at` stands on the backslash
    const char letter = at + 1 < text.size() ? text[at + 1] : '\\';
    if (letter == 'u' || letter == 'U') {
      const std::size_t digits = letter == 'u' ? 4 : 8;
      const auto code = std::stoul("0" + std::string(text.substr(at + 2, digits)), nullptr, 16);
      decoded += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      at += 2 + digits;
    } else if (letter == '\n' || letter == '\r' || letter == ' ' || letter == '\t') {
      at = std::min(text.find_first_not_of(" \t\r\n", at + 1), text.size());
    } else {
      decoded += 1;
      at += 2;
    }
  };
  const auto walk_to = [&](std::size_t target) {
    while (decoded < target && at < text.size()) {
      if (escapes && text[at] == '\\') {
        skip_escape();
      } else {
        ++at;
        ++decoded;
      }
    }
  };
  walk_to(span.offset);
  const auto at_line_end = [&] {
    return escapes && at + 1 < text.size() && text[at] == '\\' &&
           std::string_view(" \t\r\n").find(text[at + 1]) != text.npos;
  };
  while (at_line_end()) skip_escape();
  begin = at;
  walk_to(span.offset + span.length);
  const auto width = code_points(text.substr(begin, std::max(at, begin) - begin));
  return place(position_of(begin), width);
}

}  // namespace fenqun::rules::file
