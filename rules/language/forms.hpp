// The one table of the language: how each condition and effect is spelled in English and Chinese, what its arguments
// look like and what it means. Parser, printer and docs/rules.md (checked by a test) all read it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/phrase.hpp"
#include "rules/condition.hpp"

namespace fenqun::rules::language {

enum class FormId : std::uint8_t {
  // conditions
  text_has,
  text_any,
  text_all,
  text_asserts_any,
  text_asserts_all,
  text_none,
  text_is,
  text_starts,
  text_ends,
  text_matches,
  text_length,
  kind,
  platform,
  tag,
  group,
  messages,
  days_since_last,
  days_since_first,
  // effects
  give_tag,
  take_tag,
  move_to,
  reply,
  notify,
  set_attribute,
  set_stage,
  follow_up,
  webhook,
  // conditions and effects of design that a later version evaluates: known, so that the mistake can be named
  later,
};

struct Form {
  FormId id;
  std::string_view en;  // the words that it begins with
  std::string_view zh;
  std::string_view en_rest;  // its arguments, for people
  std::string_view zh_rest;
  Bilingual about;

  std::string_view head(Language language) const { return language == Language::zh ? zh : en; }
};

std::span<const Form> condition_forms();
std::span<const Form> effect_forms();
std::string_view head_of(FormId id, Language language);

// Small words.
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

// "7d", "90s": the largest unit without remainder. `7天` in Chinese.
std::string duration_text(Millis duration, Language language);
// Both spellings, with or without a trailing 内. Nothing when it is no span of time; may be out of range.
std::optional<Millis> parse_duration(std::string_view word);

bool same_word(std::string_view left, std::string_view right);  // Latin letters in any case
std::vector<std::string_view> split_words(std::string_view phrase);

// Every word with which a condition (or an effect) may begin, both spellings: for suggestions.
std::vector<std::string> first_words(std::span<const Form> forms);

}  // namespace fenqun::rules::language
