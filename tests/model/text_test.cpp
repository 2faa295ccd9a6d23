#include <gtest/gtest.h>

#include "model/evidence.hpp"
#include "model/phrase.hpp"
#include "model/problem.hpp"
#include "model/time.hpp"

namespace fenqun {
namespace {

TEST(Fill, ReplacesPlacesOnceAndLeavesTheRest) {
  EXPECT_EQ(fill("{0} und {1} und {0}", {"a", "{0}"}), "a und {0} und a");
  EXPECT_EQ(fill("{2} {x} {", {"a"}), "{2} {x} {");
}

TEST(Time, IsWrittenInIso8601) {
  EXPECT_EQ(iso8601(from_millis(0)), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(iso8601(from_millis(1'767'225'600'123)), "2026-01-01T00:00:00.123Z");
  EXPECT_EQ(iso8601(from_millis(-1)), "1969-12-31T23:59:59.999Z");
}

TEST(Problem, IsOneLineWithPlaceAndCode) {
  constexpr ProblemKind kind{"FQ-9999", {"没有「{0}」。", "no “{0}”."}, {"是不是「{1}」?", "did you mean “{1}”?"}};
  const Problem problem(kind, {"VlP", "VIP"}, {"a.toml", 3, 17, 3, "x"});
  EXPECT_EQ(problem.line(Language::en), "a.toml:3:17: no “VlP”. did you mean “VIP”?  FQ-9999");
  EXPECT_EQ(problem.line(Language::zh), "a.toml:3:17: 没有「VlP」。 是不是「VIP」?  FQ-9999");
}

TEST(Evidence, IsOneLineInBothLanguages) {
  Evidence why;
  why.rule = "refund";
  why.facts = {{"text has 退款", "退款", true}};
  why.matches = {{0, 6, "退 款"}};
  EXPECT_EQ(one_line({By::Kind::rule, "refund"}, why, true), "规则 refund:text has 退款 → 退款;原文「退 款」");
  EXPECT_EQ(one_line({By::Kind::rule, "refund"}, why, false), "rule refund: text has 退款 → 退款; in “退 款”");
  EXPECT_EQ(one_line({By::Kind::human, "onebot11::1"}, {}, true), "人工 onebot11::1");
}

}  // namespace
}  // namespace fenqun
