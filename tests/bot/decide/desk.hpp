// One customer in front of decide(): rules as text, or with effects put in by hand, and a clock that the test moves.
#pragma once

#include <gtest/gtest.h>

#include "bot/decide.hpp"

namespace fenqun::bot::testing {

inline constexpr std::int64_t desk_ms = 1'767'225'600'000;  // 2026-01-01 08:00 in Shanghai

inline Time desk_time(std::int64_t seconds) {
  return from_millis(desk_ms + seconds * 1000);
}

struct DeskRule {
  std::string id;
  std::string when;
  std::vector<rules::Effect> effects;
  double weight = 0;
};

inline std::shared_ptr<const rules::RuleSet> compiled(const std::string& text) {
  const rules::Source source{"test.toml", text};
  auto out = rules::compile(std::span(&source, 1));
  for (const auto& problem : out.problems) EXPECT_TRUE(problem.warning()) << problem.line(Language::en);
  return out.rules ? out.rules : std::make_shared<rules::RuleSet>();
}

// The conditions are compiled, the effects are as they are given.
inline std::shared_ptr<const rules::RuleSet> made(const std::vector<DeskRule>& rules, const std::string& more = {}) {
  std::string text = more;
  for (const auto& rule : rules) {
    text += "\n[[rule]]\nid = \"" + rule.id + "\"\nwhen = '" + rule.when + "'\nthen = [\"tag of/" + rule.id + "\"]\n";
  }
  auto out = std::make_shared<rules::RuleSet>(*compiled(text));
  for (std::size_t i = 0; i < out->rules.size(); ++i) {
    out->rules[i].effects = rules[i].effects;
    out->rules[i].weight = rules[i].weight;
  }
  return out;
}

class Desk {
 public:
  explicit Desk(std::shared_ptr<const rules::RuleSet> set) : rules(std::move(set)) {
    customer.key = {"onebot11", "", "7"};
    options.owners = {{"onebot11", "", "10001"}};
    options.language = Language::en;
  }

  const Decision& say(const std::string& text, std::int64_t second) {
    Text words;
    words.text = text;
    return happen(std::move(words), second);
  }
  const Decision& happen(Payload payload, std::int64_t second) {
    Event event;
    event.payload = std::move(payload);
    event.who = customer.key;
    event.name = "客\xff";  // hostile
    event.seen_at = desk_time(second);
    event.sent_at = event.seen_at + ahead;
    if (!std::holds_alternative<Quiet>(event.payload)) {
      event.key = {"main", "m" + std::to_string(++count_)};
      event.where = {ChatKind::temporary, "7", "g"};
    }
    decide(*rules, directory, event, evaluation_time(event, customer, event.sent_at), options, scratch_, customer,
           decision);
    return decision;
  }
  const Decision& look(std::int64_t second) { return happen(Quiet{}, second); }

  std::vector<std::string> journal() const {
    std::vector<std::string> out;
    for (const auto& e : decision.journal) {
      out.push_back(to_string(e.by) + " " + e.action + " " + e.subject + (e.detail.empty() ? "" : ": " + e.detail));
    }
    return out;
  }
  std::vector<std::string> tags() const {
    std::vector<std::string> out;
    for (const auto& [tag, state] : customer.tags) out.push_back(tag);
    return out;
  }

  std::shared_ptr<const rules::RuleSet> rules;
  Directory directory;
  DecideOptions options;
  Profile customer;
  Decision decision;
  Millis ahead{};  // of the platform's clock

 private:
  rules::Scratch scratch_;
  int count_ = 0;
};

using Strings = std::vector<std::string>;

}  // namespace fenqun::bot::testing
