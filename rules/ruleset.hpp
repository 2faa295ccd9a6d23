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
#include "rules/time_zone.hpp"

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
// `once`, `once per 7d`: how often words go out to, or about, one customer.
struct Once {
  bool limited = false;
  Millis per{};  // 0: once and never again

  bool operator==(const Once&) const = default;
};
struct ReplyEffect {
  std::string text;  // templates and lists already looked up
  Once once;
};
struct NotifyEffect {
  std::string where;  // a chat's name, a linked group's name or "owners"
  std::string text;   // empty: a standard notice that names customer, rule and message
  Once once;
};
struct SetEffect {  // an attribute; empty value: removes it
  std::string name;
  std::string value;
};
struct FollowUpEffect {  // says the text to the customer after that time, unless the customer writes before
  Millis after{};
  std::string text;
  Once once;
};
struct WebhookEffect {
  std::string name;  // of [webhook.NAME] in the configuration
  Once once;
};
// `stage S` is a TagEffect of the dimension 阶段 (or stage).
using Effect = std::variant<TagEffect, UntagEffect, GroupEffect, ReplyEffect, NotifyEffect, SetEffect, FollowUpEffect,
                            WebhookEffect>;

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

// One effect in canonical spelling: tag 需求/退款 for 30d. Parsing it again gives the same effect.
std::string print_effect(const Effect& effect, Language language);

// ---- evaluation
struct Firing {
  std::uint32_t rule = 0;  // index into RuleSet::rules
  Evidence why;
  // Whether it has something to say: always for an event; when time alone has passed, only if time has just made the
  // rule true, so that a notice does not go out at every later look.
  bool speaks = true;
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

// What the event itself changes before any rule is asked: first and last time seen, counters, where the customer can be
// reached, whether they wait, orders, ratings, follow-ups that are off. `before`: the profile without this event.
// Reads the text into `scratch`, where the evaluate() that follows finds it.
void observe(const RuleSet& rules, const Event& event, const Profile& before, Scratch& scratch,
             std::vector<Change>& out);

// Whether a rule index is switched on.
using Enabled = std::vector<bool>;
// `changes`: a rule that only gives tags which the customer has for good fires without evidence, which nobody will
// keep.
enum class Explain : std::uint8_t { all, changes };

struct Circumstances {
  const Event& event;
  const Profile& profile;  // includes this event (see observe)
  Time now{};              // the message's time, or the tick's for Quiet
  const TimeZone& zone;    // of the account
  const Enabled& enabled;
  Explain explain = Explain::all;
};

// Rules that read tags, groups or attributes given by other rules see what those rules do on this same event (they are
// ordered by what they need; a cycle is an error at compile time), but a rule never reacts to its own effect.
void evaluate(const RuleSet& rules, const Circumstances& at, Scratch& scratch, Verdict& out);

// ---- explaining
// Whether the evidence proves that the rule held: every fact's value is asked again, every match is looked for in
// `text` (the message's; empty for time alone). Answers what does not follow; nothing: it does.
std::optional<std::string> disprove(const RuleSet& rules, const Evidence& why, std::string_view text);

// One condition that stands between a customer and a rule.
struct Gap {
  std::string condition;     // canonical English, "not …" where it must cease to hold
  std::string value;         // what there is now: "2", "退款 (不: negated)"
  std::string distance;      // how far it is from what is asked, "1 more", "in 3d"; empty: no matter of degree
  std::optional<Time> when;  // time alone closes it then, if nothing happens
};
// A smallest set of conditions that would have to change for the rule to hold; empty: it holds. Evaluates like
// evaluate() with `at` (the tags as they are). Exact for rules of up to 20 different conditions, else each part's
// smallest, which may count a condition twice that stands in several places.
std::vector<Gap> why_not(const RuleSet& rules, std::uint32_t rule, const Circumstances& at, Scratch& scratch);

// ---- rule authors' tests: the [[test]] tables
struct TestResult {
  std::string name;
  Location location;
  bool passed = false;
  std::vector<std::string> failures;  // one line each, what was expected and what there was
};
// `run` plays one customer through decide(); bot hands it in, because what a firing does to a profile is decided there.
struct TestStep {
  std::string say;             // or
  Millis wait{};               //   time passes, or
  std::optional<Order> order;  //   the customer buys (`at` is set when it is played)
};
struct TestCase {
  std::string name;
  Location location;
  std::optional<Time> at;  // when it begins; nothing: a Monday at noon
  std::string timezone;    // of the account; empty: Asia/Shanghai
  std::vector<TestStep> steps;
  std::vector<std::string> has;
  std::vector<std::string> lacks;
  std::optional<std::string> group;
  std::optional<std::vector<std::string>> reply;
};
// The [[test]] tables of the files, checked as strictly as the rest (compile() tells the same mistakes).
std::vector<TestCase> tests_of(std::span<const Source> sources, Problems& problems);

}  // namespace fenqun::rules
