#include "bot/config/tree.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>

#include "bot/problems.hpp"

namespace fenqun::bot {
namespace {

// Lines that set a token are never shown under a message, which may end in a log.
bool holds_token(std::string_view line) {
  const auto key = line.find_first_not_of(" \t\"'");
  return key != std::string_view::npos && line.substr(key).starts_with("token") &&
         !line.substr(key).starts_with("token_file");
}

// Places in one text.
class Places {
 public:
  Places(std::string_view text, const std::string& name) : name_(name) {
    while (!text.empty()) {
      const auto end = text.find('\n');
      auto line = text.substr(0, end);
      if (line.ends_with('\r')) line.remove_suffix(1);
      lines_.emplace_back(holds_token(line) ? std::string_view() : line);
      if (end == std::string_view::npos) break;
      text.remove_prefix(end + 1);
    }
  }

  Location at(const toml::source_region& region) const {
    Location place{name_, region.begin.line, region.begin.column, 1, {}};
    const bool one_line = region.end.line == region.begin.line && region.end.column > region.begin.column;
    if (one_line) place.length = region.end.column - region.begin.column;
    if (place.line >= 1 && place.line <= lines_.size()) place.source_line = lines_[place.line - 1];
    return place;
  }

 private:
  std::string name_;
  std::vector<std::string> lines_;
};

Node convert(const toml::node& from, const Places& places);

void convert_table(const toml::table& from, const Places& places, Node& out) {
  out.kind = Node::Kind::table;
  for (const auto& [key, value] : from) {
    out.entries.push_back({std::string(key.str()), places.at(key.source()), convert(value, places)});
  }
  std::stable_sort(out.entries.begin(), out.entries.end(), [](const Entry& a, const Entry& b) {
    return std::pair(a.where.line, a.where.column) < std::pair(b.where.line, b.where.column);
  });
}

Node convert(const toml::node& from, const Places& places) {
  Node out;
  out.where = places.at(from.source());
  if (const auto* table = from.as_table()) {
    convert_table(*table, places, out);
  } else if (const auto* array = from.as_array()) {
    out.kind = Node::Kind::list;
    for (const auto& item : *array) out.items.push_back(convert(item, places));
  } else if (const auto* text = from.as_string()) {
    out.kind = Node::Kind::text;
    out.text = text->get();
  } else if (const auto* whole = from.as_integer()) {
    out.kind = Node::Kind::whole;
    out.whole = whole->get();
  } else if (const auto* number = from.as_floating_point()) {
    out.kind = Node::Kind::number;
    out.number = number->get();
  } else if (const auto* flag = from.as_boolean()) {
    out.kind = Node::Kind::flag;
    out.flag = flag->get();
  } else {
    out.kind = Node::Kind::moment;
  }
  return out;
}

// The first full-width sign that Chinese input methods produce where TOML wants a plain one; outside of quotes only.
std::optional<std::pair<std::string_view, std::uint32_t>> fullwidth_sign(std::string_view line) {
  static constexpr std::array<std::string_view, 12> signs = {"“",  "”",  "‘",  "’",  "＝", "【",
                                                             "】", "［", "］", "，", "＂", "。"};
  bool quoted = false;
  std::uint32_t column = 1;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '#' && !quoted) break;
    if (line[i] == '"') quoted = !quoted;
    const auto hit =
        std::find_if(signs.begin(), signs.end(), [&](auto sign) { return line.substr(i).starts_with(sign); });
    if (!quoted && hit != signs.end()) return std::pair(*hit, column);
    if (i + 1 < line.size() && (static_cast<unsigned char>(line[i + 1]) & 0xC0U) != 0x80U) ++column;
  }
  return std::nullopt;
}

Problem syntax_problem(const toml::parse_error& error, const Places& places) {
  auto place = places.at(error.source());
  if (const auto sign = fullwidth_sign(place.source_line)) {
    place.column = sign->second;
    place.length = 1;
    return Problem(problems::fullwidth_toml, {std::string(sign->first)}, std::move(place));
  }
  return Problem(problems::bad_toml, {std::string(error.description())}, std::move(place));
}

}  // namespace

Entry* Node::find(std::string_view key) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &*found;
}

const Entry* Node::find(std::string_view key) const {
  return const_cast<Node*>(this)->find(key);
}

std::string_view type_word(Node::Kind kind) {
  static constexpr std::array<std::string_view, 7> words = {"string", "integer", "float",    "boolean",
                                                            "array",  "table",   "date-time"};
  return words[static_cast<std::size_t>(kind)];
}

Result<Node> parse_toml(std::string_view text, const std::string& name) {
  const Places places(text, name);
  try {
    const auto root = toml::parse(text, std::string_view(name));
    return convert(root, places);
  } catch (const toml::parse_error& error) {
    return syntax_problem(error, places);
  }
}

}  // namespace fenqun::bot
