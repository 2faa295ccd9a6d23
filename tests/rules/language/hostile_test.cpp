// Any bytes end in a tree or in mistakes whose places lie inside the text, soon.
#include <gtest/gtest.h>

#include <chrono>
#include <iostream>

#include "rules/language/forms.hpp"
#include "rules/language/lexer.hpp"
#include "rules/language/parse.hpp"
#include "rules/limits.hpp"
#include "tests/rules/language/generator.hpp"

namespace fenqun::rules::language {
namespace {

void read(const std::string& text, std::uint64_t seed) {
  Mistakes mistakes;
  const auto parsed = parse_condition(text, mistakes);
  ASSERT_TRUE(parsed.sound || !mistakes.empty()) << "FENQUN_SEED=" << seed << "\n" << text;
  if (parsed.sound) {
    for (const auto language : {Language::en, Language::zh}) print(parsed.tree, language);
  }
  for (auto& effect : parse_effects(text, mistakes)) {
    for (const auto language : {Language::en, Language::zh}) print_effect(effect.effect, language);
  }
  for (const auto& mistake : mistakes) {
    ASSERT_LE(mistake.span.offset + mistake.span.length, text.size() + 1) << "FENQUN_SEED=" << seed << "\n" << text;
  }
}

// Every word of the tables, signs, numbers and broken bytes.
std::vector<std::string> pieces() {
  std::vector<std::string> out = {
      "(",     ")",        "（",   "\"",  "“",     "”",   "/",     "$",     "$x", " ",        " ",      " ",
      " ",     ">=",       "=",    "7d",  "3",     "-3",  "0.5",   "22..6", "..", "9:30",     "；",     "\xFF",
      "\xE9",  "\\",       "x",    "and", "或",    "not", "非",    "is",    "是", "near",     "within", "邻近",
      "8字内", "at least", "至少", "2次", "times", "in",  "7天内", "一次",  "每", "once per", "\0"};
  for (const auto forms : {condition_forms(), effect_forms()}) {
    for (const auto& form : forms) {
      out.emplace_back(form.en);
      out.emplace_back(form.zh);
    }
  }
  return out;
}

TEST(HostileText, NothingThatIsTypedBreaksTheParser) {
  const auto start = seed();
  std::cout << "FENQUN_SEED=" << start << "\n";
  const auto known = pieces();
  for (std::uint64_t i = 0; i < 20000; ++i) {
    Generator generator(start + i);
    std::string text;
    for (auto n = generator.number(0, 20); n > 0; --n) {
      text += generator.one_of(known);
      if (generator.number(0, 1) == 0) text += " ";
    }
    ASSERT_NO_FATAL_FAILURE(read(text, start + i));
  }
}

TEST(HostileText, NorAnyBytes) {
  const auto start = seed();
  std::cout << "FENQUN_SEED=" << start << "\n";
  for (std::uint64_t i = 0; i < 20000; ++i) {
    Generator generator(start + i);
    std::string text;
    for (auto n = generator.number(0, 60); n > 0; --n) text += static_cast<char>(generator.number(0, 255));
    ASSERT_NO_FATAL_FAILURE(read(text, start + i));
  }
}

std::string repeated(const std::string& piece, std::size_t bytes) {
  std::string out;
  while (out.size() + piece.size() <= bytes) out += piece;
  return out;
}

double seconds_for(const std::string& text) {
  const auto begin = std::chrono::steady_clock::now();
  Mistakes mistakes;
  parse_condition(text, mistakes);
  parse_effects(text, mistakes);
  tokens_of(text);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

// As long as the limits allow: no piece makes the parser take longer than its length explains. The bound is a hundred
// times what is measured, so that a busy machine does not fail; a quadratic parser would.
TEST(HostileText, LongTextsAreReadInTimeThatFollowsTheirLength) {
  for (const auto* piece : {"x ",
                            "(",
                            "not ",
                            "(x ",
                            "\"",
                            "“",
                            "/",
                            "text ",
                            "text has ",
                            "tag x and ",
                            "x y and ",
                            "说过任一 (",
                            "至少 2次 ",
                            "一 ",
                            "每",
                            ".. ",
                            "1.. ",
                            "$x ",
                            ";",
                            "tag x;",
                            "reply;",
                            "= ",
                            "text has a near b within 3 and ",
                            "days since last ",
                            "\\",
                            "\"\\",
                            "\xFF",
                            "７ "}) {
    const auto time = seconds_for(repeated(piece, max_condition_bytes));
    EXPECT_LT(time, 0.5) << piece;
  }
}

TEST(HostileText, DeepNestingIsToldOnceAndNotFollowed) {
  for (const auto* piece : {"(", "not ", "(not ", "（非 "}) {
    Mistakes mistakes;
    const auto parsed = parse_condition(repeated(piece, 10'000) + "tag x", mistakes);
    EXPECT_FALSE(parsed.sound);
    ASSERT_FALSE(mistakes.empty());
    EXPECT_EQ(mistakes[0].problem.code(), "FQ-1401") << piece;
    EXPECT_LE(mistakes.size(), 2U) << piece;
  }
  Mistakes mistakes;
  EXPECT_TRUE(parse_condition(repeated("(", max_depth - 1) + "tag x" + repeated(")", max_depth - 1), mistakes).sound);
}

TEST(HostileText, TextsBeyondTheLimitAreRefused) {
  Mistakes mistakes;
  EXPECT_FALSE(parse_condition(std::string(max_condition_bytes + 1, 'x'), mistakes).sound);
  EXPECT_TRUE(parse_effects(std::string(max_effects_bytes + 1, ';'), mistakes).empty());
  ASSERT_EQ(mistakes.size(), 2U);
  for (const auto& mistake : mistakes) EXPECT_EQ(mistake.problem.code(), "FQ-1402");
}

}  // namespace
}  // namespace fenqun::rules::language
