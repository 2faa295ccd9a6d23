#include "bot/cli/rules_input.hpp"

#include <array>
#include <ostream>

#include "bot/cli/show_problem.hpp"
#include "bot/config/rule_sources.hpp"

namespace fenqun::bot {
namespace {

std::string duration_text(Millis duration) {
  struct Unit {
    std::int64_t ms;
    std::string_view letter;
  };
  static constexpr std::array<Unit, 4> units = {{{86'400'000, "d"}, {3'600'000, "h"}, {60'000, "m"}, {1'000, "s"}}};
  for (const auto& unit : units) {
    if (duration.count() % unit.ms == 0) return std::to_string(duration.count() / unit.ms) + std::string(unit.letter);
  }
  return std::to_string(duration.count()) + "ms";
}

std::string life_text(const rules::TagEffect& effect) {
  switch (effect.life) {
    case Life::kept:
      return {};
    case Life::timed:
      return " for " + duration_text(effect.duration);
    case Life::while_true:
      return " while true";
  }
  return {};
}

struct ToText {
  std::string operator()(const rules::TagEffect& effect) const { return "tag " + effect.tag + life_text(effect); }
  std::string operator()(const rules::UntagEffect& effect) const { return "untag " + effect.tag; }
  std::string operator()(const rules::GroupEffect& effect) const { return "group " + effect.group; }
  std::string operator()(const rules::ReplyEffect& effect) const { return "reply \"" + effect.text + "\""; }
  std::string operator()(const rules::NotifyEffect& effect) const {
    return "notify " + effect.where + (effect.text.empty() ? "" : " \"" + effect.text + "\"");
  }
};

}  // namespace

RulesInput read_rules(const std::vector<std::string>& files, const Call& call) {
  RulesInput out;
  Problems problems;
  out.sources = read_rule_sources(files, problems);
  const bool all_read = problems.empty();
  if (!out.sources.empty()) {
    auto compiled = rules::compile(out.sources);
    problems.insert(problems.end(), compiled.problems.begin(), compiled.problems.end());
    if (all_read) out.rules = std::move(compiled.rules);
  }
  show_all(problems, call.language, call.terminal.err);
  return out;
}

std::string effect_text(const rules::Effect& effect) {
  return std::visit(ToText{}, effect);
}

}  // namespace fenqun::bot
