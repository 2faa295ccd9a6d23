#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "bot/config/rule_sources.hpp"
#include "tests/bot/cli/call.hpp"
#include "tests/bot/folder.hpp"

namespace fenqun::bot {
namespace {

using test::call;
using test::Folder;
using ::testing::HasSubstr;
using ::testing::Not;

unsigned mode_of(const std::string& path) {
  struct stat found {};
  return ::stat(path.c_str(), &found) == 0 ? found.st_mode & 0777U : 0U;
}

TEST(Init, WithoutQuestionsTheResultPassesCheck) {
  for (const auto* language : {"zh", "en"}) {
    const Folder folder;
    const auto path = folder.path("conf/fenqun.toml");
    const auto made = call({"init", "--yes", "-o", path, "--lang", language, "--owner", "10001"});
    ASSERT_EQ(made.code, 0) << made.err;
    EXPECT_EQ(mode_of(path), 0600U);
    EXPECT_THAT(folder.read("conf/fenqun.toml"), HasSubstr("owners = [\"onebot11::10001\"]"));
    EXPECT_THAT(folder.read("conf/fenqun.toml"), HasSubstr(std::string("language = \"") + language + "\""));
    const auto pack = std::string("rules/retail-") + language + ".toml";
    EXPECT_THAT(folder.read("conf/fenqun.toml"), HasSubstr("files = [\"" + pack + "\"]"));
    EXPECT_EQ(folder.read("conf/" + pack), read_rule_source(std::string("builtin:retail-") + language)->text);
    EXPECT_EQ(load_config(path, {}).problems.size(), 0U);
    const auto checked = call({"check", "-c", path});
    EXPECT_EQ(checked.code, 0) << checked.out;
  }
}

TEST(Init, NeverOverwrites) {
  const Folder folder;
  folder.write("fenqun.toml", "mine");
  const auto refused = call({"init", "--yes", "-o", folder.path("fenqun.toml")});
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, HasSubstr("FQ-5206"));
  EXPECT_EQ(folder.read("fenqun.toml"), "mine");

  folder.write("rules/retail-zh.toml", "# mine too\n");
  const auto made = call({"init", "--yes", "-o", folder.path("other.toml")});
  EXPECT_EQ(made.code, 0) << made.err;
  EXPECT_EQ(folder.read("rules/retail-zh.toml"), "# mine too\n");
  EXPECT_THAT(made.out, HasSubstr("没有动"));
}

TEST(Init, AsksAtMostFiveQuestionsAndKeepsTheTokenApart) {
  const Folder folder;
  const auto path = folder.path("fenqun.toml");
  const auto made =
      call({"init", "-o", path}, {.in = "en\n\nwss://bot.example.com/ws\ns3cret\n10001\n", .interactive = true});
  ASSERT_EQ(made.code, 0) << made.out << made.err;
  EXPECT_THAT(made.out, Not(HasSubstr("s3cret")));
  EXPECT_EQ(folder.read("onebot11.token"), "s3cret\n");
  EXPECT_EQ(mode_of(folder.path("onebot11.token")), 0600U);
  EXPECT_THAT(folder.read("fenqun.toml"), Not(HasSubstr("s3cret")));
  const auto loaded = load_config(path, {});
  EXPECT_TRUE(loaded.problems.empty());
  EXPECT_EQ(loaded.config.language, Language::en);
  EXPECT_EQ(loaded.config.accounts.at(0).token, "s3cret");
  EXPECT_EQ(loaded.config.accounts.at(0).url, "wss://bot.example.com/ws");
  EXPECT_EQ(loaded.config.owners.size(), 1U);
}

TEST(Init, WrongAnswersAreAskedAgainAndFlagsAreNotAsked) {
  const Folder folder;
  const auto made = call({"init", "-o", folder.path("fenqun.toml"), "--language", "zh", "--platform", "onebot11"},
                         {.in = "http://a\nws://127.0.0.1:3001\n\nonebot::1\n\n", .interactive = true});
  ASSERT_EQ(made.code, 0) << made.out << made.err;
  EXPECT_THAT(made.out, HasSubstr("FQ-5020"));
  EXPECT_THAT(made.out, HasSubstr("FQ-5025"));
  EXPECT_THAT(made.out, Not(HasSubstr("Language")));
}

TEST(Init, NothingIsWrittenWhenTheInputEnds) {
  const Folder folder;
  const auto ended = call({"init", "-o", folder.path("fenqun.toml")}, {.in = "zh\n", .interactive = true});
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.err, HasSubstr("FQ-5209"));
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Init, WithoutATerminalItWantsYes) {
  const Folder folder;
  const auto refused = call({"init", "-o", folder.path("fenqun.toml")});
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err, HasSubstr("FQ-5208"));
}

TEST(Init, WrongFlagsWriteNothing) {
  const Folder folder;
  const auto path = folder.path("fenqun.toml");
  const auto refused = call({"init", "--yes", "-o", path, "--url", "http://a", "--platform", "icq", "--owner", "a:b",
                             "--token-file", "nowhere.token"});
  EXPECT_EQ(refused.code, 1);
  for (const auto* code : {"FQ-5020", "FQ-5025", "FQ-5027", "FQ-5001"}) EXPECT_THAT(refused.err, HasSubstr(code));
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Init, AFolderThatCannotBeWrittenIsSaid) {
  const Folder folder;
  folder.write("file", "");
  const auto refused = call({"init", "--yes", "-o", folder.path("file/fenqun.toml")});
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, HasSubstr("FQ-5207"));
}

}  // namespace
}  // namespace fenqun::bot
