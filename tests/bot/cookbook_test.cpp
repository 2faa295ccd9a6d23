// The cookbook's situations are files that pass their own tests, and docs/cookbook.md lists each of them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "bot/cli/play_case.hpp"

namespace fenqun::bot {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> recipes() {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(fs::path(FENQUN_SOURCE_DIR) / "docs/cookbook")) {
    if (entry.path().extension() == ".toml") out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

TEST(Cookbook, HasTwentySituationsThatPassTheirOwnTests) {
  EXPECT_GE(recipes().size(), 20U);
  for (const auto& path : recipes()) {
    const std::vector<rules::Source> sources = {{path.filename().string(), read(path)}};
    const auto compiled = rules::compile(sources);
    for (const auto& problem : compiled.problems) ADD_FAILURE() << problem.line(Language::en);
    if (!compiled.rules) continue;
    Problems problems;
    const auto cases = rules::tests_of(sources, problems);
    EXPECT_GE(cases.size(), 1U) << path;
    Player player(compiled.rules, Language::zh);
    for (const auto& one : cases) {
      const auto result = play_case(one, player, Language::en);
      std::string failures;
      for (const auto& failure : result.failures) failures += "\n  " + failure;
      EXPECT_TRUE(result.passed) << path.filename() << ": " << one.name << failures;
    }
  }
}

// The first two lines of each file say in Chinese and English what it is for.
TEST(Cookbook, ThePageListsEverySituation) {
  std::string expected =
      "# 规则实例 · Cookbook\n\n每个文件都能直接用,自带测试(`fenqun test docs/cookbook/*.toml` "
      "要一个一个来:它们各自独立)。"
      "  \nEach file can be used as it is and brings its own tests; they stand alone, so test them one by one.\n\n"
      "| 文件 file | 情形 | situation |\n|---|---|---|\n";
  for (const auto& path : recipes()) {
    std::istringstream text(read(path));
    std::string zh, en;
    std::getline(text, zh);
    std::getline(text, en);
    ASSERT_TRUE(zh.starts_with("# ") && en.starts_with("# ")) << path;
    const auto name = path.filename().string();
    expected += "| [" + name + "](cookbook/" + name + ") | " + zh.substr(2) + " | " + en.substr(2) + " |\n";
  }
  const auto page = fs::path(FENQUN_SOURCE_DIR) / "docs/cookbook.md";
  if (std::getenv("FENQUN_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(page, std::ios::binary) << expected;
    FAIL() << "rewritten: " << page;
  }
  EXPECT_EQ(read(page), expected);
}

}  // namespace
}  // namespace fenqun::bot
