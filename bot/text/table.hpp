// A plain-text table whose columns are aligned by display width. Cells are already fit to be shown (see shown()).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace fenqun::bot {

class Table {
 public:
  // Cells wider than `max_cell` columns are cut.
  explicit Table(std::size_t max_cell = 28) : max_cell_(max_cell) {}
  void row(std::vector<std::string> cells);
  // Lines end with '\n'; the last cell of a row is not padded.
  std::string text(std::size_t indent = 0) const;

 private:
  std::size_t max_cell_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace fenqun::bot
