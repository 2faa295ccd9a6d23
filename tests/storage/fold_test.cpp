#include "storage/fold.hpp"

#include <gtest/gtest.h>

namespace fenqun::storage {
namespace {

TEST(Fold, LowersTheLettersOfItsAlphabetsOnly) {
  EXPECT_EQ(fold_name("ÀÖ×ß"), "àö×ß");
  EXPECT_EQ(fold_name("ΑΣΩ"), "ασω");
  EXPECT_EQ(fold_name("АЯЁ"), "аяё");
  EXPECT_EQ(fold_name("ＡＺ！"), "ａｚ！");
  EXPECT_EQ(fold_name("张三"), "张三");
}

TEST(Fold, LeavesBrokenUtf8Alone) {
  for (const std::string_view odd : {"\xff", "\xc3", "\xef\xbc", "\xef\xbc", "\x80", "a\xc3(", "\xed\xa0\x80"}) {
    EXPECT_EQ(fold_name(odd), odd);
  }
}

TEST(Fold, TheTextAfterAPrefix) {
  EXPECT_EQ(after_prefix("ab"), "ac");
  EXPECT_EQ(after_prefix("a\xff\xff"), "b");
  EXPECT_EQ(after_prefix("\xff"), "");
  EXPECT_EQ(after_prefix(""), "");
}

}  // namespace
}  // namespace fenqun::storage
