// Lexicons: what can be written, every mistake with its place, and the table of the documentation.
#include "rules/meaning/lexicon.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "reading.hpp"
#include "rules/meaning/built_in.hpp"
#include "rules/meaning/kinds.hpp"

namespace fenqun::rules::meaning {
namespace {

std::vector<std::string> texts(const std::string& toml, Problems& problems) {
  std::vector<std::string> out;
  const Source source{"x.toml", toml};
  for (const auto& phrase : phrases_of(source, problems)) out.push_back(phrase.text);
  return out;
}

TEST(Lexicon, WritesOutAlternativesAndSets) {
  Problems problems;
  EXPECT_EQ(texts("[sets]\n要 = [\"(想|要)\"]\n[cues]\nrefusals = [\"不{要}(再|)\"]\n", problems),
            (std::vector<std::string>{"不想再", "不想", "不要再", "不要"}));
  EXPECT_TRUE(problems.empty());
}

struct Mistake {
  std::string_view toml;
  std::string_view code;
  std::uint32_t line;
};

class LexiconMistake : public ::testing::TestWithParam<Mistake> {};

TEST_P(LexiconMistake, IsToldWithItsPlace) {
  const Source source{"x.toml", std::string(GetParam().toml)};
  const auto loaded = Meaning::load({&source, 1});
  ASSERT_TRUE(loaded.has_error());
  EXPECT_EQ(loaded.error().code(), GetParam().code);
  EXPECT_EQ(loaded.error().location().file, "x.toml");
  EXPECT_EQ(loaded.error().location().line, GetParam().line);
  EXPECT_FALSE(loaded.error().message().zh.empty());
  EXPECT_FALSE(loaded.error().message().en.empty());
}

INSTANTIATE_TEST_SUITE_P(All, LexiconMistake,
                         ::testing::Values(Mistake{"[cues]\nrefusal = [\"不要\"]", "FQ-1801", 2},
                                           Mistake{"[cues]\nrefusals = [\"{甲}\"]", "FQ-1802", 2},
                                           Mistake{"[cues]\nrefusals = [\"(不\"]", "FQ-1803", 2},
                                           Mistake{"[cues]\nrefusals = [\"不)\"]", "FQ-1803", 2},
                                           Mistake{"[cues]\nrefusals = [\n\"不\",\n\"\"]", "FQ-1804", 4},
                                           Mistake{"[cues]\nrefusals = [\"(不|)\"]", "FQ-1804", 2},
                                           Mistake{"[cues]\nrefusals = \"不\"", "FQ-1004", 2},
                                           Mistake{"[cues]\nrefusals = [1]", "FQ-1004", 2},
                                           Mistake{"[words]\na = []", "FQ-1002", 1}, Mistake{"[cues\n", "FQ-1001", 1}));

TEST(Lexicon, TheLongestCueWinsAndLatinCuesAreWholeWords) {
  const std::vector<Phrase> phrases = {{"不", negator}, {"不错", look_alike}, {"no", negator}, {"can", question}};
  const Lexicon lexicon(phrases);
  const auto found = [&](std::string_view text) {
    const auto cue = lexicon.longest_at(text, 0, letter_at(text, 0));
    return text.substr(0, cue.end);
  };
  EXPECT_EQ(found("不错的"), "不错");
  EXPECT_EQ(found("不要"), "不");
  EXPECT_EQ(found("no refund"), "no");
  EXPECT_EQ(found("normal"), "");
  EXPECT_EQ(found("can't"), "");
}

TEST(Lexicon, EveryKindIsUsedByALanguage) {
  std::uint64_t used = 0;
  for (const auto& source : built_in_lexicons()) {
    Problems problems;
    for (const auto& phrase : phrases_of(source, problems)) used |= phrase.kinds;
    EXPECT_TRUE(problems.empty()) << source.name;
  }
  for (const auto& kind : kinds) EXPECT_NE(used & kind.kind, 0U) << kind.key;
}

// docs/meaning.md has a row for every kind: | `key` | Chinese | English |.
TEST(Lexicon, TheDocumentationHasTheTableOfKinds) {
  std::ifstream in(FENQUN_SOURCE_DIR "/docs/meaning.md");
  std::stringstream text;
  text << in.rdbuf();
  for (const auto& kind : kinds) {
    std::string row = "| `";
    row.append(kind.key).append("` | ").append(kind.about.zh).append(" | ").append(kind.about.en).append(" |");
    EXPECT_NE(text.str().find(row), std::string::npos) << row;
  }
}

}  // namespace
}  // namespace fenqun::rules::meaning
