#include "tests/bench/load/websocket.hpp"

#include <gtest/gtest.h>

namespace fenqun::bench {
namespace {

std::string masked(std::uint8_t first, std::string_view payload) {
  const std::string_view mask = "\x11\x22\x33\x44";
  std::string frame;
  append_frame(frame, Opcode::text, payload);
  const std::size_t header = frame.size() - payload.size();
  std::string out = frame.substr(0, header);
  out[0] = static_cast<char>(first);
  out[1] = static_cast<char>(out[1] | 0x80);
  out += mask;
  for (std::size_t i = 0; i < payload.size(); ++i) out += static_cast<char>(payload[i] ^ mask[i & 3]);
  return out;
}

TEST(WebSocket, AnswersTheSampleKeyOfTheStandard) {  // RFC 6455 §1.3
  EXPECT_NE(switching_protocols("dGhlIHNhbXBsZSBub25jZQ==").find("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"),
            std::string::npos);
}

TEST(WebSocket, ReadsTheUpgradeInPieces) {
  std::string in = "GET /event/?a=1&access_token=q%20&b=2 HTTP/1.1\r\nHost: x\r\nsec-websocket-KEY:  k \r\n";
  EXPECT_FALSE(take_upgrade(in));
  in += "\r\nrest";
  const auto upgrade = take_upgrade(in);
  ASSERT_TRUE(upgrade);
  EXPECT_EQ(upgrade->path, "/event");
  EXPECT_EQ(upgrade->key, "k");
  EXPECT_EQ(upgrade->token, "q%20");
  EXPECT_EQ(in, "rest");
}

TEST(WebSocket, PrefersTheHeaderToken) {
  std::string in = "GET /?access_token=query HTTP/1.1\r\nAuthorization: Bearer header\r\n\r\n";
  EXPECT_EQ(take_upgrade(in)->token, "header");
}

TEST(WebSocket, ReadsFramesOfEveryLengthByteByByte) {
  for (const std::size_t size : {0U, 1U, 125U, 126U, 65535U, 65536U}) {
    const std::string payload(size, 'x');
    const std::string bytes = masked(0x81, payload);
    FrameReader reader;
    std::optional<Message> message;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      ASSERT_FALSE(message) << "before the last byte, size " << size;
      reader.feed(std::string_view(bytes).substr(i, 1));
      if (size < 1000 || i + 8 > bytes.size()) message = reader.next();
    }
    ASSERT_TRUE(message) << size;
    EXPECT_EQ(message->payload, payload);
  }
}

TEST(WebSocket, JoinsFragmentsAroundAPing) {
  FrameReader reader;
  reader.feed(masked(0x01, "ab") + masked(0x89, "p") + masked(0x80, "cd"));
  EXPECT_EQ(reader.next()->opcode, Opcode::ping);
  const auto message = reader.next();
  EXPECT_EQ(message->opcode, Opcode::text);
  EXPECT_EQ(message->payload, "abcd");
  EXPECT_FALSE(reader.failed());
}

TEST(WebSocket, RefusesBrokenClients) {
  for (const std::string& bad :
       {std::string("\x81\x01x"), masked(0x80, "middle of none"), masked(0x01, "open") + masked(0x81, "another"),
        std::string("\x81\xFF\x7F\0\0\0\0\0\0\0", 10)}) {
    FrameReader reader;
    reader.feed(bad);
    EXPECT_FALSE(reader.next());
    EXPECT_TRUE(reader.failed());
  }
}

}  // namespace
}  // namespace fenqun::bench
