// The parser's limits, and the public suite of JSON texts where it is at hand.
#include "adapters/json.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "adapters/json_out.hpp"

namespace fenqun::adapters {
namespace {

constexpr std::size_t megabyte = 1024 * 1024;

std::string nested(std::size_t depth) {
  return std::string(depth, '[') + "0" + std::string(depth, ']');
}

TEST(Json, DepthIsSixtyFourAlsoAfterGrowing) {
  JsonParser parser(megabyte);
  EXPECT_EQ(parser.parse(nested(64)).kind(), Json::Kind::array);
  EXPECT_EQ(parser.parse(nested(65)).kind(), Json::Kind::missing);
  EXPECT_FALSE(parser.error().empty());
  EXPECT_EQ(parser.parse("[\"" + std::string(100'000, 'x') + "\"]").kind(), Json::Kind::array);
  EXPECT_EQ(parser.parse(nested(64)).kind(), Json::Kind::array);
  EXPECT_EQ(parser.parse(nested(65)).kind(), Json::Kind::missing);
  EXPECT_EQ(parser.parse(nested(100'000)).kind(), Json::Kind::missing);
}

TEST(Json, SizeIsLimited) {
  JsonParser parser(10'000);
  EXPECT_EQ(parser.parse("\"" + std::string(9'000, 'x') + "\"").kind(), Json::Kind::string);
  EXPECT_EQ(parser.parse("\"" + std::string(10'000, 'x') + "\"").kind(), Json::Kind::missing);
  EXPECT_EQ(parser.parse("1").integer(), 1);
}

TEST(Json, ReadsValuesAndRefusesOthers) {
  JsonParser parser(megabyte);
  const Json root = parser.parse(
      R"({"s":"文","i":-9223372036854775808,"u":18446744073709551615,"d":1.5,"w":3.0,"b":true,"n":null,"a":[1,2]})");
  EXPECT_EQ(root["s"].string(), "文");
  EXPECT_EQ(root["i"].integer(), std::numeric_limits<std::int64_t>::min());
  EXPECT_FALSE(root["u"].integer());
  EXPECT_FALSE(root["d"].integer());
  EXPECT_EQ(root["w"].integer(), 3);
  EXPECT_EQ(root["b"].boolean(), true);
  EXPECT_EQ(root["b"].scalar(), "true");
  EXPECT_TRUE(root["n"].absent());
  EXPECT_TRUE(root["none"]["of"]["these"].absent());
  EXPECT_FALSE(root["a"].string());
  int sum = 0;
  root["a"].elements([&](Json element) {
    sum += static_cast<int>(*element.integer());
    return true;
  });
  EXPECT_EQ(sum, 3);
  const JsonFields fields(root);
  EXPECT_EQ(fields["s"].string(), "文");
  EXPECT_FALSE(fields.has("n"));
}

TEST(Json, PublicSuite) {
  const std::filesystem::path folder = FENQUN_SOURCE_DIR "/../shared/data/json_test_suite/test_parsing";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no JSON test suite beside the project";
  JsonParser parser(16 * megabyte);
  std::size_t read = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    const bool accepted = parser.parse(text.str()).kind() != Json::Kind::missing;
    const char verdict = entry.path().filename().string().front();  // y: must, n: must not, i: as one likes
    if (verdict == 'y') {
      EXPECT_TRUE(accepted) << entry.path() << ": " << parser.error();
    }
    if (verdict == 'n') {
      EXPECT_FALSE(accepted) << entry.path();
    }
    ++read;
  }
  EXPECT_GT(read, 300U);
}

// Whatever bytes: the result is JSON in UTF-8, and the same text where the bytes were UTF-8.
TEST(JsonOut, EscapesEverything) {
  const auto seed = std::random_device{}();
  std::mt19937 random(seed);
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes(random() % 12, '\0');
    for (char& c : bytes) c = static_cast<char>(random() % 3 == 0 ? random() : random() % 128);
    std::string json;
    append_json_string(json, bytes);
    const auto parsed = nlohmann::json::parse(json, nullptr, false);
    ASSERT_TRUE(parsed.is_string()) << "seed " << seed << " " << json;
    const bool ascii = std::all_of(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) == 0; });
    if (ascii) {
      ASSERT_EQ(parsed.get<std::string>(), bytes) << "seed " << seed;
    }
  }
  std::string json;
  append_json_string(json, "汉\xF0\x9F\x98\x80\xED\xA0\x80\xC0\xAF|");
  EXPECT_EQ(json, "\"汉😀\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD|\"");
}

TEST(JsonOut, PutsCommas) {
  JsonOut out;
  out.open_object().key("a").integer(-1).key("b").open_array().string("x").boolean(true).close_array().key("c");
  out.open_object().close_object().key("d").raw("{}").close_object();
  EXPECT_EQ(out.text(), R"({"a":-1,"b":["x",true],"c":{},"d":{}})");
}

}  // namespace
}  // namespace fenqun::adapters
