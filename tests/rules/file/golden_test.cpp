// Rule files and what is said of them, found by directory: bad/NAME.toml beside NAME.problems, good/NAME.toml beside
// NAME.rules. FENQUN_UPDATE_GOLDEN=1 rewrites the expectations and fails, so that nobody forgets to read the
// difference.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "rules/limits.hpp"
#include "rules/ruleset.hpp"

namespace fenqun::rules {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<fs::path> inputs(const std::string& folder) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(fs::path(FENQUN_SOURCE_DIR) / "tests/golden/rules" / folder)) {
    if (entry.path().extension() == ".toml") out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string rendered(const Problem& problem) {
  const auto& at = problem.location();
  std::string out = problem.warning() ? "warning\n" : "error\n";
  out += problem.line(Language::en) + "\n" + problem.line(Language::zh) + "\n";
  if (at.line > 0)
    out += "> " + at.source_line + "\n> " + std::string(at.column - 1, ' ') + std::string(at.length, '^') + "\n";
  return out;
}

std::string rendered(const Effect& effect) {
  auto out = print_effect(effect, Language::en) + " | " + print_effect(effect, Language::zh);
  const auto* tag = std::get_if<TagEffect>(&effect);
  return tag == nullptr || tag->dimension.empty() ? out : out + " of " + tag->dimension;
}

std::string rendered(const RuleSet& set) {
  std::string out;
  for (const auto& tag : set.tags)
    out += "[tag] " + tag.name + " | " + tag.about + " | " + tag.color + " | " + tag.dimension + "\n";
  for (const auto& group : set.groups) out += "[group] " + group.name + " < " + group.parent + "\n";
  for (const auto& rule : set.rules) {
    out += "[rule] " + rule.id + " " + rule.name + " line " + std::to_string(rule.location.line) + " weight " +
           std::to_string(rule.weight) + (rule.enabled ? "" : " off") + "\n  " + rule.when + "\n  " +
           reprint_condition(rule.when, Language::zh).value() + "\n";
    for (const auto& effect : rule.effects) out += "  - " + rendered(effect) + "\n";
  }
  return out;
}

void compare(const fs::path& input, const std::string& extension, const std::string& got) {
  auto expected = input;
  expected.replace_extension(extension);
  if (std::getenv("FENQUN_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(expected, std::ios::binary) << got;
    ADD_FAILURE() << "rewritten: " << expected;
    return;
  }
  EXPECT_EQ(got, read(expected)) << input;
}

Compiled compiled(const fs::path& path) {
  const std::vector<Source> sources = {{path.filename().string(), read(path)}};
  return compile(sources);
}

TEST(GoldenRules, BadFilesAreToldEveryMistakeInBothLanguages) {
  const auto files = inputs("bad");
  EXPECT_GE(files.size(), 100U);
  for (const auto& path : files) {
    const auto result = compiled(path);
    std::string got;
    bool error = false;
    for (const auto& problem : result.problems) {
      got += rendered(problem);
      error |= !problem.warning();
      EXPECT_FALSE(problem.message().zh.empty() || problem.message().en.empty()) << problem.code();
      EXPECT_FALSE(problem.hint().zh.empty() || problem.hint().en.empty()) << problem.code();
      EXPECT_GT(problem.location().line, 0U) << problem.line(Language::en);
    }
    EXPECT_FALSE(result.problems.empty()) << path;
    EXPECT_EQ(result.rules == nullptr, error) << path;
    compare(path, ".problems", got);
  }
}

// More than anybody reads: the first thousand are told, and how many there are besides.
TEST(GoldenRules, ProblemsBeyondTheLimitAreCounted) {
  std::string text = "[list]\na = [\n";
  for (std::size_t i = 0; i < max_problems + 5; ++i) text += "  \"\",\n";
  const std::vector<Source> sources = {{"more_problems.toml", text + "]\n"}};
  const auto result = compile(sources);
  ASSERT_EQ(result.problems.size(), max_problems + 1);
  compare(fs::path(FENQUN_SOURCE_DIR) / "tests/golden/rules/more_problems.toml", ".problems",
          rendered(result.problems.back()));
}

// Of every kind in rules/problems.hpp there is an example.
TEST(GoldenRules, EveryKindOfProblemIsShown) {
  const auto golden = fs::path(FENQUN_SOURCE_DIR) / "tests/golden/rules";
  auto told = read(golden / "more_problems.problems");
  for (const auto& path : inputs("bad")) told += read(fs::path(path).replace_extension(".problems"));
  const auto kinds = read(fs::path(FENQUN_SOURCE_DIR) / "rules/problems.hpp");
  std::size_t found = 0;
  for (auto at = kinds.find("\"FQ-1"); at != std::string::npos; at = kinds.find("\"FQ-1", at + 1)) {
    const auto code = kinds.substr(at + 1, std::string_view("FQ-1000").size());
    EXPECT_NE(told.find(code + "\n"), std::string::npos) << "no golden shows " << code;
    ++found;
  }
  EXPECT_GT(found, 60U) << "the test reads the wrong place";
}

TEST(GoldenRules, GoodFilesCompileToWhatTheySay) {
  for (const auto& path : inputs("good")) {
    const auto result = compiled(path);
    std::string got;
    for (const auto& problem : result.problems) got += rendered(problem);
    if (result.rules) got += rendered(*result.rules);
    compare(path, ".rules", got);
  }
}

}  // namespace
}  // namespace fenqun::rules
