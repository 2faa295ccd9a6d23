#include "bot/config.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "bot/config/nearest.hpp"
#include "bot/config/rule_sources.hpp"
#include "tests/bot/folder.hpp"

namespace fenqun::bot {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view account = R"(
[[account]]
name = "旗舰店-1"
platform = "onebot11"
url = "ws://127.0.0.1:3001"
)";

std::string said(const LoadedConfig& loaded) {
  std::string out;
  for (const auto& problem : loaded.problems) out += problem.line(Language::en) + "\n";
  return out;
}

LoadedConfig parsed(std::string_view text, const Environment& environment = {}, const std::string& folder = "/shop") {
  return parse_config(text, "fenqun.toml", folder, environment);
}

TEST(Config, EmptyFileHasUsableDefaults) {
  const auto loaded = parsed("");
  EXPECT_TRUE(loaded.problems.empty()) << said(loaded);
  EXPECT_EQ(loaded.config.language, Language::zh);
  EXPECT_EQ(loaded.config.store_url, "sqlite:/shop/data/fenqun.db");
  EXPECT_THAT(loaded.config.rule_files, ElementsAre("builtin:retail-zh"));
  EXPECT_THAT(loaded.config.prefixes, ElementsAre("/", "／", "."));
}

TEST(Config, WithoutRulesThePackOfTheLanguageIsUsed) {
  EXPECT_THAT(parsed("language = \"en\"").config.rule_files, ElementsAre("builtin:retail-en"));
}

TEST(Config, EveryKeyIsRead) {
  const auto loaded = parsed(R"(
language = "en"
[store]
url = "sqlite:/var/lib/fenqun.db"
[rules]
files = ["builtin:retail-zh"]
[[account]]
name = "main"
platform = "onebot11"
url = "wss://bot.example.com/ws"
token = "abc"
timezone = "Europe/Berlin"
enabled = false
sends_per_second = 2.5
backfill = 7
max_frame_mib = 1
[admin]
owners = ["onebot11::10001"]
prefix = ["!"]
[log]
level = "debug"
)");
  ASSERT_TRUE(loaded.problems.empty()) << said(loaded);
  const auto& config = loaded.config;
  EXPECT_EQ(config.language, Language::en);
  EXPECT_EQ(config.store_url, "sqlite:/var/lib/fenqun.db");
  EXPECT_EQ(config.log_level, "debug");
  EXPECT_THAT(config.prefixes, ElementsAre("!"));
  EXPECT_THAT(config.owners, ElementsAre(CustomerKey{"onebot11", "", "10001"}));
  ASSERT_EQ(config.accounts.size(), 1U);
  const auto& main = config.accounts[0];
  EXPECT_EQ(main.name, "main");
  EXPECT_EQ(main.url, "wss://bot.example.com/ws");
  EXPECT_EQ(main.token, "abc");
  EXPECT_EQ(main.timezone, "Europe/Berlin");
  EXPECT_FALSE(main.enabled);
  EXPECT_EQ(main.sends_per_second, 2.5);
  EXPECT_EQ(main.backfill, 7U);
  EXPECT_EQ(main.max_frame_bytes, std::size_t{1} << 20);
}

TEST(Config, VariablesOverrideTheFile) {
  const auto loaded = parsed(account, {{"FENQUN__LANGUAGE", "en"},
                                       {"FENQUN__STORE__URL", "sqlite:other.db"},
                                       {"FENQUN__ADMIN__OWNERS", "onebot11::1, onebot11::2"},
                                       {"FENQUN__ADMIN__PREFIX", "!,?"},
                                       {"FENQUN__LOG__LEVEL", "warn"},
                                       {"FENQUN__RULES__FILES", "builtin:retail-zh"},
                                       {"FENQUN__ACCOUNT__旗舰店_1__URL", "wss://a.example.com"},
                                       {"fenqun__store__url", "not ours"},
                                       {"FENQUN__ACCOUNT__0__BACKFILL", "5"},
                                       {"FENQUN__ACCOUNT__0__SENDS_PER_SECOND", "1.5"},
                                       {"FENQUN__ACCOUNT__0__MAX_FRAME_MIB", "2"},
                                       {"FENQUN__ACCOUNT__0__TIMEZONE", "Asia/Tokyo"},
                                       {"FENQUN__ACCOUNT__0__ENABLED", "no"}});
  ASSERT_TRUE(loaded.problems.empty()) << said(loaded);
  const auto& config = loaded.config;
  EXPECT_EQ(config.language, Language::en);
  EXPECT_EQ(config.store_url, "sqlite:/shop/other.db");
  EXPECT_EQ(config.owners.size(), 2U);
  EXPECT_THAT(config.prefixes, ElementsAre("!", "?"));
  EXPECT_EQ(config.log_level, "warn");
  ASSERT_EQ(config.accounts.size(), 1U);
  EXPECT_EQ(config.accounts[0].url, "wss://a.example.com");
  EXPECT_EQ(config.accounts[0].backfill, 5U);
  EXPECT_EQ(config.accounts[0].sends_per_second, 1.5);
  EXPECT_EQ(config.accounts[0].max_frame_bytes, std::size_t{2} << 20);
  EXPECT_EQ(config.accounts[0].timezone, "Asia/Tokyo");
  EXPECT_FALSE(config.accounts[0].enabled);
}

TEST(Config, VariablesAloneMakeAnAccount) {
  const auto loaded = parsed("", {{"FENQUN__ACCOUNT__0__NAME", "main"},
                                  {"FENQUN__ACCOUNT__0__PLATFORM", "onebot11"},
                                  {"FENQUN__ACCOUNT__0__TOKEN", "abc"},
                                  {"FENQUN__ACCOUNT__0__URL", "ws://127.0.0.1:3001"}});
  ASSERT_TRUE(loaded.problems.empty()) << said(loaded);
  ASSERT_EQ(loaded.config.accounts.size(), 1U);
  EXPECT_EQ(loaded.config.accounts[0].token, "abc");
}

TEST(Config, UnknownKeyOfANewAccountIsTheOnlyMistake) {
  const auto loaded = parsed(account, {{"FENQUN__ACCOUNT__1__FROBNICATE", "1"}});
  ASSERT_EQ(loaded.problems.size(), 1U) << said(loaded);
  EXPECT_EQ(loaded.problems[0].code(), "FQ-5101");
}

TEST(Config, VariableForTheTokenPutsTheFileAside) {
  const auto text = std::string(account) + "token_file = \"nowhere.token\"\n";
  const auto loaded = parsed(text, {{"FENQUN__ACCOUNT__0__TOKEN", "abc"}});
  ASSERT_TRUE(loaded.problems.empty()) << said(loaded);
  EXPECT_EQ(loaded.config.accounts[0].token, "abc");
}

TEST(Config, TokenFileIsReadAndItsRightsAreLookedAt) {
  const test::Folder folder;
  folder.write("a.token", "secret\r\n");
  const auto text = std::string(account) + "token_file = \"a.token\"\n";
  ::chmod(folder.path("a.token").c_str(), 0600);
  auto loaded = parsed(text, {}, folder.path());
  EXPECT_TRUE(loaded.problems.empty()) << said(loaded);
  EXPECT_EQ(loaded.config.accounts.at(0).token, "secret");

  ::chmod(folder.path("a.token").c_str(), 0644);
  loaded = parsed(text, {}, folder.path());
  EXPECT_TRUE(loaded.ok());
  ASSERT_EQ(loaded.problems.size(), 1U);
  EXPECT_EQ(loaded.problems[0].code(), "FQ-5031");
  EXPECT_TRUE(loaded.problems[0].warning());
}

TEST(Config, InlineTokenInAReadableFileIsAWarning) {
  const test::Folder folder;
  folder.write("fenqun.toml", std::string(account) + "token = \"s3cret\"\n");
  ::chmod(folder.path("fenqun.toml").c_str(), 0644);
  const auto loaded = load_config(folder.path("fenqun.toml"), {});
  EXPECT_TRUE(loaded.ok());
  ASSERT_EQ(loaded.problems.size(), 1U) << said(loaded);
  EXPECT_EQ(loaded.problems[0].code(), "FQ-5031");
  ::chmod(folder.path("fenqun.toml").c_str(), 0600);
  EXPECT_TRUE(load_config(folder.path("fenqun.toml"), {}).problems.empty());
}

TEST(Config, TokensNeverStandInProblems) {
  for (const std::string line : {"token = s3cret", "token = \"s3cret", "token = [\"s3cret\"]", "token = \"s3cret \"",
                                 "token = \"s3cret\"\ntoken_file = \"b\""}) {
    const auto loaded = parsed(std::string(account) + line + "\n");
    ASSERT_FALSE(loaded.problems.empty()) << line;
    for (const auto& problem : loaded.problems) {
      EXPECT_EQ(problem.location().source_line.find("s3cret"), std::string::npos) << line;
      EXPECT_EQ(problem.line(Language::en).find("s3cret"), std::string::npos) << problem.line(Language::en);
    }
  }
}

TEST(Config, FilesAreInsideTheConfigurationsFolder) {
  const test::Folder folder;
  folder.write("rules/a.toml", "");
  folder.write("fenqun.toml", "[rules]\nfiles = [\"rules/a.toml\"]\n");
  const auto loaded = load_config(folder.path("fenqun.toml"), {});
  ASSERT_TRUE(loaded.problems.empty()) << said(loaded);
  EXPECT_THAT(loaded.config.rule_files, ElementsAre(folder.path("rules/a.toml")));
  EXPECT_EQ(loaded.config.store_url, "sqlite:" + folder.path("data/fenqun.db"));
}

TEST(Config, MissingAndHugeFilesAreProblems) {
  EXPECT_EQ(load_config("/nowhere/fenqun.toml", {}).problems.at(0).code(), "FQ-5001");
  const test::Folder folder;
  folder.write("fenqun.toml", std::string((1 << 20) + 1, ' '));
  EXPECT_EQ(load_config(folder.path("fenqun.toml"), {}).problems.at(0).code(), "FQ-5004");
}

TEST(Config, WhatInitWritesIsRightInBothLanguages) {
  for (const auto* language : {"zh", "en"}) {
    const test::Folder folder;
    InitAnswers answers;
    answers.language = language;
    answers.owner = "onebot11::10001";
    answers.account = "旗\"舰\\店\t";
    answers.token_file = "a.token";
    folder.write("a.token", "abc");
    ::chmod(folder.path("a.token").c_str(), 0600);
    folder.write(answers.rules_file, "");
    const auto loaded = parse_config(config_text(answers), "fenqun.toml", folder.path(), {});
    ASSERT_EQ(loaded.problems.size(), 1U) << said(loaded);  // the tab in the name
    EXPECT_EQ(loaded.problems[0].code(), "FQ-5026");
    EXPECT_EQ(loaded.config.accounts.at(0).name, answers.account);
    EXPECT_EQ(loaded.config.owners.size(), 1U);
    EXPECT_EQ(loaded.config.accounts[0].token, "abc");
  }
}

TEST(Config, KnowsAConfigurationFromARuleFile) {
  EXPECT_TRUE(looks_like_config(account));
  EXPECT_TRUE(looks_like_config("language = \"zh\""));
  EXPECT_FALSE(looks_like_config("[[rule]]\nid = \"a\""));
  EXPECT_FALSE(looks_like_config("= nonsense"));
}

TEST(RuleSources, TheStarterPacksAreInside) {
  for (const std::string name : {"retail-zh", "retail-en"}) {
    const auto pack = read_rule_source("builtin:" + name);
    ASSERT_TRUE(pack) << name;
    std::ifstream file(std::string(FENQUN_SOURCE_DIR) + "/rules/packs/" + name + ".toml");
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    EXPECT_EQ(pack->text, text);
  }
  EXPECT_EQ(builtin_rules_in(Language::zh), builtin_rules);
  EXPECT_EQ(builtin_rules_in(Language::en), "builtin:retail-en");
  EXPECT_EQ(read_rule_source("builtin:other").error().code(), "FQ-5036");
}

TEST(Nearest, OneOrTwoEditsAwayOrNothing) {
  const std::vector<std::string> known = {"token", "token_file", "timezone", "url"};
  EXPECT_EQ(nearest("ulr", known), "url");
  EXPECT_EQ(nearest("TimeZone", known), "timezone");
  EXPECT_EQ(nearest("tokenfile", known), "token_file");
  EXPECT_EQ(nearest("zzz", known), std::nullopt);
  EXPECT_EQ(nearest("", known), std::nullopt);
  EXPECT_EQ(nearest(std::string(1000, 'u'), known), std::nullopt);
}

// Whatever the text, it is read or refused.
TEST(Config, TornTextsNeverBreakIt) {
  const auto whole = config_text({});
  for (std::size_t cut = 0; cut < whole.size(); cut += 7) {
    const auto loaded = parsed(whole.substr(0, cut));
    for (const auto& problem : loaded.problems) EXPECT_THAT(problem.code(), HasSubstr("FQ-5"));
  }
}

}  // namespace
}  // namespace fenqun::bot
