// What lint says of planted defects, file by file (golden/rules/lint/NAME.toml beside NAME.problems), and that it says
// nothing about rule sets that are in order: the packs, the cookbook, and sets that are made up clean.
#include "rules/lint.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>

namespace fenqun::rules {
namespace {

namespace fs = std::filesystem;

std::string read_whole(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<fs::path> rule_files(const std::string& folder) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(fs::path(FENQUN_SOURCE_DIR) / folder)) {
    if (entry.path().extension() == ".toml") out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

Problems lint_text(const std::string& name, const std::string& text) {
  const std::vector<Source> sources = {{name, text}};
  return lint(sources);
}

std::string all_lines(const Problems& problems) {
  std::string out;
  for (const auto& problem : problems) {
    out += std::string(problem.warning() ? "warning" : "error") + "\n";
    for (const auto language : {Language::en, Language::zh}) out += problem.line(language) + "\n";
  }
  return out;
}

TEST(Lint, FindsWhatWasPlanted) {
  const auto files = rule_files("tests/golden/rules/lint");
  ASSERT_GE(files.size(), 10u);
  std::set<std::string> codes;
  for (const auto& path : files) {
    const auto problems = lint_text(path.filename().string(), read_whole(path));
    for (const auto& problem : problems) codes.insert(problem.code());
    auto expected = path;
    expected.replace_extension(".problems");
    const auto got = all_lines(problems);
    if (std::getenv("FENQUN_UPDATE_GOLDEN") != nullptr) {
      std::ofstream(expected, std::ios::binary) << got;
      ADD_FAILURE() << "wrote " << expected;
    } else {
      EXPECT_EQ(read_whole(expected), got) << path;
    }
  }
  for (const auto* code :
       {"FQ-1502", "FQ-1701", "FQ-1702", "FQ-1703", "FQ-1704", "FQ-1705", "FQ-1706", "FQ-1707", "FQ-1708", "FQ-1711",
        "FQ-1712", "FQ-1713", "FQ-1714", "FQ-1715", "FQ-1716", "FQ-1721", "FQ-1722", "FQ-1731", "FQ-1732", "FQ-1733"}) {
    EXPECT_TRUE(codes.contains(code)) << code << " is planted nowhere";
  }
}

TEST(Lint, IsSilentOnPacksAndCookbook) {
  for (const auto* folder : {"rules/packs", "docs/cookbook"}) {
    if (!fs::exists(fs::path(FENQUN_SOURCE_DIR) / folder)) continue;
    for (const auto& path : rule_files(folder)) {
      EXPECT_EQ(all_lines(lint_text(path.filename().string(), read_whole(path))), "") << path;
    }
  }
}

std::uint64_t seed() {
  const auto* given = std::getenv("FENQUN_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
}

// A word of three characters that no other word of the set shares any two neighbours with.
std::string word(int number) {
  std::string out;
  for (const int part : {number % 97, number / 97 % 97, 97 + number % 89}) {
    const int point = 0x4E00 + 37 * part;
    out += static_cast<char>(0xE0 | (point >> 12));
    out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (point & 0x3F));
  }
  return out;
}

// Rules about words of their own, with limits that leave room, each giving a tag of its own.
std::string clean_set(std::mt19937_64& random, int rules) {
  std::string out = "[dimension.级别]\none_of = [\"一级\", \"二级\", \"三级\"]\n";
  int next = 0;
  for (int i = 0; i < rules; ++i) {
    const auto id = std::to_string(i);
    std::string when = "text has any (" + word(next) + " " + word(next + 1) + ")";
    next += 2;
    switch (random() % 6) {
      case 0:
        when += " and messages in 7d >= " + std::to_string(random() % 5 + 1) + " and messages in 7d <= 9";
        break;
      case 1:
        when += " and (hour in 9..18 or weekday in 6..7)";
        break;
      case 2:
        when += " and not text has any (" + word(next) + " " + word(next + 1) + ")";
        next += 2;
        break;
      case 3:
        when += " or days since last message > " + std::to_string(20 + i);
        break;
      case 4:
        when += " and tag 一级 and not tag T" + id;
        break;
      default:
        break;
    }
    out += "[[rule]]\nid = \"rule-" + id + "\"\nwhen = \"" + when + "\"\nthen = [\"tag T" + id + "\"]\n";
  }
  return out;
}

TEST(Lint, IsSilentOnSetsMadeUpClean) {
  const auto start = seed();
  std::mt19937_64 random(start);
  for (int round = 0; round < 20; ++round) {
    const auto text = clean_set(random, 60);
    ASSERT_EQ(all_lines(lint_text("clean.toml", text)), "") << "FENQUN_SEED=" << start << "\n" << text;
  }
}

// Ten thousand rules in a time that a person waits for.
TEST(Lint, LargeSetsTakeSeconds) {
  std::string text;
  for (int i = 0; i < 5000; ++i) {
    text += "[[rule]]\nid = \"r" + std::to_string(i) + "\"\nwhen = \"text has any (甲" + std::to_string(i) + "乙 丙" +
            std::to_string(i) + "丁)\"\nthen = [\"tag 同一个\"]\n";
  }
  const auto begin = std::chrono::steady_clock::now();
  lint_text("large.toml", text);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));
}

}  // namespace
}  // namespace fenqun::rules
