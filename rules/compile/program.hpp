// The compiled form of a rule set: what evaluate() walks. Immutable. Conditions are steps that refer to one another by
// index; named conditions are shared. Internal to rules/.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "rules/condition.hpp"
#include "rules/matcher.hpp"
#include "rules/ruleset.hpp"

namespace fenqun::rules {

// ---- one struct per condition, as it is asked at run time
namespace step {
struct Words {  // one word set; the evaluator knows how many of its patterns were hit, and where
  Fit fit = Fit::any;
  std::uint32_t set = 0;
};
struct Length {
  Comparison compare;
};
struct Kind {
  std::string kind;
};
struct Platform {
  std::string platform;
};
struct Tag {
  std::string tag;  // with `below`: ends with "/"
  bool below = false;
};
struct Group {
  std::string group;
};
struct Messages {
  std::uint32_t counter = 0;
  Comparison compare;
};
struct Days {
  bool first = false;
  Comparison compare;
};
struct All {  // RuleSet::Program::parts[begin, end)
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};
struct Any {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};
struct Not {
  std::uint32_t part = 0;
};
}  // namespace step

using Step = std::variant<step::Words, step::Length, step::Kind, step::Platform, step::Tag, step::Group, step::Messages,
                          step::Days, step::All, step::Any, step::Not>;

// Lists of numbers, one after another in one array.
struct Lists {
  std::vector<std::uint32_t> offsets = {0};
  std::vector<std::uint32_t> values;

  std::span<const std::uint32_t> operator[](std::size_t i) const {
    return {values.data() + offsets[i], values.data() + offsets[i + 1]};
  }
  void add(std::span<const std::uint32_t> list) {
    values.insert(values.end(), list.begin(), list.end());
    offsets.push_back(static_cast<std::uint32_t>(values.size()));
  }
  static Lists from(const std::vector<std::vector<std::uint32_t>>& lists) {
    Lists out;
    for (const auto& list : lists) out.add(list);
    return out;
  }
};

struct CounterSpec {
  std::string id;  // "messages/7d"
  Millis window{};
  std::size_t keep = 1;  // one more than the largest number it is compared with: enough to tell `= N` from `> N`
};

struct RuleSet::Program {
  std::vector<Step> steps;
  std::vector<std::uint32_t> parts;
  std::vector<std::string> texts;  // per step: the single condition as canonical English; empty for and, or, not

  std::shared_ptr<const Matcher> matcher;  // null: no rule asks for words
  std::uint32_t patterns = 0;
  Lists set_patterns;  // word set -> its patterns, rising
  Lists pattern_sets;  // pattern -> word sets that contain it
  Lists set_rules;     // word set -> positions of rules to look at when any of its patterns is hit
  bool asks_words() const { return matcher != nullptr; }

  struct Entry {
    std::uint32_t rule = 0;   // index into RuleSet::rules
    std::uint32_t root = 0;   // step
    bool while_true = false;  // has a `while true` effect
  };
  std::vector<Entry> order;  // positions: a rule that reads a tag comes after the rules that give or remove it
  std::vector<std::uint32_t> position;  // of each rule
  std::vector<std::uint32_t> always;    // positions of rules that can hold without any word
  std::vector<std::uint32_t> timed;     // positions of rules that time alone can change
  Lists clocks;                         // position -> steps whose truth time changes; empty for rules not in `timed`

  std::vector<CounterSpec> counters;

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> rule_of_id;
};

}  // namespace fenqun::rules
