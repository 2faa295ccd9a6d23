#include "tests/rules/packs/labelled.hpp"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <set>

namespace fenqun::rules::packs {
namespace {

// FNV-1a: the same everywhere, for ever.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const auto c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash ^ hash >> 32;
}

std::vector<std::string> csv_cells(std::string_view line) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') {
      const bool twice = quoted && i + 1 < line.size() && line[i + 1] == '"';
      if (twice) out.back() += line[i++];
      if (!twice) quoted = !quoted;
    } else if (line[i] == ',' && !quoted) {
      out.emplace_back();
    } else {
      out.back() += line[i];
    }
  }
  return out;
}

// A record ends at a line's end outside quotes.
bool next_record(std::ifstream& file, char separator, std::string& record) {
  if (!std::getline(file, record)) return false;
  std::string more;
  while (separator == ',' && std::count(record.begin(), record.end(), '"') % 2 != 0 && std::getline(file, more)) {
    record += '\n' + more;
  }
  if (record.ends_with('\r')) record.pop_back();
  return true;
}

std::string cell(const std::vector<std::string>& cells, int at) {
  return at < static_cast<int>(cells.size()) ? cells[static_cast<std::size_t>(at)] : std::string();
}

}  // namespace

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto at = text.find(separator);
    out.emplace_back(text.substr(0, at));
    text = at == std::string_view::npos ? std::string_view() : text.substr(at + 1);
  }
  return out;
}

bool unseen(const Row& row) {
  return (hash_of(row.id) & 1) != 0;
}

std::vector<Row> read_rows(const std::filesystem::path& path, const Format& format) {
  std::vector<Row> out;
  std::ifstream file(path);
  std::string record;
  next_record(file, format.separator, record);
  while (next_record(file, format.separator, record)) {
    const auto cells = format.separator == ',' ? csv_cells(record) : split(record, format.separator);
    out.push_back({cell(cells, format.id), cell(cells, format.text), split(cell(cells, format.labels), '|')});
  }
  return out;
}

Labels::Labels(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::string text;
  while (std::getline(file, text)) {
    if (text.starts_with('#') || text.starts_with("label\t")) continue;
    const auto cells = split(text, '\t');
    Line line{split(cell(cells, 0), '+'), {}};
    for (const auto& alternatives : split(cell(cells, 1), '|')) line.due.tags.push_back(split(alternatives, ','));
    line.due.allowed = split(cell(cells, 2), '|');
    lines_.push_back(std::move(line));
  }
}

Due Labels::due(const Row& row) const {
  Due out;
  for (const auto& line : lines_) {
    const bool applies = std::all_of(line.labels.begin(), line.labels.end(), [&](const std::string& label) {
      return std::find(row.labels.begin(), row.labels.end(), label) != row.labels.end();
    });
    if (!applies) continue;
    out.tags.insert(out.tags.end(), line.due.tags.begin(), line.due.tags.end());
    out.allowed.insert(out.allowed.end(), line.due.allowed.begin(), line.due.allowed.end());
  }
  return out;
}

std::vector<std::string> Labels::tags() const {
  std::set<std::string> out;
  for (const auto& line : lines_) {
    for (const auto& alternatives : line.due.tags) out.insert(alternatives.begin(), alternatives.end());
  }
  return {out.begin(), out.end()};
}

}  // namespace fenqun::rules::packs
