#include "console/json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "console/limits.hpp"

namespace fenqun::console {
namespace {

constexpr std::size_t words_shown = 20;

std::string_view life_word(Life life) {
  switch (life) {
    case Life::kept:
      return "kept";
    case Life::timed:
      return "timed";
    case Life::while_true:
      return "while";
  }
  return "";
}

std::string_view kind_word(By::Kind kind) {
  switch (kind) {
    case By::Kind::rule:
      return "rule";
    case By::Kind::human:
      return "human";
    case By::Kind::import:
      return "import";
  }
  return "";
}

// The rule as it stands now; null when a person decided or the rule is gone.
Json rule_json(const By& by, const Evidence& why, const rules::RuleSet& rules) {
  if (by.kind != By::Kind::rule) return nullptr;
  const auto& id = why.rule.empty() ? by.id : why.rule;
  const auto* rule = rules.find(id);
  if (rule == nullptr) return {{"id", bounded(id)}, {"name", ""}, {"when", ""}};
  return {{"id", bounded(id)}, {"name", bounded(rule->name)}, {"when", bounded(rule->when)}};
}

void add_origin(Json& to, const By& by, const Evidence& why, const rules::RuleSet& rules) {
  to["by"] = bounded(by.id);
  to["by_kind"] = kind_word(by.kind);
  to["why"] = reason_json(by, why);
  to["rule"] = rule_json(by, why, rules);
  to["words"] = Json::array();
  for (std::size_t i = 0; i < std::min(why.matches.size(), words_shown); ++i) {
    to["words"].push_back(bounded(why.matches[i].text));
  }
  to["event"] = why.event.account.empty() ? Json() : Json(bounded(why.event.account + "/" + why.event.native_id));
}

Json side(const Problem& problem, Language language) {
  return {{"message", problem.message().in(language)}, {"hint", problem.hint().in(language)}};
}

}  // namespace

std::string bounded(std::string_view text) {
  if (text.size() <= limits::text_bytes) return std::string(text);
  auto end = limits::text_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

Json time_json(Time t) {
  return t == Time{} ? Json() : Json(iso8601(t));
}

Json reason_json(const By& by, const Evidence& why) {
  return {{"zh", bounded(one_line(by, why, true))}, {"en", bounded(one_line(by, why, false))}};
}

Json tag_json(const std::string& name, const TagState& state, const rules::RuleSet& rules) {
  Json out = {{"tag", bounded(name)},
              {"since", time_json(state.since)},
              {"until", state.until ? time_json(*state.until) : Json()},
              {"life", life_word(state.life)},
              {"pinned", state.pinned}};
  add_origin(out, state.by, state.why, rules);
  return out;
}

Json group_json(const std::string& name, const Membership& membership, const rules::RuleSet& rules) {
  Json out = {{"group", bounded(name)}, {"since", time_json(membership.since)}, {"pinned", membership.pinned}};
  add_origin(out, membership.by, membership.why, rules);
  return out;
}

std::string problem_text(const Problem& problem) {
  return dumped(
      {{"error",
        {{"code", problem.code()}, {"zh", side(problem, Language::zh)}, {"en", side(problem, Language::en)}}}});
}

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace fenqun::console
