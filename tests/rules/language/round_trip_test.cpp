// Printing a condition or an effect in either language and parsing it again gives the same.
#include <gtest/gtest.h>

#include <chrono>

#include "rules/language/forms.hpp"
#include "rules/language/lexer.hpp"
#include "rules/language/parse.hpp"
#include "tests/rules/language/generator.hpp"

namespace fenqun::rules::language {
namespace {

constexpr std::uint64_t rounds = 5000;

std::string told(const Mistakes& mistakes) {
  return mistakes.empty() ? "" : mistakes[0].problem.line(Language::en);
}

void expect_same(const Condition& condition, const std::string& text, std::uint64_t seed) {
  Mistakes mistakes;
  const auto parsed = parse_condition(text, mistakes);
  ASSERT_TRUE(parsed.sound && mistakes.empty()) << "FENQUN_SEED=" << seed << "\n" << text << "\n" << told(mistakes);
  ASSERT_TRUE(parsed.tree == condition) << "FENQUN_SEED=" << seed << "\n"
                                        << text << "\n"
                                        << print(parsed.tree, Language::en);
}

TEST(RoundTrip, PrintedConditionsParseToTheSame) {
  const auto start = seed();
  std::cout << "FENQUN_SEED=" << start << "\n";
  constexpr auto kinds = std::variant_size_v<Condition::Node>;
  for (std::uint64_t i = 0; i < rounds; ++i) {
    Generator generator(start + i);
    const auto condition = generator.condition(static_cast<std::size_t>((start + i) % kinds), 3);
    for (const auto language : {Language::en, Language::zh}) {
      ASSERT_NO_FATAL_FAILURE(expect_same(condition, print(condition, language), start + i));
    }
  }
}

// The same tokens with other space, quotes, widths of signs and upper or lower case.
std::string disguised(const std::string& text, Generator& random) {
  static const std::vector<std::string> spaces = {" ", "  ", "\t", "\n ", "　", "\xC2\xA0"};
  static const std::vector<std::pair<std::string, std::string>> quotes = {
      {"\"", "\""}, {"“", "”"}, {"「", "」"}, {"＂", "＂"}};
  std::string out;
  for (const auto& token : tokens_of(text)) {
    const auto written = text.substr(token.span.offset, token.span.length);
    const bool wide = random.number(0, 1) == 1;
    out += random.one_of(spaces);
    if (token.kind == TokenKind::open) {
      out += wide ? "（" : "(";
    } else if (token.kind == TokenKind::close) {
      out += wide ? "）" : ")";
    } else if (token.kind == TokenKind::op && token.op == Op::greater_equal) {
      out += wide ? "≥" : "＞＝";
    } else if (token.kind == TokenKind::op && token.op == Op::less) {
      out += wide ? "＜" : "<";
    } else if (token.kind == TokenKind::quoted && token.text.find_first_of("\\\"\n") == std::string::npos &&
               token.text.find("”") == std::string::npos && token.text.find("」") == std::string::npos &&
               token.text.find("＂") == std::string::npos) {
      const auto& [open, close] = random.one_of(quotes);
      out += open + token.text + close;
    } else {
      out += written;
    }
  }
  return out;
}

TEST(RoundTrip, SpaceQuotesAndWidthsMakeNoDifference) {
  const auto start = seed();
  std::cout << "FENQUN_SEED=" << start << "\n";
  for (std::uint64_t i = 0; i < rounds; ++i) {
    Generator generator(start + i);
    const auto condition = generator.condition(2);
    const auto language = i % 2 == 0 ? Language::en : Language::zh;
    ASSERT_NO_FATAL_FAILURE(expect_same(condition, disguised(print(condition, language), generator), start + i));
  }
}

// Each leaf in its own language.
std::string mixed(const Condition& condition, Generator& random) {
  const auto language = random.number(0, 1) == 0 ? Language::en : Language::zh;
  const auto joined = [&](const std::vector<Condition>& parts, const Spelling& joiner) {
    std::string out;
    for (const auto& part : parts) {
      if (!out.empty()) out += " " + std::string(joiner.in(language)) + " ";
      out += "(" + mixed(part, random) + ")";
    }
    return out;
  };
  if (const auto* all = std::get_if<AllOf>(&condition.node)) return joined(all->parts, word_and);
  if (const auto* any = std::get_if<AnyOf>(&condition.node)) return joined(any->parts, word_or);
  if (const auto* no = std::get_if<Not>(&condition.node)) {
    return std::string(word_not.in(language)) + " (" + mixed(no->parts.front(), random) + ")";
  }
  return print(condition, language);
}

TEST(RoundTrip, LanguagesMayBeMixed) {
  const auto start = seed();
  std::cout << "FENQUN_SEED=" << start << "\n";
  for (std::uint64_t i = 0; i < rounds; ++i) {
    Generator generator(start + i);
    const auto condition = generator.condition(3);
    ASSERT_NO_FATAL_FAILURE(expect_same(condition, mixed(condition, generator), start + i));
  }
}

bool same(const Effect& left, const Effect& right) {
  if (left.index() != right.index()) return false;
  return std::visit(Overloaded{
                        [&](const TagEffect& l) {
                          const auto& r = std::get<TagEffect>(right);
                          return l.tag == r.tag && l.life == r.life && l.duration == r.duration;
                        },
                        [&](const UntagEffect& l) { return l.tag == std::get<UntagEffect>(right).tag; },
                        [&](const GroupEffect& l) { return l.group == std::get<GroupEffect>(right).group; },
                        [&](const ReplyEffect& l) {
                          const auto& r = std::get<ReplyEffect>(right);
                          return l.text == r.text && l.once == r.once;
                        },
                        [&](const NotifyEffect& l) {
                          const auto& r = std::get<NotifyEffect>(right);
                          return l.where == r.where && l.text == r.text && l.once == r.once;
                        },
                        [&](const SetEffect& l) {
                          const auto& r = std::get<SetEffect>(right);
                          return l.name == r.name && l.value == r.value;
                        },
                        [&](const FollowUpEffect& l) {
                          const auto& r = std::get<FollowUpEffect>(right);
                          return l.after == r.after && l.text == r.text && l.once == r.once;
                        },
                        [&](const WebhookEffect& l) {
                          const auto& r = std::get<WebhookEffect>(right);
                          return l.name == r.name && l.once == r.once;
                        },
                    },
                    left);
}

TEST(RoundTrip, PrintedEffectsParseToTheSame) {
  const auto start = seed();
  std::cout << "FENQUN_SEED=" << start << "\n";
  constexpr auto kinds = std::variant_size_v<Effect>;
  for (std::uint64_t i = 0; i < rounds; ++i) {
    Generator generator(start + i);
    const auto effect = generator.effect(static_cast<std::size_t>((start + i) % kinds));
    const auto other = generator.effect(static_cast<std::size_t>((start + i + 1) % kinds));
    for (const auto language : {Language::en, Language::zh}) {
      const auto text = print_effect(effect, language) + "; " + print_effect(other, language);
      Mistakes mistakes;
      const auto parsed = parse_effects(text, mistakes);
      ASSERT_TRUE(mistakes.empty()) << "FENQUN_SEED=" << start + i << "\n" << text << "\n" << told(mistakes);
      ASSERT_EQ(parsed.size(), 2U) << text;
      ASSERT_TRUE(same(parsed[0].effect, effect)) << "FENQUN_SEED=" << start + i << "\n" << text;
      ASSERT_TRUE(same(parsed[1].effect, other)) << "FENQUN_SEED=" << start + i << "\n" << text;
    }
  }
}

}  // namespace
}  // namespace fenqun::rules::language
