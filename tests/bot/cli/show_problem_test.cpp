#include "bot/cli/show_problem.hpp"

#include <gtest/gtest.h>

#include "bot/cli/moment.hpp"

namespace fenqun::bot {
namespace {

constexpr ProblemKind kind{"FQ-5999", {"坏了「{0}」", "bad “{0}”"}, {"修", "mend"}};

std::string shown(Location where) {
  return show(Problem(kind, {"x"}, std::move(where)), Language::zh);
}

TEST(ShowProblem, CaretStandsUnderWideCharacters) {
  EXPECT_EQ(shown({"a.toml", 3, 5, 2, "名 = 一二三"}),
            "a.toml:3:5: 错误 FQ-5999:坏了「x」\n"
            "  3 | 名 = 一二三\n"
            "    |      ^~~~\n"
            "    提示:修\n");
}

TEST(ShowProblem, PlacesOutsideOfTheLineAreSurvived) {
  for (const std::uint32_t column : {0U, 1U, 4U, 99U, 0xFFFFFFFFU}) {
    for (const std::uint32_t length : {0U, 1U, 50U, 0xFFFFFFFFU}) {
      const auto text = shown({"a.toml", 1, column, length, "ab\xFF"});
      EXPECT_NE(text.find("^"), std::string::npos);
    }
  }
  EXPECT_EQ(shown({}), "错误 FQ-5999:坏了「x」\n    提示:修\n");
}

TEST(ShowProblem, HiddenCharactersAreMadeVisible) {
  const auto text = shown({"a.toml", 1, 1, 1, "a\x1B[31m\u202Eb"});
  EXPECT_EQ(text.find('\x1B'), std::string::npos);
  EXPECT_EQ(text.find("\u202E"), std::string::npos);
}

TEST(ShowProblem, JsonHoldsEverything) {
  EXPECT_EQ(problem_json(Problem(kind, {"\""}, {"a", 2, 3, 4, "z"}).as_warning()),
            R"({"file":"a","line":2,"column":3,"length":4,"code":"FQ-5999","severity":"warning",)"
            R"("message":{"zh":"坏了「\"」","en":"bad “\"”"},"hint":{"zh":"修","en":"mend"}})");
  EXPECT_TRUE(problem_json(Problem(kind, {"x"})).starts_with(R"({"file":"","line":0,"column":0,"length":0,)"));
}

TEST(Moment, TimesInTheirManyForms) {
  const auto ms = [](std::string_view text) {
    const auto time = parse_moment(text);
    return time ? to_millis(*time) : -1;
  };
  EXPECT_EQ(ms("1970-01-01"), 0);
  EXPECT_EQ(ms("2026-03-01T12:00:00.000Z"), 1'772'366'400'000);
  EXPECT_EQ(ms("2026-03-01T20:00:00+08:00"), 1'772'366'400'000);
  EXPECT_EQ(ms("2026-03-01 07:00-0500"), 1'772'366'400'000);
  EXPECT_EQ(ms("2026-03-01T12:00:00.25Z"), 1'772'366'400'250);
  EXPECT_EQ(ms("2024-02-29"), 1'709'164'800'000);
  for (const auto* bad : {"", "now", "2026", "2026-3-1", "2026-02-30", "2026-13-01", "2026-03-01T", "2026-03-01T25:00",
                          "2026-03-01T12:00:61", "2026-03-01T12:00:00+99:00", "2026-03-01T12:00:00Zx", "1969-12-31",
                          "2026-03-01T12:00:00.", "+026-03-01", "2026-03-01T-1:00"}) {
    EXPECT_EQ(ms(bad), -1) << bad;
  }
  EXPECT_FALSE(moment_in_range(-1));
  EXPECT_FALSE(moment_in_range(253'402'300'800'000));
}

}  // namespace
}  // namespace fenqun::bot
