// The starter packs compile without a word of warning, and their own tests cover every tag and group that they give.
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

class Pack : public testing::TestWithParam<std::string> {};

TEST_P(Pack, CompilesWithoutProblems) {
  const auto compiled = compile(pack(GetParam()));
  for (const auto& problem : compiled.problems) ADD_FAILURE() << problem.line(Language::en);
  ASSERT_TRUE(compiled.rules);
  for (const auto& rule : compiled.rules->rules) {
    EXPECT_TRUE(std::all_of(rule.id.begin(), rule.id.end(), [](char c) { return c > ' ' && c < 127; })) << rule.id;
    EXPECT_FALSE(rule.name.empty()) << rule.id;
  }
}

TEST_P(Pack, TestsCoverWhateverTheRulesGive) {
  const auto sources = pack(GetParam());
  const auto compiled = compile(sources);
  ASSERT_TRUE(compiled.rules);
  Problems problems;
  const auto tests = tests_of(sources, problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_GE(tests.size(), 40U);
  std::set<std::string> has, lacks, groups;
  for (const auto& test : tests) {
    has.insert(test.has.begin(), test.has.end());
    lacks.insert(test.lacks.begin(), test.lacks.end());
    if (test.group) groups.insert(*test.group);
  }
  for (const auto& rule : compiled.rules->rules) {
    for (const auto& effect : rule.effects) {
      if (const auto* tag = std::get_if<TagEffect>(&effect)) {
        EXPECT_TRUE(has.contains(tag->tag) || lacks.contains(tag->tag)) << rule.id;
      }
      if (const auto* group = std::get_if<GroupEffect>(&effect)) {
        EXPECT_TRUE(groups.contains(group->group)) << rule.id;
      }
    }
  }
}

TEST_P(Pack, EveryGroupOfTheTreeToStartFromIsThere) {
  const auto compiled = compile(pack(GetParam()));
  ASSERT_TRUE(compiled.rules);
  std::set<std::string> groups;
  for (const auto& group : compiled.rules->groups) groups.insert(group.name);
  for (const auto* name : {"新客户", "老客户", "VIP客户", "售后客户"}) EXPECT_TRUE(groups.contains(name)) << name;
}

INSTANTIATE_TEST_SUITE_P(Packs, Pack, testing::Values("retail-zh.toml"));

}  // namespace
}  // namespace fenqun::rules
