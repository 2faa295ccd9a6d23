// The rules' public face: text -> RuleSet; RuleSet + Event + Profile + now -> Verdict. Pure: no clock, no file, no
// thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/change.hpp"
#include "model/event.hpp"
#include "model/problem.hpp"
#include "model/profile.hpp"

namespace fenqun::rules {

// ---- effects, as the evaluator hands them on; names are as the rule's author wrote them
struct TagEffect {
  std::string tag;
  Life life = Life::kept;
  Millis duration{};      // when timed
  std::string dimension;  // of the tag, if it has one
};
struct UntagEffect {
  std::string tag;
};
struct GroupEffect {
  std::string group;
};
struct ReplyEffect {
  std::string text;  // templates and lists already looked up
};
struct NotifyEffect {
  std::string where;  // a chat's name, a linked group's name or "owners"
  std::string text;   // empty: a standard notice that names customer, rule and message
};
using Effect = std::variant<TagEffect, UntagEffect, GroupEffect, ReplyEffect, NotifyEffect>;

struct Rule {
  std::string id;
  std::string name;
  std::string when;  // canonical English text
  std::vector<Effect> effects;
  double weight = 0;
  bool enabled = true;  // false: switched off in the file; evaluate() passes it over whatever `Enabled` says
  Location location;
};

struct Dimension {
  std::string name;
  std::vector<std::string> tags;  // low to high
};

// Immutable, shared by everyone, compiled once.
class RuleSet {
 public:
  std::int64_t rev = 0;       // given by who activates it
  std::string digest;         // of the sources, hex
  std::vector<TagInfo> tags;  // definitions in the files
  std::vector<GroupInfo> groups;
  std::vector<Dimension> dimensions;
  std::vector<Rule> rules;  // in written order

  const Rule* find(std::string_view id) const;
  const Dimension* dimension_of(std::string_view tag) const;

  // The compiled part; only the evaluator looks inside.
  struct Program;
  std::shared_ptr<const Program> program;
};

// One file, already read. `name` is what problems show.
struct Source {
  std::string name;
  std::string text;
};

struct Compiled {
  std::shared_ptr<const RuleSet> rules;  // null when any problem is not a warning
  Problems problems;                     // all mistakes at once, in the order of places
};

// Reads, checks and compiles the files together: lists, conditions, tags and dimensions of one file are known in the
// others. Takes seconds for 100,000 literals: never on the core thread.
Compiled compile(std::span<const Source> sources);

// Parses one condition and prints it in the other spelling or canonically; Problem with the column of the mistake.
Result<std::string> reprint_condition(std::string_view text, Language language);

// ---- evaluation
struct Firing {
  std::uint32_t rule = 0;  // index into RuleSet::rules
  Evidence why;
};

struct Verdict {
  std::vector<Firing> firings;        // in written order
  std::vector<std::uint32_t> held;    // rules with a `while true` effect whose condition holds now
  std::optional<Time> look_again_at;  // the earliest time at which time alone can change the outcome
  bool truncated = false;             // the text was longer than what is scanned
};

// Scratch of one thread: buffers that are reused, so that nothing allocates per rule per message.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(Scratch&&) noexcept;
  Scratch& operator=(Scratch&&) noexcept;
  struct Impl;
  std::unique_ptr<Impl> impl;
};

// What the event itself changes before any rule is asked: Touch and Counts. Empty for events that are no customer
// message. Evaluate with a profile to which these have been applied.
void observe(const RuleSet& rules, const Event& event, std::vector<Change>& out);

// `enabled` answers for a rule index whether it is switched on. `profile` includes this event (see observe).
// Rules that read tags given by other rules see what those rules do on this same event (they are ordered by what they
// need; a cycle is an error at compile time), but a rule never reacts to its own effect. `now` is the message's time,
// or the tick's for Quiet.
using Enabled = std::vector<bool>;
// `changes`: a rule that only gives tags which the customer has for good fires without evidence, which nobody will keep.
enum class Explain : std::uint8_t { all, changes };
void evaluate(const RuleSet& rules, const Enabled& enabled, const Event& event, const Profile& profile, Time now,
              Scratch& scratch, Verdict& out, Explain explain = Explain::all);

// ---- rule authors' tests: the [[test]] tables
struct TestResult {
  std::string name;
  Location location;
  bool passed = false;
  std::vector<std::string> failures;  // one line each, what was expected and what there was
};
// `run` plays one customer through decide(); bot hands it in, because what a firing does to a profile is decided there.
struct TestStep {
  std::string say;  // or
  Millis wait{};    //   time passes
};
struct TestCase {
  std::string name;
  Location location;
  std::vector<TestStep> steps;
  std::vector<std::string> has;
  std::vector<std::string> lacks;
  std::optional<std::string> group;
  std::optional<std::vector<std::string>> reply;
};
// The [[test]] tables of the files, checked as strictly as the rest (compile() tells the same mistakes).
std::vector<TestCase> tests_of(std::span<const Source> sources, Problems& problems);

}  // namespace fenqun::rules
