#include "bot/text/table.hpp"

#include <algorithm>

#include "bot/text/unicode.hpp"

namespace fenqun::bot {

void Table::row(std::vector<std::string> cells) {
  for (std::size_t i = 0; i + 1 < cells.size(); ++i) cells[i] = cut_to_width(cells[i], max_cell_);
  rows_.push_back(std::move(cells));
}

std::string Table::text(std::size_t indent) const {
  std::vector<std::size_t> widths;
  for (const auto& cells : rows_) {
    if (cells.size() > widths.size()) widths.resize(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], display_width(cells[i]));
  }
  std::string out;
  for (const auto& cells : rows_) {
    std::string line(indent, ' ');
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const bool last = i + 1 == cells.size();
      line += last ? cells[i] : pad_right(cells[i], widths[i]) + "  ";
    }
    while (line.ends_with(' ')) line.pop_back();
    out += line + "\n";
  }
  return out;
}

}  // namespace fenqun::bot
