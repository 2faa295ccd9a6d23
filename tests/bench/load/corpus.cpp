#include "tests/bench/load/corpus.hpp"

#include <fstream>
#include <string_view>

#include "tests/bench/load/json_scan.hpp"

namespace fenqun::bench {
namespace {

std::string cq_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '[') {
      out += "&#91;";
    } else if (c == ']') {
      out += "&#93;";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::vector<Line> read_corpus(const std::string& path) {
  std::vector<Line> lines;
  std::ifstream file(path);
  for (std::string row; std::getline(file, row);) {
    const auto tab = row.rfind('\t');
    const std::string_view text = std::string_view(row).substr(0, tab);
    if (text.empty()) continue;
    lines.push_back({quoted(text), quoted(cq_escaped(text)), tab != std::string::npos && row.substr(tab + 1) == "1"});
  }
  return lines;
}

}  // namespace fenqun::bench
