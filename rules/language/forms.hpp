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
#include "rules/language/spellings.hpp"

namespace fenqun::rules::language {

enum class FormId : std::uint8_t {
  // conditions
  text_has,
  text_near,
  text_any,
  text_all,
  text_asserts_any,
  text_asserts_all,
  text_none,
  text_is,
  text_starts,
  text_ends,
  text_matches,
  text_sounds,
  text_length,
  kind,
  platform,
  tag,
  group,
  messages,
  days_since_last,
  days_since_first,
  has_link,
  has_phone,
  has_address,
  said,
  sessions,
  waiting,
  hour,
  weekday,
  stage,
  orders,
  spend,
  average_order,
  days_since_order,
  ordered,
  rfm_r,
  rfm_f,
  rfm_m,
  abc,
  p_alive,
  expected_spend,
  city,
  attribute,
  satisfaction,
  account,
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
};

struct Form {
  FormId id;
  std::string_view en;  // the words that it begins with
  std::string_view zh;
  std::string_view en_rest;  // its arguments, for people
  std::string_view zh_rest;
  Bilingual about;

  std::string_view head(Language language) const { return language == Language::zh ? zh : en; }
  std::string both() const { return en == zh ? std::string(en) : std::string(en) + "/" + std::string(zh); }
};

std::span<const Form> condition_forms();
std::span<const Form> effect_forms();
std::string_view head_of(FormId id, Language language);

// The head that a word begins with when somebody left out the spaces: 文本含退款 begins with `文本 含`.
std::optional<std::string> glued_head(std::span<const Form> forms, std::string_view word);

// Every word with which a condition (or an effect) may begin, both spellings: for suggestions.
std::vector<std::string> first_words(std::span<const Form> forms);

}  // namespace fenqun::rules::language
