// fenqun lint, and what try tells about a rule that does not fire.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/bot/cli/call.hpp"
#include "tests/bot/folder.hpp"

namespace fenqun::bot {
namespace {

using nlohmann::json;
using test::call;
using test::Folder;
using test::lines_of;
using ::testing::HasSubstr;

constexpr const char* never =
    "[[rule]]\nid = \"never\"\nwhen = \"messages in 7d >= 5 and messages in 7d < 3\"\nthen = [\"tag A\"]\n";

TEST(LintCommand, SaysWhatItSeesInBothLanguages) {
  const Folder folder;
  folder.write("a.toml", never);
  const auto english = call({"lint", "--lang", "en", folder.path("a.toml")});
  EXPECT_EQ(english.code, 1);
  EXPECT_THAT(english.out, HasSubstr("a.toml:3:9: warning FQ-1701: the rule `never` can never fire"));
  EXPECT_THAT(english.out, HasSubstr("0 errors, 1 warning\n"));
  const auto chinese = call({"lint", "--lang", "zh", folder.path("a.toml")});
  EXPECT_THAT(chinese.out, HasSubstr("警告 FQ-1701:规则 `never` 永远不会触发"));
  const auto clean = call({"lint", "--lang", "en", "builtin:retail-zh"});
  EXPECT_EQ(clean.code, 0) << clean.out;
  EXPECT_EQ(clean.out, "Nothing to advise\n");
}

TEST(LintCommand, JsonIsTheShapeOfAllCommands) {
  const Folder folder;
  folder.write("a.toml", never);
  const auto result = call({"lint", "--json", folder.path("a.toml")});
  EXPECT_EQ(result.code, 1);
  const auto lines = lines_of(result.out);
  ASSERT_EQ(lines.size(), 1u);
  const auto row = json::parse(lines[0]);
  EXPECT_EQ(row.at("file"), folder.path("a.toml"));
  EXPECT_EQ(row.at("line"), 3);
  EXPECT_EQ(row.at("column"), 9);
  EXPECT_EQ(row.at("length"), 19);
  EXPECT_EQ(row.at("code"), "FQ-1701");
  EXPECT_EQ(row.at("severity"), "warning");
  for (const auto* text : {"message", "hint"}) {
    EXPECT_FALSE(row.at(text).at("zh").get<std::string>().empty());
    EXPECT_FALSE(row.at(text).at("en").get<std::string>().empty());
  }
  folder.write("test.toml", "[[rule]]\nid = 1\n");
  const auto tested = call({"test", "--json", folder.path("test.toml")});
  EXPECT_EQ(tested.code, 1);
  EXPECT_TRUE(json::parse(lines_of(tested.err).front()).at("message").contains("zh"));
}

TEST(TryOptions, TimezoneAndWhyNot) {
  const Folder folder;
  folder.write("a.toml", "[[rule]]\nid = \"night\"\nwhen = \"hour in 22..6 and text has 在吗\"\nthen = [\"tag 夜\"]\n");
  const auto ask = [&](std::vector<std::string> more) {
    std::vector<std::string> args = {"try", "--lang", "en", "--rules", folder.path("a.toml")};
    args.insert(args.end(), more.begin(), more.end());
    return call(args, {.in = "{\"id\": 1, \"text\": \"在吗\", \"at\": \"2026-03-01T12:00:00Z\"}\n"});
  };
  EXPECT_EQ(json::parse(ask({}).out).at("tags"), json::array());  // 20:00 in Shanghai
  EXPECT_EQ(json::parse(ask({"--timezone", "America/Los_Angeles"}).out).at("tags"), json::array({"夜"}));
  EXPECT_THAT(ask({"--timezone", "Mars/Olympus"}).err, HasSubstr("FQ-1604"));
  const auto lacks = json::parse(ask({"--why-not", "night"}).out).at("why_not");
  ASSERT_EQ(lacks.size(), 1u);
  EXPECT_THAT(lacks[0].at("condition").get<std::string>(), HasSubstr("hour in 22"));
  EXPECT_EQ(lacks[0].at("when"), "2026-03-01T14:00:00.000Z");
  EXPECT_EQ(json::parse(ask({"--timezone", "America/Los_Angeles", "--why-not", "night"}).out).at("why_not"),
            json::array());
  EXPECT_THAT(ask({"--why-not", "nihgt"}).err, HasSubstr("FQ-5248"));
}

}  // namespace
}  // namespace fenqun::bot
