#include "tests/bench/load/platform.hpp"

#include <gtest/gtest.h>

namespace fenqun::bench {
namespace {

TEST(JsonScan, FindsMembersWhateverSurroundsThem) {
  const std::string text = R"( {"a" : {"b":[1,"}\"]",{"x":2}]}, "b":"q\"}", "c":-12 ,"d":null})";
  EXPECT_EQ(member(text, "a"), R"({"b":[1,"}\"]",{"x":2}]})");
  EXPECT_EQ(member(text, "b"), R"("q\"}")");
  EXPECT_EQ(member(text, "c"), "-12");
  EXPECT_EQ(member(text, "d"), "null");
  EXPECT_FALSE(member(text, "x"));
}

TEST(JsonScan, AnswersNothingForBrokenText) {
  for (const std::string& bad :
       {std::string(), std::string("[]"), std::string("{"), std::string(R"({"a")"), std::string(R"({"a":)"),
        std::string(R"({"a":"x)"), std::string(R"({"a":"x\)"), std::string(R"({"a":[1})"),
        std::string(R"({"a":{"b":1)"), R"({"a":)" + std::string(100, '[') + std::string(100, ']') + "}"}) {
    EXPECT_FALSE(member(bad, "z")) << bad;
    EXPECT_FALSE(parse_call(bad)) << bad;
  }
}

TEST(JsonScan, ReadsNumbersInBothSpellings) {
  EXPECT_EQ(number("3000000001"), 3000000001);
  EXPECT_EQ(number("\"42\""), 42);
  EXPECT_FALSE(number("4x"));
  EXPECT_FALSE(number("99999999999999999999"));
}

TEST(Platform, AnswersWithTheSameEcho) {
  const auto answer = answer_call(
      R"({"action":"send_private_msg","params":{"message":"x","user_id":"3000000007"},"echo":{"n":[1]}})", 5);
  EXPECT_EQ(answer.replied_to, 3000000007);
  EXPECT_EQ(member(answer.json, "echo"), R"({"n":[1]})");
  EXPECT_EQ(member(*member(answer.json, "data"), "message_id"), "5");
  EXPECT_FALSE(answer.logged_in);
}

TEST(Platform, KnowsTheLoginAndRefusesTheUnknown) {
  EXPECT_TRUE(answer_call(R"({"action":"get_login_info_async"})", 0).logged_in);
  EXPECT_EQ(member(answer_call(R"({"action":"get_friend_msg_history","echo":1})", 0).json, "retcode"), "1404");
  EXPECT_EQ(member(answer_call("nonsense", 0).json, "retcode"), "1400");
}

TEST(Platform, WritesEventsThatCanBeRead) {
  std::string event;
  append_private_message(event, Line{R"("a\"b")", R"("c")", false}, 3, 9, 1700000000);
  EXPECT_EQ(number(*member(event, "user_id")), kFirstCustomer + 3);
  EXPECT_EQ(member(event, "message_id"), "9");
  EXPECT_EQ(member(event, "message"), R"([{"type":"text","data":{"text":"a\"b"}}])");
  EXPECT_EQ(member(heartbeat_event(1, 5000), "interval"), "5000");
  EXPECT_EQ(member(connected_event(1), "sub_type"), "\"connect\"");
}

}  // namespace
}  // namespace fenqun::bench
