#include <gtest/gtest.h>

#include "bot/text/dates.hpp"
#include "bot/text/names.hpp"
#include "bot/text/table.hpp"
#include "bot/text/unicode.hpp"

namespace fenqun::bot {
namespace {

TEST(Unicode, DisplayWidth) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("客户"), 4U);
  EXPECT_EQ(display_width("ＶＩＰ"), 6U);
  EXPECT_EQ(display_width("e\u0301"), 1U);
  EXPECT_EQ(display_width("👨‍👩‍👧"), 2U);
  EXPECT_EQ(display_width("❤️"), 2U);
  EXPECT_EQ(display_width("🇨🇳"), 2U);
  EXPECT_EQ(display_width(""), 0U);
}

TEST(Unicode, CutsBetweenGraphemes) {
  EXPECT_EQ(cut_to_width("客户分组", 8), "客户分组");
  EXPECT_EQ(cut_to_width("客户分组", 7), "客户分…");
  EXPECT_EQ(cut_to_width("客户分组", 6), "客户…");
  EXPECT_EQ(cut_to_width("ae\u0301io", 3), "ae\u0301…");
  EXPECT_EQ(cut_to_width("abc", 0), "");
  std::string zalgo = "a";
  for (int i = 0; i < 1000; ++i) zalgo += "\u0301";
  EXPECT_LT(shown(zalgo, 10).size(), 200U);
}

TEST(Unicode, ShowsWhatIsHidden) {
  EXPECT_EQ(escaped("VI\u200bP"), "VI\\u{200B}P");
  EXPECT_EQ(escaped("\u202eabc"), "\\u{202E}abc");
  EXPECT_EQ(escaped("a\nb"), "a\\u{A}b");
  EXPECT_EQ(escaped("\xff"), "\uFFFD");
  EXPECT_EQ(escaped("\u3164"), "\\u{3164}");
  EXPECT_EQ(escaped("👨‍👩‍👧❤️"), "👨‍👩‍👧❤️");
  EXPECT_EQ(escaped("a\u200db"), "a\\u{200D}b");
}

TEST(Unicode, Trims) {
  EXPECT_EQ(trimmed("\u3000 a b \t\u3000"), "a b");
  EXPECT_EQ(trimmed("　　"), "");
  EXPECT_EQ(trimmed("\x80"), "\x80");
}

TEST(Names, EditDistance) {
  EXPECT_EQ(edit_distance("tag", "tag", 2), 0U);
  EXPECT_EQ(edit_distance("tga", "tag", 2), 1U);
  EXPECT_EQ(edit_distance("标鉴", "标签", 2), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting", 5), 3U);
  EXPECT_EQ(edit_distance("kitten", "sitting", 2), 3U);
  EXPECT_EQ(edit_distance("", "ab", 2), 2U);
}

TEST(Names, Match) {
  const std::vector<std::string> known = {"VIP", "需求/退款", "需求/换货", "高价值", "低价值", "价值客户"};
  EXPECT_EQ(match_name("VIP", known).found, Found::exact);
  EXPECT_EQ(match_name("ｖｉｐ", known).found, Found::folded);
  EXPECT_EQ(match_name("高價值", known).name, "高价值");
  EXPECT_EQ(match_name("VlP", known).found, Found::near);
  EXPECT_EQ(match_name("VlP", known).name, "VIP");
  EXPECT_EQ(match_name("退款", known).name, "需求/退款");
  EXPECT_EQ(match_name("需求", known).found, Found::several);
  EXPECT_EQ(match_name("中价值", known).others.size(), 2U);
  EXPECT_EQ(match_name("完全不同", known).found, Found::none);
  EXPECT_EQ(match_name("", known).found, Found::none);
}

TEST(Names, Checked) {
  EXPECT_EQ(checked_name("  VIP 金卡　").value(), "VIP 金卡");
  EXPECT_EQ(checked_name("").error().code(), "FQ-2121");
  EXPECT_EQ(checked_name("\u3000").error().code(), "FQ-2121");
  EXPECT_EQ(checked_name(std::string(41, 'a')).error().code(), "FQ-2122");
  EXPECT_EQ(checked_name("a\u200bb").error().code(), "FQ-2123");
  EXPECT_EQ(checked_name("👨‍👩‍👧").error().code(), "FQ-2123");
  EXPECT_EQ(checked_name("\xff\xfe").error().code(), "FQ-2123");
}

TEST(Dates, InAZoneAndALanguage) {
  const auto now = from_millis(1'795'266'205'000);  // 2026-11-21T13:03:25Z
  EXPECT_EQ(date_time(now, "Asia/Shanghai"), "2026-11-21 21:03");
  EXPECT_EQ(date_time(now, "UTC"), "2026-11-21 13:03");
  EXPECT_EQ(date_time(now, "America/New_York"), "2026-11-21 08:03");
  EXPECT_EQ(date_time(now, "Nowhere/Land"), "2026-11-21 13:03 UTC");
  EXPECT_EQ(near_date(now, now, "Asia/Shanghai", Language::zh), "今天 21:03");
  EXPECT_EQ(near_date(now - std::chrono::hours{22}, now, "Asia/Shanghai", Language::en), "yesterday 23:03");
  EXPECT_EQ(near_date(now - std::chrono::hours{24 * 9}, now, "Asia/Shanghai", Language::zh), "11-12 21:03");
  EXPECT_EQ(near_date(now - std::chrono::hours{24 * 400}, now, "Asia/Shanghai", Language::zh), "2025-10-17");
  EXPECT_EQ(near_date(Time{}, now, "Asia/Shanghai", Language::zh), "—");
}

TEST(Dates, Durations) {
  constexpr std::int64_t day = 86'400'000;
  EXPECT_EQ(parse_duration("30天"), Millis{30 * day});
  EXPECT_EQ(parse_duration("30d"), Millis{30 * day});
  EXPECT_EQ(parse_duration("３０Ｄ"), Millis{30 * day});
  EXPECT_EQ(parse_duration("2小时"), Millis{7'200'000});
  EXPECT_EQ(parse_duration("5分钟"), Millis{300'000});
  EXPECT_EQ(parse_duration("1周"), Millis{7 * day});
  for (const auto* wrong : {"", "天", "0天", "30", "-1d", "99999999天", "30 apples", "VIP"}) {
    EXPECT_FALSE(parse_duration(wrong)) << wrong;
  }
  EXPECT_EQ(duration_text(Millis{30 * day}, Language::zh), "30 天");
  EXPECT_EQ(duration_text(Millis{3'725'000}, Language::en), "1 hour 2 minutes");
}

TEST(Tables, ColumnsAlignByWidth) {
  Table table;
  table.row({"客户", "1", "x"});
  table.row({"abcdef", "22", ""});
  EXPECT_EQ(table.text(), "客户    1   x\nabcdef  22\n");
}

}  // namespace
}  // namespace fenqun::bot
