// The words of a call: help, languages, exit codes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/bot/cli/call.hpp"
#include "tests/bot/folder.hpp"

namespace fenqun::bot {
namespace {

using test::call;
using ::testing::HasSubstr;
using ::testing::Not;

const std::vector<std::string> commands = {"run", "demo", "init", "check", "try", "test", "export", "version"};

TEST(Words, AloneItSaysWhatItIsAndWhatToTry) {
  const auto zh = call({});
  EXPECT_EQ(zh.code, 0);
  EXPECT_THAT(zh.out, HasSubstr("先试这三个命令"));
  const auto en = call({"--lang", "en"});
  EXPECT_EQ(en.code, 0);
  for (const auto* command : {"fenqun demo", "fenqun init", "fenqun run"}) {
    EXPECT_THAT(zh.out, HasSubstr(command));
    EXPECT_THAT(en.out, HasSubstr(command));
  }
  EXPECT_THAT(en.out, HasSubstr("Three commands to try"));
}

TEST(Words, HelpNamesEveryCommandInBothLanguages) {
  for (const auto* language : {"zh", "en"}) {
    const auto whole = call({"--help", "--lang", language});
    EXPECT_EQ(whole.code, 0);
    for (const auto& command : commands) {
      EXPECT_THAT(whole.out, HasSubstr("  " + command + " "));
      const auto one = call({command, "--help", "--lang", language});
      EXPECT_EQ(one.code, 0);
      EXPECT_THAT(one.out, HasSubstr("--lang"));
      EXPECT_THAT(one.out, HasSubstr(command));
    }
  }
  EXPECT_THAT(call({"check", "--help"}).out, HasSubstr("用法: fenqun check"));
  EXPECT_THAT(call({"check", "--help"}).out, Not(HasSubstr("Options")));
  EXPECT_THAT(call({"--lang=en", "check", "--help"}).out, HasSubstr("Usage: fenqun check"));
}

TEST(Words, TheLanguageOfACall) {
  using E = Environment;
  EXPECT_EQ(language_of_call({}, E{}), Language::zh);
  EXPECT_EQ(language_of_call({}, E{{"LANG", "C.UTF-8"}}), Language::zh);
  EXPECT_EQ(language_of_call({}, E{{"LANG", "zh_CN.UTF-8"}}), Language::zh);
  EXPECT_EQ(language_of_call({}, E{{"LANG", "en_US.UTF-8"}}), Language::en);
  EXPECT_EQ(language_of_call({}, E{{"LANG", "zh_CN.UTF-8"}, {"LC_ALL", "de_DE"}}), Language::en);
  EXPECT_EQ(language_of_call({}, E{{"LANG", "en_US"}, {"FENQUN_LANG", "zh"}}), Language::zh);
  EXPECT_EQ(language_of_call({"check", "--lang", "en"}, E{{"FENQUN_LANG", "zh"}}), Language::en);
}

TEST(Words, WrongWordsEndWithTwo) {
  const auto cases = std::vector<std::pair<std::vector<std::string>, std::string>>{
      {{"chekc"}, "FQ-5202"},          {{"frobnicate"}, "FQ-5201"},
      {{"--frobnicate"}, "FQ-5203"},   {{"check", "--frobnicate"}, "FQ-5203"},
      {{"version", "now"}, "FQ-5203"}, {{"try"}, "FQ-5204"},
      {{"test"}, "FQ-5204"},           {{"export"}, "FQ-5204"},
      {{"export", "all"}, "FQ-5205"},  {{"export", "tags", "--format", "xml"}, "FQ-5205"},
      {{"run", "-c"}, "FQ-5205"},      {{"demo", "--pace", "fast"}, "FQ-5205"},
      {{"--lang", "fr"}, "FQ-5205"},   {{"run", "--log-level", "loud"}, "FQ-5205"},
  };
  for (const auto& [args, code] : cases) {
    for (const auto* language : {"zh", "en"}) {
      const auto result = call(args, {.in = "", .environment = {{"FENQUN_LANG", language}}});
      EXPECT_EQ(result.code, 2) << ::testing::PrintToString(args);
      EXPECT_THAT(result.err, HasSubstr(code)) << ::testing::PrintToString(args);
      EXPECT_EQ(result.out, "");
    }
  }
  EXPECT_THAT(call({"chekc"}).err, HasSubstr("「check」"));
}

TEST(Words, VersionNamesTheLibraries) {
  const auto plain = call({"version"});
  EXPECT_EQ(plain.code, 0);
  EXPECT_THAT(plain.out, HasSubstr("fenqun 0."));
  const auto json = nlohmann::json::parse(call({"version", "--json"}).out);
  for (const auto* name : {"fenqun", "boost", "sqlite", "vectorscan"}) {
    EXPECT_THAT(json.at(name).get<std::string>(), ::testing::ContainsRegex("^[0-9]+[.][0-9]+")) << name;
  }
}

TEST(Words, RunWithoutAnAccountSaysSo) {
  const test::Folder folder;
  folder.write("fenqun.toml", "");
  const auto result = call({"run", "-c", folder.path("fenqun.toml")});
  EXPECT_EQ(result.code, 1);
  EXPECT_THAT(result.err, HasSubstr("FQ-5035"));
  EXPECT_EQ(call({"run", "-c", folder.path("nowhere.toml")}).code, 1);
}

}  // namespace
}  // namespace fenqun::bot
