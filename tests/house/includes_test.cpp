// The arrows of the house: model <- {rules, storage, adapters} <- bot <- console <- main. Reads every #include.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

// Which rooms a room may include. main.cpp lives in bot/ and may include everything.
const std::map<std::string, std::set<std::string>> arrows = {
    {"model", {"model"}},
    {"rules", {"rules", "model"}},
    {"storage", {"storage", "model"}},
    {"adapters", {"adapters", "model"}},
    {"bot", {"bot", "rules", "storage", "adapters", "model"}},
    {"console", {"console", "bot", "rules", "storage", "adapters", "model"}},
};

bool is_code(const fs::path& path) {
  return path.extension() == ".cpp" || path.extension() == ".hpp" || path.extension() == ".inc";
}

std::string included_by(const std::string& line) {
  const auto open = line.find("#include \"");
  if (open != 0) return {};
  const auto close = line.find('"', 10);
  return close == std::string::npos ? std::string() : line.substr(10, close - 10);
}

TEST(House, IncludesFollowTheArrows) {
  const fs::path root = FENQUN_SOURCE_DIR;
  std::size_t seen = 0;
  for (const auto& [room, allowed] : arrows) {
    if (!fs::exists(root / room)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / room)) {
      if (!entry.is_regular_file() || !is_code(entry.path()) || entry.path().filename() == "main.cpp") continue;
      std::ifstream file(entry.path());
      std::string line;
      for (int number = 1; std::getline(file, line); ++number) {
        const auto include = included_by(line);
        if (include.empty()) continue;
        ++seen;
        const auto target = include.substr(0, include.find('/'));
        EXPECT_TRUE(allowed.contains(target)) << entry.path().string() << ":" << number << " includes " << include
                                              << ": an arrow that is not in the table";
      }
    }
  }
  EXPECT_GT(seen, 100u) << "the test reads the wrong place";
}

// Beast is slow to compile, so it stays in few files; sockets are nobody else's business.
TEST(House, BeastStaysInNet) {
  const fs::path root = FENQUN_SOURCE_DIR;
  std::size_t units = 0;
  for (const auto& [room, allowed] : arrows) {
    if (!fs::exists(root / room)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / room)) {
      if (!entry.is_regular_file() || !is_code(entry.path())) continue;
      std::ifstream file(entry.path());
      const std::string text((std::istreambuf_iterator<char>(file)), {});
      if (text.find("#include <boost/beast") == std::string::npos) continue;
      ++units;
      EXPECT_EQ(entry.path().parent_path().filename(), "net") << entry.path();
    }
  }
  EXPECT_GE(units, 1u);
  EXPECT_LE(units, 5u);  // WebSockets of both sides, what they share, and the head of an HTTP answer
}

// What the language and the libraries of this house do not use, and words that mean unfinished work.
TEST(House, NothingForbidden) {
  const fs::path root = FENQUN_SOURCE_DIR;
  // Written in halves, so that a search for them does not find this file.
  const char* const halves[][2] = {
      {"std::", "regex"}, {"TO", "DO"}, {"FIX", "ME"}, {"fast", "Text"}, {"permessage_", "deflate"}};
  std::vector<std::string> words;
  for (const auto& half : halves) words.push_back(std::string(half[0]) + half[1]);
  for (const auto& [room, allowed] : arrows) {
    if (!fs::exists(root / room)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / room)) {
      if (!entry.is_regular_file() || !is_code(entry.path())) continue;
      std::ifstream file(entry.path());
      const std::string text((std::istreambuf_iterator<char>(file)), {});
      for (const auto& word : words) {
        EXPECT_EQ(text.find(word), std::string::npos) << entry.path().string() << " has " << word;
      }
    }
  }
}

// Small files: each can be explained in one sentence. Generated tables are not code.
TEST(House, FilesStaySmall) {
  const fs::path root = FENQUN_SOURCE_DIR;
  for (const auto& [room, allowed] : arrows) {
    if (!fs::exists(root / room)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / room)) {
      if (!entry.is_regular_file() || entry.path().extension() == ".inc" || !is_code(entry.path())) continue;
      std::ifstream file(entry.path());
      const auto lines = std::count(std::istreambuf_iterator<char>(file), {}, '\n');
      EXPECT_LE(lines, 500) << entry.path().string();
    }
  }
}

}  // namespace
