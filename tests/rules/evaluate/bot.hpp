// One customer of one rule set, played by hand.
#pragma once

#include <gtest/gtest.h>

#include "rules/ruleset.hpp"

namespace fenqun::rules {

struct TestBot {
  std::shared_ptr<const RuleSet> rules;
  const TimeZone* zone = &TimeZone::shanghai();
  Profile profile;
  Scratch scratch;
  Verdict verdict;
  Event last;

  explicit TestBot(const std::string& text) {
    const std::vector<Source> sources = {{"t.toml", text}};
    const auto out = compile(sources);
    for (const auto& problem : out.problems) {
      if (!problem.warning()) ADD_FAILURE() << problem.line(Language::en);
    }
    rules = out.rules;
    profile.key = {"sim", "", "1"};
  }

  static std::string rule(const std::string& id, const std::string& when, const std::string& then) {
    return "[[rule]]\nid = \"" + id + "\"\nwhen = '''" + when + "'''\nthen = '''" + then + "'''\n";
  }
  static TestBot of(const std::string& when) { return TestBot(rule("r", when, "tag T while true")); }

  const Verdict& hear(Payload payload, Time at, Author author = Author::customer) {
    const bool quiet = std::holds_alternative<Quiet>(payload);
    last = {};
    last.key = quiet ? EventKey{} : EventKey{"main", std::to_string(to_millis(at))};
    last.who = profile.key;
    last.author = author;
    last.sent_at = last.seen_at = at;
    last.payload = std::move(payload);
    std::vector<Change> changes;
    observe(*rules, last, profile, scratch, changes);
    for (const auto& change : changes) fenqun::apply(change, profile);
    evaluate(*rules, circumstances(at), scratch, verdict);
    profile.look_again_at = verdict.look_again_at;
    return verdict;
  }
  const Verdict& say(const std::string& text, Time at) {
    Text said;
    said.text = text;
    return hear(std::move(said), at);
  }
  const Verdict& wait(Time at) { return hear(Quiet{}, at); }
  bool held() const { return !verdict.held.empty(); }
  Circumstances circumstances(Time at) const { return {last, profile, at, *zone, all_on, Explain::all}; }

  Enabled all_on;
};

}  // namespace fenqun::rules
