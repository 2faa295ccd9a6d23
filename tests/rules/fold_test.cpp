#include "rules/fold.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fenqun::rules {
namespace {

struct Sample {
  std::string original, folded;
};

class FoldSamples : public testing::TestWithParam<Sample> {};

TEST_P(FoldSamples, Folds) {
  EXPECT_EQ(fold(GetParam().original), GetParam().folded);
}

INSTANTIATE_TEST_SUITE_P(Characters, FoldSamples,
                         testing::Values(Sample{"", ""}, Sample{"退款", "退款"}, Sample{"ReFund", "refund"},
                                         Sample{"ＡＢＣ１２３", "abc123"}, Sample{"退貨，謝謝！", "退货,谢谢!"},
                                         Sample{"乾後麼裏裡説", "干后么里里说"}, Sample{"Straße", "strasse"},
                                         Sample{"①②⑳", "1220"}, Sample{"Ⓕⓤc⒦", "fuck"}, Sample{"⓿⑸⒋➃㈤㊄", "0544五五"},
                                         Sample{"ﾀｲﾑ", "タイム"}, Sample{"㎏ ℃", "kg °c"}, Sample{"한국", "한국"},
                                         Sample{"e\u0301te\u0301", "été"}, Sample{"\u1112\u1161\u11ab", "한"},
                                         Sample{"豈", "岂"}, Sample{"𡞵", "㛟"}));

INSTANTIATE_TEST_SUITE_P(Invisible, FoldSamples,
                         testing::Values(Sample{"退\u200b款", "退款"}, Sample{"\ufeff退\u2060款\u00ad", "退款"},
                                         Sample{"\u202e退款\u202c", "退款"}, Sample{"退\ufe0f款", "退款"},
                                         Sample{std::string("退\0款\x01", 8), "退款"}, Sample{"a\u200d\u0301b", "áb"},
                                         Sample{"\u2066\u2069\u200b", ""}));

INSTANTIATE_TEST_SUITE_P(WhiteSpace, FoldSamples,
                         testing::Values(Sample{"  hello \t\r\n  world\u3000", "hello world"}, Sample{" \u00a0\n", ""},
                                         Sample{"买了 什么\u2028东西", "买了 什么 东西"}));

INSTANTIATE_TEST_SUITE_P(SeenThrough, FoldSamples,
                         testing::Values(Sample{"退.款", "退款"}, Sample{"退 款", "退款"}, Sample{"退*款", "退款"},
                                         Sample{"退😀款", "退款"}, Sample{"退-_-款", "退款"},
                                         Sample{"我要退 款", "我要退款"}, Sample{"我要退.款可以吗", "我要退款可以吗"},
                                         Sample{"七 天 无 理 由", "七天无理由"}, Sample{"退/换货", "退换货"},
                                         Sample{"r.e.f.u.n.d", "refund"}, Sample{"R-E-F", "ref"},
                                         Sample{"r e f u n d", "refund"}, Sample{"加v❤信", "加v信"},
                                         Sample{"v.信", "v信"}, Sample{"退👨‍👩‍👧款", "退款"},
                                         Sample{"哈利·波特", "哈利波特"}));

INSTANTIATE_TEST_SUITE_P(NotSeenThrough, FoldSamples,
                         testing::Values(Sample{"我要退,款式不好", "我要退,款式不好"}, Sample{"退，款", "退,款"},
                                         Sample{"退。款", "退。款"}, Sample{"退、款", "退、款"},
                                         Sample{"退？款", "退?款"}, Sample{"我要退 款式不好", "我要退 款式不好"},
                                         Sample{"想退......款式", "想退......款式"}, Sample{"想退😀款式", "想退😀款式"},
                                         Sample{"re fund", "re fund"}, Sample{"I a m here", "i a m here"},
                                         Sample{"e.g. a b", "e.g. a b"}, Sample{"plan a b", "plan a b"},
                                         Sample{"iphone 15 pro", "iphone 15 pro"}, Sample{"1.5 * 2", "1.5 * 2"},
                                         Sample{"h&m", "h&m"}, Sample{"3.款", "3.款"},
                                         Sample{"退*******款", "退*******款"}, Sample{"选 a 不选", "选 a 不选"},
                                         Sample{"www.jd.com", "www.jd.com"}));

INSTANTIATE_TEST_SUITE_P(
    Emoji, FoldSamples,
    testing::Values(Sample{"退🙂款", "退款"}, Sample{"退❤️款", "退款"}, Sample{"退👍🏽款", "退款"},
                    Sample{"退1️⃣款", "退款"}, Sample{"退🇨🇳款", "退款"},
                    Sample{"r🙂e🙂f🙂u🙂n🙂d", "refund"}, Sample{"🇷🇪🇫🇺🇳🇩 me", "refund me"},
                    Sample{"🇻🇮🇵客户", "vip客户"}, Sample{"🇻 🇮 🇵 🇸", "vips"}, Sample{"🇨🇳🇺🇸", "🇨🇳🇺🇸"},
                    Sample{"1️⃣退款 2️⃣换货", "1退款 2换货"}, Sample{"1️⃣3️⃣8️⃣", "138"},
                    Sample{"信1️⃣2️⃣款", "信12款"}, Sample{"a#️⃣b#c#️⃣d", "abcd"},
                    Sample{"想退🇨🇳款式", "想退🇨🇳款式"}, Sample{"hello😀world", "hello😀world"}));

INSTANTIATE_TEST_SUITE_P(Styles, FoldSamples,
                         testing::Values(Sample{"ʀᴇꜰᴜɴᴅ", "refund"}, Sample{"𝕽𝖊𝖋𝖚𝖓𝖉", "refund"},
                                         Sample{"𝓇ℯ𝒻𝓊𝓃𝒹", "refund"}, Sample{"🅁🄴🄵🅄🄽🄳", "refund"},
                                         Sample{"🆁🅴🅵🆄🅽🅳", "refund"}, Sample{"ᖇᗴᖴᑌᑎᗪ", "refund"},
                                         Sample{"ꓣꓰꓝꓴꓠꓓ", "refund"}, Sample{"ｒｅｆｕｎｄ", "refund"},
                                         Sample{"r̶e̶f̶u̶n̶d̶", "refund"}, Sample{"退̲款̲", "退款"}, Sample{"退⃝款⃝", "退款"},
                                         Sample{"٣٤५", "345"}, Sample{"ⒻⒻⒻfⓤuⓤ⒰cⓒ⒦", "fuck"}, Sample{"ＷＷＷ", "www"},
                                         Sample{"Ⅷ", "viii"}, Sample{"www helloooo", "www helloooo"},
                                         Sample{"≠", "≠"}));

INSTANTIATE_TEST_SUITE_P(
    LookAlikes, FoldSamples,
    testing::Values(Sample{"rеfund", "refund"}, Sample{"REFUΝD", "refund"}, Sample{"rеfuոd", "refund"},
                    Sample{"rе́fund", "refund"}, Sample{"Ноw", "how"}, Sample{"рaypal", "paypal"},
                    // Words of another script, of letters without a Latin look, or of nothing but look-alikes.
                    Sample{"сор ток", "сор ток"}, Sample{"Кабель USB", "кабель usb"}, Sample{"vipклиент", "vipклиент"},
                    Sample{"κακο", "κακο"}, Sample{"α粒子", "α粒子"}, Sample{"été", "été"}, Sample{"Δt", "δt"},
                    // Plain letters and digits are never taken for one another.
                    Sample{"iphone 15 pr0", "iphone 15 pr0"}, Sample{"b2b mp3", "b2b mp3"}));

INSTANTIATE_TEST_SUITE_P(UpsideDown, FoldSamples,
                         testing::Values(Sample{"punɟǝɹ", "refund"}, Sample{"ɹǝɟuup!", "dnnfer!"},
                                         Sample{"ɹefund", "refund"}, Sample{"ɹǝfund", "refund"},
                                         Sample{"ʞɔɐq ʎǝuoɯ", "money back"}, Sample{"ʎɐʍ x", "x way"},
                                         Sample{"i want a punɟǝɹ now", "i want a refund now"},
                                         Sample{"我要punɟǝɹ", "我要refund"}, Sample{"p.u.n.ɟ.ǝ.ɹ", "refund"},
                                         Sample{"noon pod", "noon pod"}, Sample{"ʇou", "not"}));

INSTANTIATE_TEST_SUITE_P(Ideographs, FoldSamples,
                         testing::Values(Sample{"⻝⾷⼯", "食食工"}, Sample{"羣里 峯会 囬复", "群里 峰会 回复"},
                                         Sample{"発売 気読", "发卖 气读"}, Sample{"人エ客服", "人工客服"},
                                         Sample{"入ロ", "入口"}, Sample{"タイム カメラ", "タイム カメラ"},
                                         Sample{"カ", "カ"}, Sample{"電ｴ", "电工"}));

INSTANTIATE_TEST_SUITE_P(Numerals, FoldSamples,
                         testing::Values(Sample{"微信：9⓿二肆⁹₈③⑸⒋➃㈤㊄", "微信:902498354455"},
                                         Sample{"138一二345六七8", "13812345678"}, Sample{"8000一10000", "8000一10000"},
                                         Sample{"一二三四五六七八", "一二三四五六七八"},
                                         Sample{"买2019年一二三四五6号", "买2019年一二三四五6号"}));

INSTANTIATE_TEST_SUITE_P(Broken, FoldSamples,
                         testing::Values(Sample{"\xff", "\uFFFD"}, Sample{"退\xe6\xac", "退\uFFFD"},
                                         Sample{"\xc0\xaf", "\uFFFD\uFFFD"},
                                         Sample{"\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD"}, Sample{"\xe3退", "\uFFFD退"}));

// The evidence of folded bytes [begin, end) as design of rules tells it.
std::string evidence(const std::string& original, const std::string& word) {
  Folded folded;
  fold(original, folded);
  const auto begin = folded.text.find(word);
  if (begin == std::string::npos) return "not found in " + folded.text;
  const auto from = folded.origin[begin];
  return original.substr(from, folded.end[begin + word.size() - 1] - from);
}

TEST(Fold, MapsBackToTheCustomersOwnCharacters) {
  EXPECT_EQ(evidence("請問可以退.貨嗎", "退货"), "退.貨");
  EXPECT_EQ(evidence("我要退\u200b款", "退款"), "退\u200b款");
  EXPECT_EQ(evidence("please R.E.F.U.N.D!", "refund"), "R.E.F.U.N.D");
  EXPECT_EQ(evidence("ＶＩＰ客户", "vip"), "ＶＩＰ");
  EXPECT_EQ(evidence("e\u0301te\u0301 x", "été"), "e\u0301te\u0301");
  EXPECT_EQ(evidence("a  \n b", "a b"), "a  \n b");
  EXPECT_EQ(evidence("x㎏y", "kg"), "㎏");
  EXPECT_EQ(evidence("请rеfund吧", "refund"), "rеfund");
  EXPECT_EQ(evidence("a punɟǝɹ, now", "refund"), "punɟǝɹ");
  EXPECT_EQ(evidence("🇻🇮🇵客户", "vip"), "🇻🇮🇵");
  EXPECT_EQ(evidence("信1️⃣2️⃣款", "12"), "1️⃣2️⃣");
  EXPECT_EQ(evidence("找人エ客服", "人工"), "人エ");
  EXPECT_EQ(evidence("电话138一二345六七8哦 138一二345六七8", "1381234567"), "138一二345六七");
  EXPECT_EQ(evidence("ⓕⓕⓕuck", "fuc"), "ⓕⓕⓕuc");
}

TEST(Fold, CutsAtACharacterAndSaysSo) {
  std::string original;
  while (original.size() <= max_scanned_bytes) original += "退款";
  Folded folded;
  fold(original, folded);
  EXPECT_TRUE(folded.truncated);
  EXPECT_EQ(folded.text.size(), max_scanned_bytes / 3 * 3);
  fold("退款", folded);
  EXPECT_FALSE(folded.truncated);
  EXPECT_EQ(folded.text, "退款");
}

TEST(Fold, TextsThatGrowAreCutAsWell) {
  std::string original;
  for (int i = 0; i < 2000; ++i) original += "\ufdfa";  // each becomes 18 characters
  Folded folded;
  fold(original, folded);
  EXPECT_TRUE(folded.truncated);
  EXPECT_LE(folded.text.size(), max_scanned_bytes);
  EXPECT_EQ(fold(folded.text), folded.text);
}

TEST(Fold, APileOfMarksIsCut) {
  std::string original = "a";
  for (int i = 0; i < 4000; ++i) original += i % 2 == 0 ? "\u0316" : "\u0301";
  const auto folded = fold(original + "退款");
  EXPECT_LT(folded.size(), 100U);
  EXPECT_TRUE(folded.ends_with("退款"));
}

TEST(Fold, ClearEmptiesEverything) {
  Folded folded;
  fold("退款", folded);
  folded.clear();
  EXPECT_TRUE(folded.text.empty() && folded.origin.empty() && folded.end.empty() && !folded.truncated);
}

}  // namespace
}  // namespace fenqun::rules
