#include "storage/sqlite/codec.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "storage/sqlite/json_text.hpp"

namespace fenqun::storage {
namespace {

TEST(Codec, EvidenceIsCompactAndComesBack) {
  const Evidence why{"refund", 3, {"main", "77"}, {{0, 6, "退款"}}, {{"text has 退款", "退款", true}, {"x", "", false}},
                     "n"};
  const auto json = write_evidence(why);
  EXPECT_EQ(json, R"({"rule":"refund","rev":3,"event":["main","77"],"matches":[[0,6,"退款"]],)"
                  R"("facts":[["text has 退款","退款",true],["x","",false]],"note":"n"})");
  EXPECT_EQ(read_evidence(json), why);
  EXPECT_EQ(write_evidence({}), "{}");
  EXPECT_EQ(read_evidence("{}"), Evidence{});
}

TEST(Codec, CountersAreATimeAndGaps) {
  const std::vector<Counter> counters = {{"messages/7d", {from_millis(1000), from_millis(1000), from_millis(1500)}},
                                         {"empty", {}},
                                         {"odd\"", {Time::min(), from_millis(-5), Time::max()}}};
  EXPECT_EQ(write_counters({counters[0]}), R"([["messages/7d",1000,0,500]])");
  EXPECT_EQ(read_counters(write_counters(counters)), counters);
  EXPECT_EQ(write_counters({}), "");
}

TEST(Codec, WhatCannotBeReadIsEmpty) {
  for (const auto* text :
       {"", "x", "[", "1", "[1]", "[[]]", "[[5,\"a\"]]", "{\"rule\":5,\"event\":[1],\"facts\":[[1]]}",
        "{\"matches\":{\"a\":1},\"rev\":\"x\"}", "\xff"}) {
    EXPECT_EQ(read_evidence(text), Evidence{}) << text;
    EXPECT_TRUE(read_follow_ups(text).empty()) << text;
    for (const auto& counter : read_counters(text)) EXPECT_TRUE(counter.id.empty()) << text;
  }
}

TEST(Codec, FollowUpsAreRulesAndTimes) {
  const std::vector<FollowUp> plans = {{"remind", from_millis(5)}, {"odd\"", Time::min()}};
  EXPECT_EQ(write_follow_ups(plans), R"([["remind",5],["odd\"",-9223372036854775808]])");
  EXPECT_EQ(read_follow_ups(write_follow_ups(plans)), plans);
  EXPECT_EQ(write_follow_ups({}), "");
}

TEST(Codec, WhoDecided) {
  for (const By& by : {By{By::Kind::rule, "a:b"}, By{By::Kind::human, "onebot11::1"}, By{By::Kind::import, ""}}) {
    EXPECT_EQ(read_by(to_string(by)), by);
  }
}

// nlohmann is the judge: what JsonText writes is valid, and equals what nlohmann makes of the same bytes.
TEST(JsonText, HostileBytesBecomeTheSameAsNlohmannsReplacement) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  const std::vector<std::string> pieces = {
      "退",           "é",    "😀",        "\xff", "\x80", "\xc3", "\xe2\x82",           "\xed\xa0\x80",
      "\xf0\x9f\x98", "\xf5", "\xc0\xaf", "\"",   "\\",   "\n",   std::string(1, '\0'), "a",
      "\x7f"};
  for (int i = 0; i < 2000; ++i) {
    std::string bytes;
    for (auto n = random() % 8; n > 0; --n) bytes += pieces[random() % pieces.size()];
    const auto json = JsonText().open('[').text(bytes).close(']').take();
    const auto parsed = nlohmann::json::parse(json, nullptr, false);
    ASSERT_FALSE(parsed.is_discarded()) << json;
    ASSERT_EQ(parsed.dump().find_first_of("\n"), std::string::npos);
    if (bytes.find('\xf0') == std::string::npos && bytes.find('\xe2') == std::string::npos) {
      // Of a sequence that breaks off, libraries replace the whole or each byte; of all others they agree.
      const auto theirs = nlohmann::json(bytes).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
      ASSERT_EQ(parsed[0], nlohmann::json::parse(theirs)) << json;
    }
  }
}

}  // namespace
}  // namespace fenqun::storage
