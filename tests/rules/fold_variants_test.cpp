// Of texts that hide a word, how many fold so that the plain word is found: by kind, with floors.
#include <gtest/gtest.h>

#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "rules/fold.hpp"

namespace fenqun::rules {
namespace {

struct Row {
  std::string kind, text, plain;
};

std::vector<Row> rows_of(const std::string& name, int kind, int text, int plain) {
  std::ifstream file(FENQUN_SOURCE_DIR "/tests/data/variants/" + name);
  std::vector<Row> rows;
  for (std::string line; std::getline(file, line);) {
    std::vector<std::string> columns(1);
    for (const char c : line) {
      if (c == '\t') {
        columns.emplace_back();
      } else {
        columns.back() += c;
      }
    }
    if (columns.size() == 3) rows.push_back({columns[kind], columns[text], columns[plain]});
  }
  return rows;
}

struct Count {
  int found = 0, all = 0;
};

// Prints each row that is not found.
std::map<std::string, Count> counts(const std::vector<Row>& rows) {
  std::map<std::string, Count> by_kind;
  for (const auto& row : rows) {
    auto& count = by_kind[row.kind];
    ++count.all;
    const bool found = fold(row.text).find(fold(row.plain)) != std::string::npos;
    count.found += found ? 1 : 0;
    if (!found) std::cout << "hidden: " << row.text << " → " << fold(row.text) << ", not " << row.plain << "\n";
  }
  for (const auto& [kind, count] : by_kind) std::cout << count.found << "/" << count.all << "\t" << kind << "\n";
  return by_kind;
}

TEST(FoldVariants, PublishedFilterStrings) {
  auto rows = rows_of("filter_variants.tsv", 2, 0, 1);
  ASSERT_FALSE(rows.empty());
  rows.erase(rows.begin());  // the names of the columns
  ASSERT_EQ(rows.size(), 8U);
  for (const auto& [kind, count] : counts(rows)) EXPECT_EQ(count.found, count.all) << kind;
}

TEST(FoldVariants, DisguisedWords) {
  const auto rows = rows_of("disguises.tsv", 0, 1, 2);
  ASSERT_GT(rows.size(), 200U);
  const auto by_kind = counts(rows);
  EXPECT_GE(by_kind.size(), 25U);
  for (const auto& [kind, count] : by_kind) EXPECT_GE(count.found, count.all * 0.85) << kind;
}

}  // namespace
}  // namespace fenqun::rules
