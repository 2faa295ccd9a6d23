// The compiled form of a rule set: what evaluate() walks. Immutable. Conditions are steps that refer to one another by
// index; named conditions are shared. Internal to rules/.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "rules/condition.hpp"
#include "rules/matcher.hpp"
#include "rules/ruleset.hpp"
#include "rules/sound.hpp"

namespace fenqun::rules {

// ---- one struct per condition, as it is asked at run time
namespace step {
struct Words {  // one word set; the evaluator knows how many of its patterns were hit, and where
  Fit fit = Fit::any;
  std::uint32_t set = 0;
};
struct Near {  // hits of two word sets
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  std::uint32_t within = 0;  // characters
};
struct Sounds {  // [begin, end) of the spellings that are listened for
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};
struct HasTrait {
  Trait trait = Trait::link;
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
struct Account {
  std::string account;
};
struct Tag {
  std::string tag;  // with `below`: ends with "/"
  bool below = false;
  std::uint32_t number = 0;  // in RuleSet::Program::tags, unless `below`
};
struct Group {
  std::string group;
};
struct Counted {  // messages, or messages with certain words
  std::uint32_t counter = 0;
  Comparison compare;
};
struct Sessions {
  std::uint32_t counter = 0;
  Comparison compare;
};
struct Days {
  Mark mark = Mark::last_message;
  Comparison compare;
};
struct Waiting {
  Op op = Op::greater;
  Millis time{};
};
struct Hours {  // minutes of the local day
  std::int32_t from = 0;
  std::int32_t to = 0;
};
struct Weekdays {
  std::int32_t from = 1;
  std::int32_t to = 7;
};
struct Orders {
  Millis window{};
  Comparison compare;
};
struct Bought {
  std::vector<std::string> words;  // folded
};
struct Number {
  Figure figure = Figure::spend;
  Millis window{};
  std::string attribute;  // in which the figure is kept; empty for spend and average_order
  Comparison compare;
};
struct Attribute {
  std::string name;
  std::vector<std::string> words;  // folded
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

using Step = std::variant<step::Words, step::Near, step::Sounds, step::HasTrait, step::Length, step::Kind,
                          step::Platform, step::Account, step::Tag, step::Group, step::Counted, step::Sessions,
                          step::Days, step::Waiting, step::Hours, step::Weekdays, step::Orders, step::Bought,
                          step::Number, step::Attribute, step::All, step::Any, step::Not>;

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
  enum class Counts : std::uint8_t { messages, words, sessions };

  std::string id;  // "messages/7d", "said/9f86d081884c7d65/7d": what is counted and the window
  Counts counts = Counts::messages;
  std::uint32_t set = 0;  // of words: the word set of which a message must contain one
  Millis window{};
  std::size_t keep = 1;  // one more than the largest number it is compared with: enough to tell `= N` from `> N`
};

// One of the conditions that a rule joins with `and`, in the few bytes that most rules need: with ten thousand rules
// what is not small is not in the cache.
struct Check {
  enum class Asks : std::uint8_t { hit, tag, step };  // `hit`: of a word set, any of its patterns

  Asks asks = Asks::step;
  bool negated = false;
  std::uint32_t of = 0;  // word set, number of the tag, step
};

// Where a hit of a pattern leads.
struct PatternUse {
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  static constexpr std::uint32_t several = 0xFFFFFFFE;

  std::uint32_t set = several;   // the only word set that contains it; several: see pattern_sets
  std::uint32_t rule = several;  // the position of the only rule that waits for this set; several: see set_rules
};

struct RuleSet::Program {
  std::vector<Step> steps;
  std::vector<std::uint32_t> parts;
  std::vector<std::string> texts;  // per step: the single condition as canonical English; empty for and, or, not

  std::shared_ptr<const Matcher> matcher;  // null: no rule asks for words
  std::vector<std::string> spellings;      // of step::Sounds
  std::shared_ptr<const Sounds> sounds;    // of the spellings; null: no rule asks for sounds
  std::uint32_t patterns = 0;
  Lists set_patterns;            // word set -> its patterns, rising
  Lists pattern_sets;            // pattern -> word sets that contain it
  Lists set_rules;               // word set -> positions of rules to look at when any of its patterns is hit
  std::vector<PatternUse> uses;  // of each pattern, the same in short
  std::vector<bool> judged;      // pattern -> whether some step asks if it is meant
  bool asks_words() const { return matcher != nullptr; }

  // All that is asked of a rule that fires for a customer who has its tags already.
  struct Entry {
    std::uint32_t rule = 0;    // index into RuleSet::rules
    std::uint32_t root = 0;    // step
    std::uint32_t checks = 0;  // the first of `checks`: together they ask what the root asks
    std::uint32_t given = 0;   // the first of `given`: the tags that its effects give
    std::uint8_t check_count = 0;
    std::uint8_t given_count = 0;
    bool is_plain = false;    // joins so few single conditions that all of them go into the evidence
    bool on = true;           // as Rule::enabled
    bool while_true = false;  // has a `while true` effect
    bool only_gives = false;  // has no other effects than tags
    bool is_read = false;     // some rule asks for what its effects change
    bool plans = false;       // has a timed tag or a follow-up
  };
  std::vector<Entry> order;  // positions: a rule that reads a tag comes after the rules that give or remove it
  std::vector<std::uint32_t> position;  // of each rule
  std::vector<std::uint32_t> always;    // positions of rules that can hold without any word
  std::vector<std::uint32_t> timed;     // positions of rules that time alone can change
  Lists clocks;                         // position -> steps whose truth time changes; empty for rules not in `timed`

  std::span<const Check> checks_of(const Entry& entry) const {
    return {checks.data() + entry.checks, entry.check_count};
  }
  std::span<const std::uint32_t> given_by(const Entry& entry) const {
    return {given.data() + entry.given, entry.given_count};
  }
  std::vector<Check> checks;
  std::vector<std::string> tags;     // that rules give or ask for by their whole name
  std::vector<std::uint32_t> given;  // numbers of tags

  std::vector<CounterSpec> counters;

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> rule_of_id;
};

}  // namespace fenqun::rules
