#include "model/ids.hpp"

#include <gtest/gtest.h>

#include <random>

namespace fenqun {
namespace {

TEST(CustomerKey, IsWrittenAsPlatformScopeUser) {
  EXPECT_EQ(to_string(CustomerKey{"onebot11", "", "10001"}), "onebot11::10001");
  EXPECT_EQ(to_string(CustomerKey{"slack", "T1", "U2"}), "slack:T1:U2");
  EXPECT_EQ(to_string(CustomerKey{"xmpp", "a:b%", "x@y/z:1"}), "xmpp:a%3Ab%25:x@y/z:1");
}

TEST(CustomerKey, RefusesWhatIsNone) {
  for (const auto* text : {"", "onebot11", "onebot11:", "onebot11::", "::10001", "10001"}) {
    EXPECT_FALSE(parse_customer_key(text)) << text;
  }
}

TEST(CustomerKey, ComesBackFromItsText) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::string letters = "a:%3A5é微\n ";
  for (int i = 0; i < 5000; ++i) {
    const auto word = [&](std::size_t least) {
      std::string out;
      for (std::size_t n = least + random() % 6; n > 0; --n) out += letters[random() % letters.size()];
      return out;
    };
    const CustomerKey key{word(1), word(0), word(1)};
    const auto back = parse_customer_key(to_string(key));
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, key);
  }
}

}  // namespace
}  // namespace fenqun
