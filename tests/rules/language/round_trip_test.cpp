// Printing a condition in either language and parsing it again gives the same condition.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "rules/language/forms.hpp"
#include "rules/language/lexer.hpp"
#include "rules/language/parse.hpp"

namespace fenqun::rules::language {
namespace {

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  Condition condition(int depth) {
    const auto which = number(0, depth > 0 ? 12 : 9);
    switch (which) {
      case 0:
        return {TextWords{static_cast<Fit>(number(1, 6)), words()}, {}};
      case 1:
        return {TextWords{Fit::has, {{text(), false, {}}}}, {}};
      case 2:
        return {TextMatches{expression(), {}}, {}};
      case 3:
        return {TextLength{compare(100'000)}, {}};
      case 4:
        return {KindIs{std::string(kinds()[static_cast<std::size_t>(number(0, 10))].en)}, {}};
      case 5:
        return {PlatformIs{name()}, {}};
      case 6:
        return {HasTag{name(), number(0, 1) == 1}, {}};
      case 7:
        return {InGroup{name()}, {}};
      case 8:
        return {MessagesIn{std::chrono::seconds{number(1, 400'000)}, compare(1000)}, {}};
      case 9:
        return number(0, 1) == 0 ? Condition{DaysSince{static_cast<Mark>(number(0, 1)), compare(3660)}, {}}
                                 : Condition{Named{name()}, {}};
      case 10:
        return {AllOf{parts(depth)}, {}};
      case 11:
        return {AnyOf{parts(depth)}, {}};
      default:
        return {Not{{condition(depth - 1)}}, {}};
    }
  }

  std::int64_t number(std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(least, most)(random_);
  }

 private:
  std::vector<Condition> parts(int depth) {
    std::vector<Condition> out;
    for (auto n = number(2, 4); n > 0; --n) out.push_back(condition(depth - 1));
    return out;
  }
  Comparison compare(std::int64_t most) { return {static_cast<Op>(number(0, 4)), number(0, most)}; }
  std::vector<Word> words() {
    std::vector<Word> out;
    for (auto n = number(1, 4); n > 0; --n) {
      const bool list = number(0, 3) == 0;
      out.push_back({list ? "退款词" : text(), list, {}});
    }
    return out;
  }
  // Anything that can stand between quotes.
  std::string text() {
    static const std::vector<std::string> pieces = {"退款", "x",  " ",  "\"",   "\\",  "”",  "“",  "'",  "/",
                                                    "$",    "(",  "）", ";",    "and", "或", ">=", "，", "「",
                                                    "」",   "\n", "é",  "🙂", "any", "7d", "*"};
    std::string out;
    for (auto n = number(1, 5); n > 0; --n)
      out += pieces[static_cast<std::size_t>(number(0, static_cast<std::int64_t>(pieces.size()) - 1))];
    return out;
  }
  std::string name() {
    static const std::vector<std::string> names = {
        "需求/退款", "and", "或", "not",   "text", "有标签", "VIP 客户", "a\"b", "x(y)",       "7d",
        ">3",        "a;b", "$z", "don't", "a\\b", "非",     "“引”",     "tag",  "距上次消息", "/a"};
    return names[static_cast<std::size_t>(number(0, static_cast<std::int64_t>(names.size()) - 2))];
  }
  std::string expression() {
    static const std::vector<std::string> pieces = {"a",  "退", "\\d",   "/", "\\\\", "[a-z]",
                                                    "\"", " ",  "(x|y)", "$", "\\.",  "\\n"};
    std::string out;
    for (auto n = number(1, 5); n > 0; --n)
      out += pieces[static_cast<std::size_t>(number(0, static_cast<std::int64_t>(pieces.size()) - 1))];
    return out;
  }

  std::mt19937_64 random_;
};

std::uint64_t seed() {
  const auto* given = std::getenv("FENQUN_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
}

TEST(RoundTrip, PrintedConditionsParseToTheSame) {
  const auto start = seed();
  RecordProperty("seed", std::to_string(start));
  for (std::uint64_t i = 0; i < 5000; ++i) {
    Generator generator(start + i);
    const auto condition = generator.condition(4);
    for (const auto language : {Language::en, Language::zh}) {
      const auto text = print(condition, language);
      Mistakes mistakes;
      const auto parsed = parse_condition(text, mistakes);
      ASSERT_TRUE(parsed.sound && mistakes.empty()) << "FENQUN_SEED=" << start + i << "\n"
                                                    << text << "\n"
                                                    << (mistakes.empty() ? "" : mistakes[0].problem.line(Language::en));
      ASSERT_TRUE(parsed.tree == condition) << "FENQUN_SEED=" << start + i << "\n"
                                            << text << "\n"
                                            << print(parsed.tree, language);
    }
  }
}

// Any bytes end in a tree or in mistakes whose places lie inside the text.
TEST(RoundTrip, NothingThatIsTypedBreaksTheParser) {
  const auto start = seed();
  static const std::vector<std::string> pieces = {
      "text",        "has",        "any", "(",   ")",    "（",   "\"", "“",     "/",  "$",
      "and",         "或",         "not", "tag", "x",    " ",    " ",  " ",     ">=", "7d",
      "messages in", "距上次消息", ";",   "；",  "\xFF", "\xE9", "\\", "reply", "for"};
  for (std::uint64_t i = 0; i < 20000; ++i) {
    Generator generator(start + i);
    std::string text;
    for (auto n = generator.number(0, 20); n > 0; --n)
      text += pieces[static_cast<std::size_t>(generator.number(0, static_cast<std::int64_t>(pieces.size()) - 1))];
    Mistakes mistakes;
    const auto parsed = parse_condition(text, mistakes);
    parse_effects(text, mistakes);
    ASSERT_TRUE(parsed.sound || !mistakes.empty()) << "FENQUN_SEED=" << start + i << "\n" << text;
    for (const auto& mistake : mistakes) {
      ASSERT_LE(mistake.span.offset + mistake.span.length, text.size() + 1) << "FENQUN_SEED=" << start + i << "\n"
                                                                            << text;
    }
  }
}

TEST(Spelling, EveryQuotePairIsAccepted) {
  for (const auto* text : {"\"退 款\"", "'退 款'", "“退 款”", "‘退 款’", "「退 款」", "『退 款』", "《退 款》",
                           "〈退 款〉", "«退 款»", "‹退 款›", "„退 款“", "＂退 款＂", "＇退 款＇", "〝退 款〞"}) {
    const auto tokens = tokens_of(text);
    ASSERT_EQ(tokens.size(), 2U) << text;
    EXPECT_EQ(tokens[0].kind, TokenKind::quoted) << text;
    EXPECT_EQ(tokens[0].text, "退 款") << text;
  }
}

TEST(Spelling, BothLanguagesAndFullWidthSignsMeanTheSame) {
  const std::vector<std::pair<std::string, std::string>> pairs = {
      {"text has any (退款 退货 $x) and not tag 黑名单", "文本 含任一（退款，退货、$x）且 非 有标签 黑名单"},
      {"messages in 7d >= 3", "消息数 7 天内 ≥ 3"},
      {"MESSAGES IN 2h < 3", "消息数 120分钟 ＜ 3"},
      {"days since last message > 30", "距上次消息 ＞ 30天"},
      {"days since first message <= 7", "距首次消息 ≤ 7 天"},
      {"kind is image or text matches /a\\d/", "类型 是 图片 或 文本 匹配 /a\\d/"},
  };
  for (const auto& [en, zh] : pairs) {
    Mistakes mistakes;
    const auto left = parse_condition(en, mistakes);
    const auto right = parse_condition(zh, mistakes);
    ASSERT_TRUE(left.sound && right.sound)
        << zh << " " << (mistakes.empty() ? "" : mistakes[0].problem.line(Language::en));
    EXPECT_TRUE(left.tree == right.tree) << en << "\n" << print(right.tree, Language::en);
  }
}

TEST(Spelling, EffectsInBothLanguages) {
  Mistakes mistakes;
  const auto en =
      parse_effects("tag T for 30d; tag U while true; untag V; group G; reply \"hi\"; notify W \"x\"; tag K", mistakes);
  const auto zh =
      parse_effects("标签 T 30天；标签 U 条件成立时；去标签 V；分组 G；回复 “hi”；通知 W 「x」；标签 K", mistakes);
  const auto held = parse_effects("标签 T 持续 30天", mistakes);
  ASSERT_TRUE(mistakes.empty());
  ASSERT_EQ(en.size(), 7U);
  ASSERT_EQ(zh.size(), 7U);
  ASSERT_EQ(held.size(), 1U);
  for (std::size_t i = 0; i < en.size(); ++i) EXPECT_EQ(en[i].effect.index(), zh[i].effect.index()) << i;
  const auto& timed = std::get<TagEffect>(zh[0].effect);
  EXPECT_EQ(timed.life, Life::timed);
  EXPECT_EQ(timed.duration, std::chrono::hours{24 * 30});
  EXPECT_EQ(std::get<TagEffect>(held[0].effect).duration, timed.duration);
  EXPECT_EQ(std::get<TagEffect>(zh[1].effect).life, Life::while_true);
  EXPECT_EQ(std::get<NotifyEffect>(zh[5].effect).text, "x");
}

}  // namespace
}  // namespace fenqun::rules::language
