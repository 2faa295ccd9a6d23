#include "adapters/net/url.hpp"

#include <gtest/gtest.h>

namespace fenqun::adapters::net {
namespace {

TEST(Url, ReadsWhatAnOperatorWrites) {
  const auto plain = parse_url("ws://127.0.0.1:3001");
  ASSERT_TRUE(plain);
  EXPECT_FALSE(plain->tls);
  EXPECT_EQ(plain->host, "127.0.0.1");
  EXPECT_EQ(plain->port, "3001");
  EXPECT_EQ(plain->target, "/");
  EXPECT_EQ(plain->host_header, "127.0.0.1:3001");

  const auto secure = parse_url("wss://qq.example.com/onebot?x=1");
  ASSERT_TRUE(secure);
  EXPECT_TRUE(secure->tls);
  EXPECT_EQ(secure->port, "443");
  EXPECT_EQ(secure->target, "/onebot?x=1");
  EXPECT_EQ(secure->host_header, "qq.example.com");

  const auto literal = parse_url("ws://[::1]:80?a");
  ASSERT_TRUE(literal);
  EXPECT_EQ(literal->host, "::1");
  EXPECT_EQ(literal->target, "/?a");
  EXPECT_EQ(literal->host_header, "[::1]:80");
}

TEST(Url, RefusesTheRest) {
  for (const char* bad : {"", "ws://", "ws:///x", "127.0.0.1:3001", "ftp://a", "ws://a:0", "ws://a:65536", "ws://a:x",
                          "ws://user:pass@host/", "ws://a b/", "ws://a/\r\nX: y", "ws://a/#f", "ws://[::1",
                          "ws://[::1]x", "ws://a:80:80/", "ws://::1/"}) {
    EXPECT_FALSE(parse_url(bad)) << bad;
  }
}

}  // namespace
}  // namespace fenqun::adapters::net
