// check, try and test: what they say about rule files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "bot/cli/play_case.hpp"
#include "tests/bot/cli/call.hpp"
#include "tests/bot/folder.hpp"

namespace fenqun::bot {
namespace {

using nlohmann::json;
using test::call;
using test::Folder;
using test::lines_of;
using ::testing::HasSubstr;

constexpr std::string_view good_rules = R"TOML(
[[rule]]
id = "refund"
name = "退款诉求"
when = "text has any (退款 退货)"
then = ["tag 需求/退款 for 30d", "group 售后客户", "reply \"请稍等\""]

[[rule]]
id = "busy"
name = "活跃"
when = "messages in 7d >= 2"
then = ["tag 活跃 while true"]
)TOML";

json only_line(const std::string& out) {
  const auto lines = lines_of(out);
  return lines.size() == 1 ? json::parse(lines[0]) : json();
}

TEST(Check, GoodFilesAndBadOnes) {
  const Folder folder;
  folder.write("good.toml", good_rules);
  folder.write("bad.toml", "[[rule]]\nid = \"a\"\nname = \"a\"\nwhen = \"text hsa x\"\nthen = [\"tag a\"]\nfoo = 1\n");
  const auto good = call({"check", folder.path("good.toml")});
  EXPECT_EQ(good.code, 0) << good.out;
  const auto bad = call({"check", folder.path("bad.toml"), "--lang", "en"});
  EXPECT_EQ(bad.code, 1);
  EXPECT_THAT(bad.out, HasSubstr(folder.path("bad.toml") + ":4:"));
  EXPECT_THAT(bad.out, HasSubstr("^"));
  EXPECT_THAT(bad.out, HasSubstr(folder.path("bad.toml") + ":6:"));
}

TEST(Check, JsonIsOneObjectALine) {
  const Folder folder;
  folder.write("fenqun.toml", "[store]\nulr = 1\n[x]\n");
  const auto result = call({"check", "--json", "-c", folder.path("fenqun.toml")});
  EXPECT_EQ(result.code, 1);
  const auto lines = lines_of(result.out);
  ASSERT_EQ(lines.size(), 2U);
  const auto first = json::parse(lines[0]);
  EXPECT_EQ(first.at("code"), "FQ-5006");
  EXPECT_EQ(first.at("file"), folder.path("fenqun.toml"));
  EXPECT_EQ(first.at("line"), 2);
  EXPECT_EQ(first.at("column"), 1);
  EXPECT_EQ(first.at("severity"), "error");
  EXPECT_FALSE(first.at("message").at("en").get<std::string>().empty());
  EXPECT_FALSE(first.at("hint").at("zh").get<std::string>().empty());
}

TEST(Check, AConfigurationBringsItsRules) {
  const Folder folder;
  folder.write("rules/bad.toml", "[[rule]]\nfoo = 1\n");
  folder.write("fenqun.toml", "[rules]\nfiles = [\"rules/bad.toml\", \"nowhere.toml\"]\n");
  for (const std::vector<std::string>& args :
       {std::vector<std::string>{"check", "-c", folder.path("fenqun.toml")}, {"check", folder.path("fenqun.toml")}}) {
    const auto result = call(args);
    EXPECT_EQ(result.code, 1);
    EXPECT_THAT(result.out, HasSubstr("rules/bad.toml:2:"));
    EXPECT_THAT(result.out, HasSubstr("FQ-5001"));
  }
  EXPECT_EQ(call({"check", folder.path("missing.toml")}).code, 1);
}

TEST(Check, TheStarterPackHasNoMistakes) {
  const auto result = call({"check", "builtin:retail-zh"});
  EXPECT_EQ(result.code, 0) << result.out;
  const auto played = call({"test", "builtin:retail-zh"});
  EXPECT_EQ(played.code, 0) << played.out << played.err;
  EXPECT_THAT(played.out, HasSubstr(" passed, 0 failed\n"));
}

TEST(Try, TheShapeOfAnAnswer) {
  const Folder folder;
  folder.write("r.toml", good_rules);
  const auto result = call({"try", "--rules", folder.path("r.toml")}, {.in = "{\"id\": 7, \"text\": \"我要退款\"}\n"});
  EXPECT_EQ(result.code, 0) << result.err;
  const auto answer = only_line(result.out);
  EXPECT_EQ(answer.at("id"), 7);
  EXPECT_EQ(answer.at("tags"), json::array({"需求/退款"}));
  EXPECT_EQ(answer.at("group"), "售后客户");
  EXPECT_EQ(answer.at("replies"), json::array({"请稍等"}));
  ASSERT_EQ(answer.at("why").size(), 1U);
  const auto& why = answer["why"][0];
  EXPECT_EQ(why.at("rule"), "refund");
  EXPECT_EQ(why.at("effects"), json::array({"tag 需求/退款 for 30d", "group 售后客户", "reply \"请稍等\""}));
  EXPECT_EQ(why.at("matches").at(0).at("text"), "退款");
  EXPECT_EQ(why.at("matches").at(0).at("begin"), 6);
  EXPECT_EQ(why.at("matches").at(0).at("end"), 12);
  EXPECT_TRUE(why.at("facts").is_array());
  EXPECT_THAT(why.at("line").get<std::string>(), HasSubstr("refund"));
}

TEST(Try, NothingMatchedIsAnAnswerToo) {
  const Folder folder;
  folder.write("r.toml", good_rules);
  const auto answer =
      only_line(call({"try", "--rules", folder.path("r.toml")}, {.in = "{\"id\":\"a\\\"b\",\"text\":\"在吗\"}"}).out);
  EXPECT_EQ(answer, json::parse(R"({"id":"a\"b","tags":[],"group":null,"replies":[],"why":[]})"));
}

TEST(Try, CustomersAreRememberedOthersNot) {
  const Folder folder;
  folder.write("r.toml", good_rules);
  const std::string input =
      "{\"id\":1,\"text\":\"hi\",\"customer\":\"甲\",\"at\":\"2026-03-01T09:00:00+08:00\"}\n"
      "{\"id\":2,\"text\":\"hi\",\"customer\":\"乙\",\"at\":\"2026-03-01T09:00:00+08:00\"}\n"
      "{\"id\":3,\"text\":\"hi\"}\n{\"id\":4,\"text\":\"hi\"}\n"
      "{\"id\":5,\"text\":\"hi\",\"customer\":\"甲\",\"at\":1772330400000}\n"
      "{\"id\":6,\"text\":\"hi\",\"customer\":\"甲\",\"at\":\"2026-03-20\"}\n";
  const auto result = call({"try", "--rules", folder.path("r.toml")}, {.in = input});
  EXPECT_EQ(result.code, 0) << result.err;
  const auto lines = lines_of(result.out);
  ASSERT_EQ(lines.size(), 6U);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto answer = json::parse(lines[i]);
    EXPECT_EQ(answer.at("id"), i + 1);
    EXPECT_EQ(answer.at("tags").size(), i == 4 ? 1U : 0U) << lines[i];
  }
}

TEST(Try, BadLinesAreToldAndTheOthersAnswered) {
  const Folder folder;
  folder.write("r.toml", good_rules);
  const std::string input =
      "nonsense\n{\"id\":1,\"text\":\"退款\"}\n[1]\n{\"text\":\"a\"}\n{\"id\":2}\n{\"id\":3,\"text\":4}\n"
      "{\"id\":4,\"text\":\"a\",\"at\":\"yesterday\"}\n\n{\"id\":5,\"text\":\"退货\"} "
      "x\n{\"id\":6,\"text\":\"\xff\"}\n" +
      std::string((1 << 20) + 10, 'a') + "\n{\"id\":8,\"text\":\"退货\",\"more\":{}}\n";
  const auto result = call({"try", "--rules", folder.path("r.toml"), "--lang", "en"}, {.in = input});
  EXPECT_EQ(result.code, 1);
  const auto lines = lines_of(result.out);
  ASSERT_EQ(lines.size(), 2U) << result.out;
  EXPECT_EQ(json::parse(lines[0]).at("id"), 1);
  EXPECT_EQ(json::parse(lines[1]).at("id"), 8);
  for (const auto* place :
       {"stdin:1:", "stdin:3:", "stdin:4:", "stdin:5:", "stdin:6:", "stdin:7:", "stdin:9:", "stdin:10:", "stdin:11:"}) {
    EXPECT_THAT(result.err, HasSubstr(place));
  }
  EXPECT_EQ(result.err.find("stdin:2:"), std::string::npos);
  EXPECT_EQ(result.err.find("stdin:8:"), std::string::npos);
}

TEST(Try, BadRulesAnswerNothing) {
  const Folder folder;
  folder.write("r.toml", "[[rule]]\nfoo = 1\n");
  const auto result = call({"try", "--rules", folder.path("r.toml")}, {.in = "{\"id\":1,\"text\":\"a\"}\n"});
  EXPECT_EQ(result.code, 1);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(call({"try", "--rules", folder.path("nowhere.toml")}).code, 1);
}

constexpr std::string_view good_tests = R"(
[[test]]
name = "退款"
say = ["我要退款"]
has = ["需求/退款"]
group = "售后客户"
reply = ["稍等"]

[[test]]
name = "三十天后就没了"
say = ["我要退款"]
wait = "31d"
lacks = ["需求/退款", "活跃"]
)";

TEST(TestCommand, CountsAndExitCodes) {
  const Folder folder;
  folder.write("good.toml", std::string(good_rules) + std::string(good_tests));
  const auto good = call({"test", folder.path("good.toml")});
  EXPECT_EQ(good.code, 0) << good.out << good.err;
  EXPECT_EQ(good.out, "2 passed, 0 failed\n");

  folder.write("bad.toml", std::string(good_rules) + std::string(good_tests) +
                               "[[test]]\nname = \"错的\"\nsay = [\"退货\"]\nhas = [\"VIP\"]\nlacks = [\"需求/退款\"]\n"
                               "group = \"老客户\"\nreply = []\n");
  const auto bad = call({"test", folder.path("bad.toml")});
  EXPECT_EQ(bad.code, 1);
  EXPECT_THAT(bad.out, HasSubstr("✗ 错的  " + folder.path("bad.toml") + ":"));
  EXPECT_THAT(bad.out, HasSubstr("应当有标签「VIP」,实际有:「需求/退款」"));
  EXPECT_THAT(bad.out, HasSubstr("不应当有标签「需求/退款」"));
  EXPECT_THAT(bad.out, HasSubstr("应当在分组「老客户」,实际在「售后客户」"));
  EXPECT_THAT(bad.out, HasSubstr("应当回复:(没有),实际回复:「请稍等」"));
  EXPECT_THAT(bad.out, HasSubstr("2 passed, 1 failed\n"));

  const auto lines = lines_of(call({"test", "--json", folder.path("bad.toml")}).out);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(json::parse(lines[0]).at("passed"), true);
  EXPECT_EQ(json::parse(lines[2]).at("failures").size(), 4U);
}

TEST(TestCommand, FilesWithoutTestsAreAWarning) {
  const Folder folder;
  folder.write("r.toml", good_rules);
  const auto result = call({"test", folder.path("r.toml")});
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.out, "0 passed, 0 failed\n");
  EXPECT_THAT(result.err, HasSubstr("FQ-5210"));
}

TEST(TestCommand, BeginsOnAMondayMorningInShanghai) {
  EXPECT_EQ(iso8601(test_begin), "2024-01-01T04:00:00.000Z");
}

}  // namespace
}  // namespace fenqun::bot
