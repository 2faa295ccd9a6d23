// Every file of tests/golden/adapters/onebot11 is replayed and must come out as it stands there. With
// FENQUN_UPDATE_GOLDEN=1 the files are rewritten, and the test fails, so that nobody forgets to read the difference.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/adapters/onebot11/transcript.hpp"

namespace fenqun::adapters::testing {
namespace {

std::vector<std::filesystem::path> transcripts() {
  std::vector<std::filesystem::path> files;
  const std::filesystem::path folder = FENQUN_SOURCE_DIR "/tests/golden/adapters/onebot11";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

class Onebot11Transcript : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(Onebot11Transcript, ComesOutAsWritten) {
  const std::string before = read(GetParam());
  const std::string after = replay(before);
  if (std::getenv("FENQUN_UPDATE_GOLDEN") != nullptr && after != before) {
    std::ofstream(GetParam(), std::ios::binary) << after;
    FAIL() << GetParam().filename() << " was rewritten: read the difference, then run without FENQUN_UPDATE_GOLDEN";
  }
  EXPECT_EQ(after, before) << "replayed from " << GetParam();
}

INSTANTIATE_TEST_SUITE_P(Golden, Onebot11Transcript, ::testing::ValuesIn(transcripts()), [](const auto& given) {
  std::string name = given.param.stem().string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

TEST(Onebot11Transcripts, ThereAreEnough) {
  EXPECT_GE(transcripts().size(), 30U);
}

}  // namespace
}  // namespace fenqun::adapters::testing
