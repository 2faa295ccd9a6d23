// The labelled sentences: precision and recall of asserts and of plain has, per split and language.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "reading.hpp"

namespace fenqun::rules {
namespace {

struct Figures {
  int right = 0, missed = 0, wrong = 0, left = 0;

  void add(bool meant, bool found) { ++(meant ? (found ? right : missed) : (found ? wrong : left)); }
  double precision() const { return right / static_cast<double>(std::max(1, right + wrong)); }
  double recall() const { return right / static_cast<double>(std::max(1, right + missed)); }
  double f1() const { return 2.0 * right / std::max(1, 2 * right + wrong + missed); }
  int all() const { return right + missed + wrong + left; }
};

std::vector<std::string> columns(const std::string& line) {
  std::vector<std::string> out;
  std::stringstream stream(line);
  for (std::string each; std::getline(stream, each, '\t');) out.push_back(each);
  return out;
}

using Table = std::map<std::string, std::map<std::string, Figures>>;  // split and language, or kind; then who judges

Table measured() {
  Table out;
  std::ifstream in(FENQUN_SOURCE_DIR "/tests/data/meaning/labelled.tsv");
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    const auto row = columns(line);
    const auto& [split, language, word, text, kind] = std::tie(row[1], row[2], row[3], row[4], row[6]);
    const bool meant = row[5] == "1";
    const auto read = testing::asserts(text, word);
    EXPECT_TRUE(read.occurs) << row[0];
    for (const auto& key : {split, split + " " + language, split + " " + kind}) {
      out[key]["asserts"].add(meant, read.meant);
      out[key]["has"].add(meant, true);
    }
  }
  return out;
}

TEST(MeaningLabelled, PrecisionAndRecall) {
  const auto table = measured();
  for (const auto& [rows, judges] : table) {
    for (const auto& [judge, f] : judges) {
      if (rows.find(' ') != rows.npos && judge == "has") continue;
      if (f.right + f.missed == 0) {
        std::printf("%-20s %-8s %4d rows  left out %.3f\n", rows.c_str(), judge.c_str(), f.all(),
                    f.left / double(f.all()));
      } else {
        std::printf("%-20s %-8s %4d rows  precision %.3f  recall %.3f  F1 %.3f\n", rows.c_str(), judge.c_str(), f.all(),
                    f.precision(), f.recall(), f.f1());
      }
    }
  }
  const auto at = [&](const std::string& rows) { return table.at(rows).at("asserts"); };
  EXPECT_GE(at("tune").all(), 1300);
  EXPECT_GE(at("tune").precision(), 0.98);
  EXPECT_GE(at("tune").recall(), 0.99);
  for (const std::string split : {"tune", "unseen"}) {
    EXPECT_GE(at(split).precision(), 0.96) << split;
    EXPECT_GE(at(split).recall(), 0.97) << split;
    EXPECT_GE(at(split + " plain").recall(), 0.99) << split;
    EXPECT_LE(table.at(split).at("has").precision(), 0.55) << split;
  }
}

}  // namespace
}  // namespace fenqun::rules
