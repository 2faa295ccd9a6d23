#include "rules/sound.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "rules/fold.hpp"
#include "rules/sound/syllables.hpp"

namespace fenqun::rules {
namespace {

std::vector<std::string> heard(const std::vector<std::string>& spellings, const std::string& text) {
  const auto sounds = Sounds::build(spellings);
  if (!sounds) return {sounds.error().code()};
  Folded folded;
  fold(text, folded);
  Sounds::Scratch scratch;
  std::vector<Hit> hits;
  sounds.value()->scan(folded.text, scratch, hits);
  std::vector<std::string> out;
  for (const auto& hit : hits) {
    const auto from = folded.origin[hit.begin];
    out.push_back(spellings[hit.pattern] + ":" + text.substr(from, folded.end[hit.end - 1] - from));
  }
  return out;
}

using Heard = std::vector<std::string>;

struct Sample {
  std::string spelling, text, found;  // found is empty where nothing is to be heard
};

class SoundSamples : public testing::TestWithParam<Sample> {};

TEST_P(SoundSamples, AreHeard) {
  const auto& [spelling, text, found] = GetParam();
  EXPECT_EQ(heard({spelling}, text), found.empty() ? Heard{} : Heard{spelling + ":" + found}) << text;
}

INSTANTIATE_TEST_SUITE_P(
    Homophones, SoundSamples,
    testing::Values(Sample{"tuikuan", "我要退款", "退款"}, Sample{"tuikuan", "我要腿款", "腿款"},
                    Sample{"tuikuan", "推宽一下", "推宽"}, Sample{"tuikuan", "退kuan", "退kuan"},
                    Sample{"tuikuan", "tui款吧", "tui款"}, Sample{"tuikuan", "tuikuan", "tuikuan"},
                    Sample{"tuikuan", "我要tui kuan!", "tui kuan"}, Sample{"tuikuan", "TuiKuan", "TuiKuan"},
                    Sample{"tuikuan", "tuìkuǎn", "tuìkuǎn"}, Sample{"tuikuan", "tui4kuan3", "tui4kuan3"},
                    Sample{"tuikuan", "tui-kuan", "tui-kuan"}, Sample{"tuikuan", "退 款", "退 款"},
                    Sample{"tuikuan", "t.u.i.k.u.a.n", "t.u.i.k.u.a.n"},
                    Sample{"tuikuan", "woyaotuikuanxiexie", "tuikuan"}, Sample{"tuikuan", "退 kuan", "退 kuan"},
                    Sample{"退款", "蜕宽", "蜕宽"}, Sample{"tui kuan", "退款", "退款"},
                    Sample{"tuì kuǎn", "退款", "退款"}, Sample{"weixin", "加我威信", "威信"},
                    Sample{"weixin", "薇❤信", "薇❤信"}, Sample{"jiawei", "伽薇", "伽薇"},
                    Sample{"dianhua", "電話多少", "電話"}, Sample{"ruanjian", "软件", "软件"}));

INSTANTIATE_TEST_SUITE_P(
    Heteronyms, SoundSamples,
    testing::Values(Sample{"yinhang", "银行", "银行"}, Sample{"yinxing", "银行", "银行"},
                    Sample{"chongliang", "重量", "重量"}, Sample{"zhongliang", "重量", "重量"},
                    Sample{"lile", "离了", "离了"}, Sample{"liliao", "离了", "离了"}, Sample{"nver", "女儿", "女儿"},
                    Sample{"nüer", "女儿", "女儿"}, Sample{"nyuer", "nv儿", "nv儿"}, Sample{"lv3", "旅", "旅"},
                    Sample{"lvse", "lü色", "lü色"}, Sample{"lüese", "lue色", "lue色"}, Sample{"yinyue", "音乐", "音乐"},
                    Sample{"kuaile", "快乐", "快乐"}, Sample{"quma", "qv吗", "qv吗"}, Sample{"xian", "西安", "西安"},
                    Sample{"xian", "先", "先"}, Sample{"xi'an", "西安", "西安"}, Sample{"xi'an", "先", ""},
                    Sample{"xi an", "xian", "xian"}, Sample{"fangan", "反感", "反感"}, Sample{"fangan", "方案", "方案"},
                    Sample{"乐", "月", "月"}));

INSTANTIATE_TEST_SUITE_P(NotHeard, SoundSamples,
                         testing::Values(Sample{"tuikuan", "that uikuan", ""}, Sample{"tuikuan", "tuikuanx", ""},
                                         Sample{"tuikuan", "xtuikuan", ""}, Sample{"tuikuan", "退，款", ""},
                                         Sample{"tuikuan", "退不了款", ""}, Sample{"tuikuan", "tui  , kuan", ""},
                                         Sample{"tuikuan", "想退 款式不好", ""}, Sample{"tuikuan", "tuikuàñ", ""},
                                         Sample{"tuikuan", "тuikuan", "тuikuan"}, Sample{"shi", "she is fishing", ""},
                                         Sample{"man", "command manual", ""}, Sample{"hua", "huawei mate x", "hua"},
                                         Sample{"tuikuan", "tui12kuan", ""}, Sample{"tuikuan", "", ""}));

TEST(Sounds, AllHitsInOrderAndEachOnce) {
  EXPECT_EQ(
      heard({"kuan", "tui", "tuikuan", "退款"}, "退款腿宽"),
      (Heard{"tui:退", "tuikuan:退款", "退款:退款", "kuan:款", "tui:腿", "tuikuan:腿宽", "退款:腿宽", "kuan:宽"}));
  EXPECT_EQ(heard({"lele"}, "乐乐乐"), (Heard{"lele:乐乐", "lele:乐乐"}));
}

TEST(Sounds, PinyinIsTold) {
  for (const auto* good : {"tuikuan", "tui kuan", "tuì kuǎn", "TUIKUAN", "lv3", "xi'an", "nüe", "zhuang", "a"}) {
    EXPECT_TRUE(Sounds::is_pinyin(good)) << good;
  }
  for (const auto* bad :
       {"", " ", "退款", "tui款", "refund", "tuikuanx", "tui,kuan", "123", "bp", "v", "\xff", "tui kuan 退"}) {
    EXPECT_FALSE(Sounds::is_pinyin(bad)) << bad;
  }
}

TEST(Sounds, MistakesAreTold) {
  EXPECT_EQ(heard({"refund"}, ""), Heard{"FQ-1310"});
  EXPECT_EQ(heard({""}, ""), Heard{"FQ-1310"});
  EXPECT_EQ(heard({"退款，"}, ""), Heard{"FQ-1310"});
  EXPECT_EQ(heard({"yi er san si wu liu qi ba jiu shi yi er san"}, ""), Heard{"FQ-1311"});
  EXPECT_EQ(heard({"了了了了了了了了了"}, ""), Heard{"FQ-1312"});
  EXPECT_EQ(heard({std::string(4000, 'a')}, ""), Heard{"FQ-1311"});
  const auto many = Sounds::build(std::vector<std::string>(Sounds::max_spellings + 1, "a"));
  EXPECT_EQ(many.error().code(), "FQ-1313");
}

TEST(Sounds, NothingToListenFor) {
  EXPECT_EQ(heard({}, "退款"), Heard{});
}

TEST(Sounds, HostileTextsGetALimitedAnswer) {
  std::string text;
  while (text.size() < 8000) text += "了";
  const std::vector<std::string> spellings = {"了了了了了了了了", "liao", "le", "lele", "leliaolele"};
  const auto sounds = Sounds::build(spellings);
  ASSERT_TRUE(sounds);
  Sounds::Scratch scratch;
  std::vector<Hit> hits;
  sounds.value()->scan(text, scratch, hits);
  EXPECT_EQ(hits.size(), Sounds::max_hits);
  EXPECT_TRUE(std::is_sorted(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
    return std::tie(a.begin, a.end, a.pattern) < std::tie(b.begin, b.end, b.pattern);
  }));
}

TEST(Syllables, CommonCharactersHaveTheirReadings) {
  const auto& table = sound::Syllables::get();
  EXPECT_EQ(table.count(), 412U);
  const std::pair<char32_t, std::size_t> counts[] = {{U'退', 1}, {U'款', 1}, {U'行', 3},
                                                     {U'重', 2}, {U'了', 2}, {U'〇', 1}};
  for (const auto& [c, count] : counts) EXPECT_EQ(table.readings(c).size(), count) << static_cast<std::uint32_t>(c);
  EXPECT_TRUE(table.readings(U'a').empty());
  EXPECT_TRUE(table.readings(0x10FFFF).empty());
}

}  // namespace
}  // namespace fenqun::rules
