// The registry is documented in both languages, and docs/commands.md is what it says.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>

#include "bot/commands/grammar.hpp"
#include "bot/commands/registry.hpp"
#include "tests/bot/commands/world.hpp"

namespace fenqun::bot::test {
namespace {

void expect_both(const Bilingual& text, std::string_view where) {
  EXPECT_FALSE(text.zh.empty()) << where;
  EXPECT_FALSE(text.en.empty()) << where;
}

TEST(CommandDocs, EveryEntryIsDocumentedInBothLanguages) {
  std::set<std::string_view> ids;
  for (const auto& noun : registry().nouns()) {
    expect_both(noun.name, noun.id);
    expect_both(noun.about, noun.id);
    EXPECT_NE(registry().command(noun.fallback).command, nullptr) << noun.id;
    for (const auto& command : noun.commands) {
      EXPECT_TRUE(ids.insert(command.id).second) << command.id;
      expect_both(command.help, command.id);
      EXPECT_EQ(command.verb.zh.empty(), command.verb.en.empty()) << command.id;
      EXPECT_NE(command.run, nullptr) << command.id;
      ASSERT_FALSE(command.examples.empty()) << command.id;
      for (const auto& arg : command.args) expect_both(arg.name, command.id);
      for (const auto& example : command.examples) {
        for (const auto language : {Language::zh, Language::en}) {
          const auto parse = parse_command(example.in(language), 0, {});
          ASSERT_EQ(parse.kind, Parse::Kind::command) << example.in(language);
          EXPECT_EQ(parse.first.ref.command->id, command.id) << example.in(language);
        }
      }
    }
  }
}

TEST(CommandDocs, ThePageIsWhatTheRegistrySays) {
  const auto path = golden_path("../../../docs/commands.md");
  const auto expected = commands_markdown();
  if (read_file(path) == expected) return;
  if (std::getenv("FENQUN_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << expected;
    FAIL() << path << " was rewritten";
  }
  FAIL() << path << " differs from the registry (FENQUN_UPDATE_GOLDEN=1 rewrites it)";
}

}  // namespace
}  // namespace fenqun::bot::test
