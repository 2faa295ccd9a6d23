// The starter packs compile without a word of warning, and their own tests show every tag given and not given, every
// group and every answer.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "rules/ruleset.hpp"

namespace fenqun::rules {
namespace {

std::vector<Source> pack(const std::string& name) {
  const auto path = std::filesystem::path(FENQUN_SOURCE_DIR) / "rules" / "packs" / name;
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return {{name, text.str()}};
}

struct Starter {
  std::string file;
  std::vector<std::string> groups;  // the tree to start from
};

class Pack : public testing::TestWithParam<Starter> {};

TEST_P(Pack, CompilesWithoutProblems) {
  const auto compiled = compile(pack(GetParam().file));
  for (const auto& problem : compiled.problems) ADD_FAILURE() << problem.line(Language::en);
  ASSERT_TRUE(compiled.rules);
  for (const auto& rule : compiled.rules->rules) {
    EXPECT_TRUE(std::all_of(rule.id.begin(), rule.id.end(), [](char c) { return c > ' ' && c < 127; })) << rule.id;
    EXPECT_FALSE(rule.name.empty()) << rule.id;
  }
}

TEST_P(Pack, TestsCoverWhateverTheRulesGive) {
  const auto sources = pack(GetParam().file);
  const auto compiled = compile(sources);
  ASSERT_TRUE(compiled.rules);
  Problems problems;
  const auto tests = tests_of(sources, problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_GE(tests.size(), 40U);
  std::set<std::string> has, lacks, groups;
  std::string replies;
  for (const auto& test : tests) {
    has.insert(test.has.begin(), test.has.end());
    lacks.insert(test.lacks.begin(), test.lacks.end());
    if (test.group) groups.insert(*test.group);
    if (test.reply) replies += test.reply->empty() ? "" : test.reply->front() + '\n';
  }
  for (const auto& rule : compiled.rules->rules) {
    for (const auto& effect : rule.effects) {
      if (const auto* tag = std::get_if<TagEffect>(&effect)) {
        EXPECT_TRUE(has.contains(tag->tag)) << rule.id << " is never shown to give " << tag->tag;
        EXPECT_TRUE(lacks.contains(tag->tag)) << rule.id << " is never shown to leave out " << tag->tag;
      }
      if (const auto* group = std::get_if<GroupEffect>(&effect)) {
        EXPECT_TRUE(groups.contains(group->group)) << rule.id;
      }
      if (std::holds_alternative<ReplyEffect>(effect)) {
        EXPECT_FALSE(replies.empty()) << rule.id;
      }
    }
  }
}

TEST_P(Pack, EveryTagAndGroupSaysWhatItIsAbout) {
  const auto compiled = compile(pack(GetParam().file));
  ASSERT_TRUE(compiled.rules);
  std::set<std::string> told;
  for (const auto& tag : compiled.rules->tags) {
    if (!tag.about.empty()) told.insert(tag.name);
  }
  for (const auto& rule : compiled.rules->rules) {
    for (const auto& effect : rule.effects) {
      if (const auto* tag = std::get_if<TagEffect>(&effect)) {
        EXPECT_TRUE(told.contains(tag->tag)) << tag->tag;
      }
    }
  }
  for (const auto& group : compiled.rules->groups) EXPECT_FALSE(group.about.empty()) << group.name;
}

TEST_P(Pack, EveryGroupOfTheTreeToStartFromIsThere) {
  const auto compiled = compile(pack(GetParam().file));
  ASSERT_TRUE(compiled.rules);
  std::set<std::string> groups;
  for (const auto& group : compiled.rules->groups) groups.insert(group.name);
  for (const auto& name : GetParam().groups) EXPECT_TRUE(groups.contains(name)) << name;
}

INSTANTIATE_TEST_SUITE_P(
    Packs, Pack,
    testing::Values(Starter{"retail-zh.toml", {"新客户", "老客户", "VIP客户", "售后客户"}},
                    Starter{"retail-en.toml",
                            {"New customers", "Regular customers", "VIP customers", "After-sales customers"}}),
    [](const testing::TestParamInfo<Starter>& starter) { return starter.param.file.substr(7, 2); });

}  // namespace
}  // namespace fenqun::rules
