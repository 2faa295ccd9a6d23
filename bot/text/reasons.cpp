#include "bot/text/reasons.hpp"

#include "rules/meaning.hpp"
#include "rules/ruleset.hpp"

namespace fenqun::bot {

const std::string& Reasons::condition(const std::string& canonical) {
  if (printed_.size() >= remembered) printed_.clear();
  const auto [found, fresh] = printed_.try_emplace(canonical, canonical);
  if (fresh && language_ != Language::en) {
    if (auto printed = rules::reprint_condition(canonical, language_)) found->second = std::move(*printed);
  }
  return found->second;
}

std::string Reasons::value(std::string_view found) const {
  std::string out(found);
  if (language_ == Language::en) return out;
  using enum rules::Doubt;
  for (const auto doubt : {negated, hypothetical, quoted, elsewhere}) {
    const auto english = ": " + std::string(rules::to_string(doubt)) + ")";
    for (auto at = out.find(english); at != out.npos; at = out.find(english, at)) {
      out.replace(at, english.size(), ":" + std::string(rules::word_of(doubt).zh) + ")");
    }
  }
  return out;
}

std::string Reasons::line(const By& by, const Evidence& why) {
  if (language_ == Language::en) return one_line(by, why, false);
  local_ = why;
  for (auto& fact : local_.facts) {
    fact.condition = condition(fact.condition);
    fact.value = value(fact.value);
  }
  return one_line(by, local_, true);
}

std::string Reasons::brief(const By& by, const Evidence& why) {
  if (why.matches.empty()) return line(by, why);
  auto words = why;
  words.facts.clear();
  return one_line(by, words, language_ == Language::zh);
}

}  // namespace fenqun::bot
