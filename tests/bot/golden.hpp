// Input and expected output in pairs of files. FENQUN_UPDATE_GOLDEN=1 writes what is expected anew and fails the test,
// so that it is never left on.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace fenqun::test {

inline std::filesystem::path golden_folder(const std::string& area) {
  return std::filesystem::path(FENQUN_SOURCE_DIR) / "tests" / "golden" / area;
}

inline std::string read_whole(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

inline std::vector<std::filesystem::path> files_ending(const std::filesystem::path& folder, const std::string& ending) {
  std::vector<std::filesystem::path> out;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ending) out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

inline void expect_golden(const std::filesystem::path& expected, const std::string& actual) {
  if (std::getenv("FENQUN_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(expected, std::ios::binary) << actual;
    ADD_FAILURE() << "wrote " << expected << "; run again without FENQUN_UPDATE_GOLDEN";
    return;
  }
  EXPECT_EQ(read_whole(expected), actual) << "see " << expected;
}

inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

}  // namespace fenqun::test
