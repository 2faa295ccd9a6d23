// What is meant, kind by kind: sentences with the word, the judgement and the cue that decided.
#include "rules/meaning.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reading.hpp"

namespace fenqun::rules {
namespace {

struct Golden {
  std::string_view text;
  std::string_view word;
  Doubt doubt;
  std::string_view cue;
};

class MeaningOf : public ::testing::TestWithParam<Golden> {};

TEST_P(MeaningOf, Sentence) {
  const auto& golden = GetParam();
  const auto read = testing::asserts(golden.text, golden.word);
  ASSERT_TRUE(read.occurs);
  EXPECT_EQ(to_string(read.judgement.doubt), to_string(golden.doubt)) << golden.text << " by " << read.cue;
  EXPECT_EQ(read.cue, golden.cue) << golden.text;
}

using enum Doubt;

INSTANTIATE_TEST_SUITE_P(Negated, MeaningOf,
                         ::testing::Values(Golden{"我不要退款", "退款", negated, "不要"},
                                           Golden{"我没有退货啊", "退货", negated, "没有"},
                                           Golden{"别给我退款", "退款", negated, "别给我"},
                                           Golden{"退款就不用了", "退款", negated, "就不用了"},
                                           Golden{"发票不用开了", "发票", negated, "不用"},
                                           Golden{"退货?不用了", "退货", negated, "不用了"},
                                           Golden{"申请了退款,现在不退了", "退款", negated, "现在不"},
                                           Golden{"可以不退货吗", "退货", negated, "可以不"},
                                           Golden{"換貨而不是退款", "退款", negated, "而不是"},
                                           Golden{"不退款行,换货也行,就不用换货了", "换货", none, ""},
                                           Golden{"帮我取消退款", "退款", negated, "取消"},
                                           Golden{"I don't really want a refund", "refund", negated, "don't"},
                                           Golden{"I don’t want a refund", "refund", negated, "don’t"},
                                           Golden{"a refund is not needed", "refund", negated, "is not needed"},
                                           Golden{"please dont cancel it", "cancel", negated, "dont"},
                                           Golden{"an exchange instead of a refund", "refund", negated, "instead of"}));

INSTANTIATE_TEST_SUITE_P(
    MeantInSpiteOfANegator, MeaningOf,
    ::testing::Values(Golden{"不能退款吗", "退款", none, "不能"}, Golden{"不退款吗", "退款", none, "不"},
                      Golden{"不喜欢,要退款", "退款", none, ""}, Golden{"没收到货要退款", "退款", none, ""},
                      Golden{"不合适想退货", "退货", none, ""}, Golden{"七天无理由退货", "退货", none, ""},
                      Golden{"无法退款", "退款", none, "无法"}, Golden{"不退款不行", "退款", none, "不"},
                      Golden{"不用换货,直接退款", "退款", none, ""}, Golden{"不用换货直接退款", "退款", none, ""},
                      Golden{"不要了~退款", "退款", none, ""}, Golden{"到底退不退款", "退款", none, ""},
                      Golden{"没有发票吗", "发票", none, "没有"}, Golden{"包裹里没有发票", "发票", none, "没有"},
                      Golden{"我没退款，所以现在想退款", "退款", none, ""},
                      Golden{"not happy, I want a refund", "refund", none, ""},
                      Golden{"I haven't been given a refund", "refund", none, "haven't"},
                      Golden{"can't get a refund", "refund", none, "can't"},
                      Golden{"no problem with the item but I need an invoice", "invoice", none, ""},
                      Golden{"I don't want an exchange but a refund", "refund", none, ""}));

INSTANTIATE_TEST_SUITE_P(Hypothetical, MeaningOf,
                         ::testing::Values(Golden{"如果不行就退款", "退款", hypothetical, "如果"},
                                           Golden{"要是坏了能退款吗", "退款", hypothetical, "要是"},
                                           Golden{"退款的话运费谁出", "退款", hypothetical, "的话"},
                                           Golden{"能退款吗,如果不合适", "退款", hypothetical, "如果"},
                                           Golden{"要退款,如果不退我就投诉", "退款", none, ""},
                                           Golden{"如果可以,我想退款", "退款", none, ""},
                                           Golden{"方便的话给我退款", "退款", none, ""},
                                           Golden{"主要是想退款", "退款", none, ""},
                                           Golden{"can I return it if it's too big?", "return", hypothetical, "if"},
                                           Golden{"let me know if I can return it", "return", none, ""},
                                           Golden{"if possible I'd like a refund", "refund", none, ""},
                                           Golden{"I would like a refund", "refund", none, ""}));

INSTANTIATE_TEST_SUITE_P(
    QuotedAndReported, MeaningOf,
    ::testing::Values(Golden{"客服说可以退款", "退款", quoted, "说可以"},
                      Golden{"听说退款很快", "退款", quoted, "听说"},
                      Golden{"客服说可以退款,怎么还没到账", "退款", none, ""}, Golden{"我说我要退款", "退款", none, ""},
                      Golden{"你们写着“支持七天无理由退货”", "退货", quoted, "“支持七天无理由退货”"},
                      Golden{"点了“退款”没反应", "退款", none, ""}, Golden{"她说:要退款", "退款", quoted, "说"},
                      Golden{"客服不回复,我要退款", "退款", none, ""},
                      Golden{"my friend told me there is a discount", "discount", quoted, "told me"},
                      Golden{"I told you I want a refund", "refund", none, ""}));

INSTANTIATE_TEST_SUITE_P(
    Elsewhere, MeaningOf,
    ::testing::Values(Golden{"别家都可以退货", "退货", elsewhere, "别家"},
                      Golden{"我在别家买的,已经退款了", "退款", elsewhere, "在别家"},
                      Golden{"比别家贵,我要退款", "退款", none, ""}, Golden{"朋友推荐来的,有优惠吗", "优惠", none, ""},
                      Golden{"送朋友的她不喜欢,要退货", "退货", none, ""},
                      Golden{"I got a refund from another store", "refund", elsewhere, "from another store"},
                      Golden{"my friend got a refund", "refund", elsewhere, "my friend"},
                      Golden{"I bought it for my friend and need to return it", "return", none, ""}));

INSTANTIATE_TEST_SUITE_P(
    Indifferent, MeaningOf,
    ::testing::Values(Golden{"优惠不优惠无所谓", "优惠", negated, "不"},
                      Golden{"退不退款都行,给个态度", "退款", negated, "都行"},
                      Golden{"我要退款,运费无所谓", "退款", none, ""}, Golden{"尺码没问题", "尺码", negated, "没问题"},
                      Golden{"退款没问题吧", "退款", none, ""},
                      Golden{"refund or no refund I don't care", "refund", negated, "i don't care"},
                      Golden{"the size is fine", "size", negated, "is fine"}));

INSTANTIATE_TEST_SUITE_P(ThreatsAndOffers, MeaningOf,
                         ::testing::Values(Golden{"别逼我投诉", "投诉", none, ""},
                                           Golden{"不开发票能便宜点吗", "发票", negated, "不"},
                                           Golden{"你们不想给我退款", "退款", none, "你们不想给我"},
                                           Golden{"don't make me complain", "complain", none, ""},
                                           Golden{"don't refund it yet", "refund", negated, "don't"},
                                           Golden{"I want nothing but a refund", "refund", none, ""},
                                           Golden{"I no longer need it so cancel it", "cancel", none, ""}));

INSTANTIATE_TEST_SUITE_P(WhoseDeed, MeaningOf,
                         ::testing::Values(Golden{"我没取消,是系统自动取消的", "取消", negated, "没"},
                                           Golden{"不是我取消的,你们自己取消的", "取消", negated, "不是我"},
                                           Golden{"我朋友在你家退款了", "退款", elsewhere, "我朋友"},
                                           Golden{"我老婆不喜欢,退货吧", "退货", none, ""},
                                           Golden{"我室友也坏了,她退款了", "退款", elsewhere, "我室友"}));

TEST(Meaning, WordsForPeople) {
  EXPECT_EQ(to_string(Doubt::hypothetical), "hypothetical");
  EXPECT_EQ(word_of(Doubt::negated).zh, "否定");
  EXPECT_EQ(word_of(Doubt::negated).en, "negated");
}

TEST(Meaning, LineEndsAreBorders) {
  EXPECT_TRUE(testing::asserts("不要了\n退款", "退款").meant);
  EXPECT_TRUE(testing::asserts("I don't like this\nrefund", "refund").meant);
}

TEST(Meaning, SpansOutsideTheTextAreNothing) {
  Folded folded;
  fold("不要退款", folded);
  Meaning::Reading reading;
  Meaning::built_in().read(folded, "不要退款", reading);
  EXPECT_EQ(Meaning::built_in().judge(reading, 6, 99), Judgement{});
  EXPECT_EQ(Meaning::built_in().judge(reading, 9, 9), Judgement{});
}

}  // namespace
}  // namespace fenqun::rules
