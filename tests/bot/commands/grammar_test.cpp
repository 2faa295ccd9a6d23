// The corpus: tests/golden/commands/grammar-*.txt, lines "utterance => what it is read as".
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "bot/commands/grammar.hpp"
#include "tests/bot/commands/world.hpp"

namespace fenqun::bot::test {
namespace {

std::string command_of(const Invocation& invocation) {
  auto out = std::string(invocation.ref.command->id);
  for (const auto& arg : invocation.args) {
    out += arg.kind == Token::Kind::mention ? " @" + arg.user : " [" + arg.text + "]";
  }
  return out;
}

std::string reading_of(const std::string& utterance) {
  const auto text = text_with_mentions(utterance);
  const auto parse = parse_command(text.text, 0, text.mentions);
  const auto note = std::string(parse.unbalanced ? " +quote" : "");
  switch (parse.kind) {
    case Parse::Kind::empty:
      return "nothing";
    case Parse::Kind::command:
      return command_of(parse.first) + note;
    case Parse::Kind::near:
      return "? " + command_of(parse.first) + " " + parse.problem->code() + note;
    case Parse::Kind::unknown:
      return "✗ " + parse.problem->code() + note;
    case Parse::Kind::choose:
      break;
  }
  std::string out = "which";
  for (const auto& option : parse.options) out += " " + std::string(option.ref.command->id);
  return out + note;
}

TEST(CommandGrammar, Corpus) {
  std::size_t lines = 0;
  std::set<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(golden_path(""))) {
    const auto name = file.path().filename().string();
    if (name.starts_with("grammar-")) names.insert(name);
  }
  for (const auto& name : names) {
    std::istringstream in(read_file(golden_path(name)));
    std::string out;
    for (std::string line; std::getline(in, line);) {
      const auto arrow = line.find(" => ");
      if (line.empty() || line.starts_with('#')) {
        out += line + "\n";
        continue;
      }
      ++lines;
      const auto utterance = line.substr(0, arrow);
      out += utterance + " => " + reading_of(utterance) + "\n";
    }
    expect_golden(name, out);
  }
  EXPECT_GE(lines, 200U);
}

TEST(CommandGrammar, TooLongIsRefused) {
  const auto parse = parse_command(std::string(max_command_bytes + 1, 'a'), 0, {});
  EXPECT_EQ(parse.kind, Parse::Kind::unknown);
  EXPECT_EQ(parse.problem->code(), "FQ-2005");
}

TEST(CommandGrammar, ManyTokensAreBounded) {
  std::string text = "规则 试";
  for (int i = 0; i < 500; ++i) text += " a";
  EXPECT_LE(parse_command(text, 0, {}).first.args.size(), max_tokens);
}

TEST(CommandGrammar, EveryWordOfEveryCommandReachesIt) {
  for (const auto& noun : registry().nouns()) {
    for (const auto& command : noun.commands) {
      for (const auto n : words_of(noun)) {
        for (const auto v : words_of(command)) {
          for (const auto& text :
               {std::string(n) + " " + std::string(v) + " x", std::string(v) + " " + std::string(n) + " x"}) {
            const auto parse = parse_command(text, 0, {});
            ASSERT_EQ(parse.kind, Parse::Kind::command) << text;
            EXPECT_EQ(parse.first.ref.command->id, command.id) << text;
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace fenqun::bot::test
