// What an expression looks for is folded like the text; what steers it is not.
#include "rules/language/fold_expression.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "rules/fold.hpp"
#include "rules/matcher.hpp"

namespace fenqun::rules::language {
namespace {

TEST(FoldExpression, FoldsLettersAndLeavesWhatSteers) {
  EXPECT_EQ(fold_expression("退貨|Refund+"), "退货|refund+");
  EXPECT_EQ(fold_expression(R"(\D\p{Han}(?i:A)(?P<Name>B))"), R"(\D\p{Han}(?i:a)(?P<Name>b))");
  EXPECT_EQ(fold_expression("[A-Z貨]{2,3}"), "[a-z货]{2,3}");
}

TEST(FoldExpression, SignsThatFoldToOperatorsAreText) {
  EXPECT_EQ(fold_expression("退款？"), R"(退款\?)");
  EXPECT_EQ(fold_expression("（退款）＊＋．［］｛｝｜＾＄＼"), R"(\(退款\)\*\+\.\[\]\{\}\|\^\$\\)");
  EXPECT_EQ(fold_expression("[a－z]"), R"([a\-z])");
  EXPECT_EQ(fold_expression("[（【]"), R"([\(【])");
}

TEST(FoldExpression, WhatBecomesSeveralCharactersStaysOneThing) {
  EXPECT_EQ(fold_expression("㎏+"), "(?:kg)+");
  EXPECT_EQ(fold_expression("…?"), R"((?:\.\.\.)?)");
  EXPECT_EQ(fold_expression("[㎏]"), "[kg]");
}

TEST(FoldExpression, WideSpaceIsSpace) {
  EXPECT_EQ(fold_expression("a\u3000b"), "a b");
}

bool found(const std::string& expression, const std::string& text) {
  const std::vector<Pattern> patterns = {{fold_expression(expression), true}};
  const auto matcher = Matcher::build(patterns);
  if (!matcher) return false;
  Matcher::Scratch scratch;
  std::vector<Hit> hits;
  matcher.value()->scan(fold(text), scratch, hits);
  return !hits.empty();
}

TEST(FoldExpression, FindsWhatItsAuthorMeant) {
  EXPECT_TRUE(found("退款？", "能退款？"));
  EXPECT_TRUE(found("退款？", "能退款?"));
  EXPECT_FALSE(found("退款？", "能退吗"));
  EXPECT_FALSE(found("可以退款？", "可以退款吧"));
  EXPECT_TRUE(found("（急）", "(急)退款"));
  EXPECT_TRUE(found("５＋", "5+"));
  EXPECT_FALSE(found("５＋", "555"));
}

}  // namespace
}  // namespace fenqun::rules::language
