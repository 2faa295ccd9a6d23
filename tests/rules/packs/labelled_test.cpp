// The starter packs on labelled messages: floors on a committed sample, all figures where ../shared is at hand.
#include <gtest/gtest.h>

#include <cstdio>

#include "tests/rules/packs/score.hpp"

namespace fenqun::rules::packs {
namespace {

struct Set {
  std::string name;
  std::string pack;
  std::string file;  // below ../shared/data
  Format format;
  double floor = 0;  // of macro-F1 on the sample
};

std::filesystem::path data() {
  return std::filesystem::path(FENQUN_SOURCE_DIR) / "tests" / "data" / "packs";
}

std::filesystem::path shared() {
  return std::filesystem::path(FENQUN_SOURCE_DIR) / ".." / "shared" / "data";
}

std::vector<Row> unseen_rows(std::vector<Row> rows) {
  std::erase_if(rows, [](const Row& row) { return !unseen(row); });
  return rows;
}

std::vector<Set> sets() {
  return {{"jddc", "retail-zh.toml", "jddc_dev/intents.tsv", {0, 1, 2, '\t'}, 0.75},
          {"crosswoz", "retail-zh.toml", "crosswoz_val/user_turns.tsv", {0, 3, 4, '\t'}, 0.87},
          {"banking77", "retail-en.toml", "banking77/test.csv", {0, 0, 1, ','}, 0.57},
          {"clinc150", "retail-en.toml", "clinc150/full.tsv", {1, 1, 2, '\t'}, 0.65},
          {"nlupp", "retail-en.toml", "nlupp/multilabel.tsv", {2, 2, 3, '\t'}, 0.9}};
}

class PackOnLabels : public testing::TestWithParam<Set> {};

// What a tagger says of each row, once.
template <typename Tagger>
std::vector<Tags> said_of(const std::vector<Row>& rows, Tagger&& tagger) {
  std::vector<Tags> out;
  for (const auto& row : rows) out.push_back(tagger.tags(row.text));
  return out;
}

void print(const Set& set, const std::vector<Row>& rows, const Labels& labels, bool each) {
  const auto by_pack = said_of(rows, PackTagger(set.pack));
  const auto by_words = said_of(rows, SubstringTagger(set.pack));
  const auto rules = score(rows, labels, false, by_pack);
  const auto substrings = score(rows, labels, false, by_words);
  std::printf("%-10s %5zu rows  macro-F1 pack %.3f substrings %.3f  (strict: %.3f, %.3f)\n", set.name.c_str(),
              rows.size(), rules.macro_f1(), substrings.macro_f1(), score(rows, labels, true, by_pack).macro_f1(),
              score(rows, labels, true, by_words).macro_f1());
  if (!each) return;
  for (const auto& [tag, counts] : rules.tags) {
    std::printf("  %-24s F1 %.3f  right %zu wrong %zu missed %zu  (substrings %.3f)\n", tag.c_str(), counts.f1(),
                counts.right, counts.wrong, counts.missed, substrings.tags.at(tag).f1());
  }
}

TEST_P(PackOnLabels, KeepsItsFloorOnTheSampleAndIsNoWorseThanItsWordsAsSubstrings) {
  const auto& set = GetParam();
  const auto rows = read_rows(data() / ("sample-" + set.name + ".tsv"), {});
  ASSERT_GE(rows.size(), 200U);
  for (const auto& row : rows) ASSERT_TRUE(unseen(row)) << row.id;
  const Labels labels(data() / ("labels-" + set.name + ".tsv"));
  const auto rules = score(rows, labels, false, said_of(rows, PackTagger(set.pack)));
  const auto substrings = score(rows, labels, false, said_of(rows, SubstringTagger(set.pack)));
  EXPECT_GE(rules.macro_f1(), set.floor);
  EXPECT_GE(rules.macro_f1(), substrings.macro_f1());
}

TEST_P(PackOnLabels, EveryTagThatIsDueIsGivenByThePack) {
  const auto& set = GetParam();
  const auto compiled = compile(pack_sources(set.pack));
  ASSERT_TRUE(compiled.rules);
  Tags given;
  for (const auto& rule : compiled.rules->rules) {
    for (const auto& effect : rule.effects) {
      if (const auto* tag = std::get_if<TagEffect>(&effect)) given.insert(tag->tag);
    }
  }
  for (const auto& tag : Labels(data() / ("labels-" + set.name + ".tsv")).tags()) {
    EXPECT_TRUE(given.contains(tag)) << tag;
  }
}

// FENQUN_PACK_TAGS=1 shows each tag too.
TEST_P(PackOnLabels, FiguresOfTheUnseenHalf) {
  const auto& set = GetParam();
  const auto rows = unseen_rows(read_rows(shared() / set.file, set.format));
  if (rows.empty()) GTEST_SKIP() << "../shared is not here";
  print(set, rows, Labels(data() / ("labels-" + set.name + ".tsv")), std::getenv("FENQUN_PACK_TAGS") != nullptr);
}

INSTANTIATE_TEST_SUITE_P(Sets, PackOnLabels, testing::ValuesIn(sets()),
                         [](const testing::TestParamInfo<Set>& set) { return set.param.name; });

TEST(PackScore, CountsRightWrongMissedAndAllowed) {
  const auto path = std::filesystem::path(testing::TempDir()) / "fenqun-labels.tsv";
  std::FILE* file = std::fopen(path.c_str(), "w");
  ASSERT_NE(file, nullptr);
  std::fputs("# why\nlabel\ttags\tallowed\treason\na\tX,Y\tZ\t\nb+c\tW\t\t\n", file);
  std::fclose(file);
  const Labels labels(path);
  EXPECT_EQ(labels.tags(), (std::vector<std::string>{"W", "X", "Y"}));
  const std::vector<Row> rows = {{"1", "", {"a"}}, {"2", "", {"a", "b"}}, {"3", "", {"b", "c"}}, {"4", "", {"b", "c"}}};
  const auto out = score(rows, labels, false, {{"Y", "Z"}, {"W"}, {"W"}, {}});
  EXPECT_EQ(out.tags.at("Y").right, 1U);
  EXPECT_EQ(out.tags.at("X").missed, 1U);
  EXPECT_EQ(out.tags.at("W").right, 1U);
  EXPECT_EQ(out.tags.at("W").wrong, 1U);
  EXPECT_EQ(out.tags.at("W").missed, 1U);
  EXPECT_NEAR(out.macro_f1(), (0.5 + 0.0 + 1.0) / 3, 1e-9);
  std::filesystem::remove(path);
}

TEST(PackScore, ReadsQuotedCells) {
  const auto path = std::filesystem::path(testing::TempDir()) / "fenqun-rows.csv";
  std::FILE* file = std::fopen(path.c_str(), "w");
  ASSERT_NE(file, nullptr);
  std::fputs("text,label\n\"a, \"\"b\"\"\",x\n\"two\nlines\",y\n", file);
  std::fclose(file);
  const auto rows = read_rows(path, {0, 0, 1, ','});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].text, "a, \"b\"");
  EXPECT_EQ(rows[1].text, "two\nlines");
  EXPECT_EQ(rows[1].labels, std::vector<std::string>{"y"});
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace fenqun::rules::packs
