#include "bot/cli/csv.hpp"

namespace fenqun::bot {

CsvRow& CsvRow::cell(std::string_view text) {
  if (!first_) out_ += ',';
  first_ = false;
  const bool formula =
      guarded_ && !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  const bool quoted =
      text.find_first_of(",\"\r\n") != std::string_view::npos || text.starts_with(' ') || text.ends_with(' ');
  if (quoted) out_ += '"';
  if (formula) out_ += '\'';
  for (const char c : text) {
    if (c == '"') out_ += '"';
    out_ += c;
  }
  if (quoted) out_ += '"';
  return *this;
}

void CsvRow::end() {
  out_ += "\r\n";
}

}  // namespace fenqun::bot
