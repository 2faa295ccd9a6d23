// Against published data, read from ../shared/data beside the tree where that folder exists.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "rules/fold.hpp"
#include "rules/fold/char_table.hpp"

namespace fenqun::rules {
namespace {

std::filesystem::path shared(std::string_view path) {
  return std::filesystem::path(FENQUN_SOURCE_DIR).parent_path() / "shared" / "data" / path;
}

std::vector<std::string> split(const std::string& line, char at) {
  std::vector<std::string> parts;
  std::stringstream stream(line);
  for (std::string part; std::getline(stream, part, at);) parts.push_back(part);
  return parts;
}

void append(char32_t c, std::string& out) {
  if (c < 0x80) {
    out += static_cast<char>(c);
    return;
  }
  const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  constexpr unsigned leads[] = {0, 0xC0, 0xE0, 0xF0};
  out += static_cast<char>(leads[more] | (c >> (6 * more)));
  for (int shift = 6 * (more - 1); shift >= 0; shift -= 6) out += static_cast<char>(0x80 | ((c >> shift) & 0x3F));
}

// "0041 030A" as text; `special` is set if folding treats one of them before NFKC ("(k)" is k).
std::string from_hex(const std::string& field, bool& special) {
  std::string text;
  for (const auto& number : split(field, ' ')) {
    const auto c = static_cast<char32_t>(std::stoul(number, nullptr, 16));
    special = special || (folding::prepare(c) != c);
    append(c, text);
  }
  return text;
}

TEST(FoldData, AllFormsOfUnicodesNormalizationTestFoldAlike) {
  std::ifstream file(shared("unicode/NormalizationTest.txt"));
  if (!file) GTEST_SKIP() << "../shared/data/unicode is not there";
  int checked = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#' || line[0] == '@') continue;
    const auto columns = split(line, ';');
    ASSERT_GE(columns.size(), 5U);
    bool special = false;
    std::vector<std::string> folded;
    for (int form = 0; form < 5; ++form) folded.push_back(fold(from_hex(columns[form], special)));
    if (special) continue;
    ++checked;
    for (const auto& form : folded) ASSERT_EQ(form, folded[0]) << line;
  }
  EXPECT_GT(checked, 18'000);
}

TEST(FoldData, TraditionalTextFoldsLikeOpenCCsSimplified) {
  std::ifstream file(shared("opencc/testcases.tsv"));
  if (!file) GTEST_SKIP() << "../shared/data/opencc is not there";
  int equal = 0, all = 0;
  for (std::string line; std::getline(file, line);) {
    const auto columns = split(line, '\t');
    if (columns.size() < 4 || (columns[1] != "t2s" && columns[1] != "tw2s" && columns[1] != "hk2s")) continue;
    ++all;
    equal += fold(columns[2]) == fold(columns[3]) ? 1 : 0;
  }
  EXPECT_EQ(all, 108);
  // The others need phrases (乾坤, 瞭望), which a table of characters does not know.
  EXPECT_GE(equal, 90) << "of " << all;
  RecordProperty("equal", equal);
}

}  // namespace
}  // namespace fenqun::rules
