// The small words of the language in both spellings: joiners, units, kinds of message, signs, spans of time.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/phrase.hpp"
#include "rules/condition.hpp"

namespace fenqun::rules::language {

struct Spelling {
  std::string_view en;
  std::string_view zh;

  // Latin letters in any case.
  bool is(std::string_view word) const;
  std::string_view in(Language language) const { return language == Language::zh ? zh : en; }
};
inline constexpr Spelling word_and = {"and", "且"};
inline constexpr Spelling word_or = {"or", "或"};
inline constexpr Spelling word_not = {"not", "非"};
inline constexpr Spelling word_within = {"in", "内"};
inline constexpr Spelling word_for = {"for", "持续"};
inline constexpr Spelling word_near = {"near", "邻近"};
inline constexpr Spelling word_once = {"once", "一次"};
inline constexpr Spelling word_per = {"per", "每"};  // once per 7d, 一次 每 7天
inline constexpr Spelling word_is = {"is", "是"};
inline constexpr Spelling word_to = {"to", "为"};  // set X to Y
inline constexpr Spelling word_at_least = {"at least", "至少"};
inline constexpr Spelling word_times = {"times", "次"};
inline constexpr Spelling word_time = {"time", "次"};
inline constexpr Spelling word_apart = {"within", "内"};  // within 8, 8字内
inline constexpr std::string_view unit_characters = "字";
inline constexpr std::string_view unit_money = "元";
inline constexpr std::string_view word_while_true_en = "while true";
inline constexpr std::string_view word_while_true_zh = "条件成立时";

bool is_joiner(std::string_view word);  // and, or, not in either spelling

struct Unit {
  std::string_view en;
  std::string_view zh;
  Millis length;
};
std::span<const Unit> units();  // longest first

// The kinds of message that `kind is` knows; `en` is what kind_of() says.
std::span<const Spelling> kinds();

std::string_view sign_of(Op op);

// The attribute in which a figure is kept, "rfm.r", "expected_spend.90d"; empty for what follows from the orders.
std::string attribute_of(Figure figure, Millis window);

// Whether an attribute of that name is worked out from what the customer does, so that no rule may set it.
bool is_computed(std::string_view attribute);

// "7d", "90s": the largest unit without remainder. `7天` in Chinese.
std::string duration_text(Millis duration, Language language);
// Both spellings, with or without a trailing 内. Nothing when it is no span of time; may be out of range.
std::optional<Millis> parse_duration(std::string_view word);

bool same_word(std::string_view left, std::string_view right);  // Latin letters in any case
std::vector<std::string_view> split_words(std::string_view phrase);

}  // namespace fenqun::rules::language
