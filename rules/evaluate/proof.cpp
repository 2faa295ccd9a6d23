// disprove(): a record of evidence is read again. What is about words is looked for in the text; every other fact's
// value is compared again with what its condition asks; then the rule must follow from the facts alone.
#include <algorithm>
#include <unordered_map>

#include "rules/evaluate/evidence.hpp"
#include "rules/evaluate/values.hpp"

namespace fenqun::rules {
namespace {

using namespace evaluation;
using Program = RuleSet::Program;

constexpr std::string_view denial = "not ";

// The single conditions of one rule by their text.
void collect(const Program& program, std::uint32_t id, std::unordered_map<std::string_view, std::uint32_t>& out) {
  const auto all = [&](std::uint32_t begin, std::uint32_t end) {
    for (auto i = begin; i < end; ++i) collect(program, program.parts[i], out);
  };
  std::visit(Overloaded{
                 [&](const step::All& s) { all(s.begin, s.end); },
                 [&](const step::Any& s) { all(s.begin, s.end); },
                 [&](const step::Not& s) { collect(program, s.part, out); },
                 [&](const auto&) { out.emplace(program.texts[id], id); },
             },
             program.steps[id]);
}

// Whether the step holds by what the value says; nothing when that cannot be read.
class Reading {
 public:
  Reading(const Program& program, std::string_view value) : program_(program), value_(value) {}

  std::optional<bool> of(std::uint32_t id) const {
    return std::visit([&](const auto& s) { return ask(s); }, program_.steps[id]);
  }

 private:
  using Answer = std::optional<bool>;

  // How a value is read, and what it is then asked. An empty one says that there was none.
  template <typename Number>
  Answer asked(const std::optional<Number>& read, const auto& holds) const {
    if (value_.empty()) return false;
    return read ? Answer(holds(*read)) : std::nullopt;
  }
  Answer count(const Comparison& compare) const {
    auto digits = value_;
    if (digits.starts_with("≥")) digits.remove_prefix(std::string_view("≥").size());
    const auto read = parse_scaled(digits, 1);
    return read ? Answer(compare.holds(*read)) : std::nullopt;
  }

  Answer ask(const step::Kind& s) const { return value_ == s.kind; }
  Answer ask(const step::Platform& s) const { return value_ == s.platform; }
  Answer ask(const step::Account& s) const { return value_ == s.account; }
  Answer ask(const step::Tag& s) const { return s.below ? value_.starts_with(s.tag) : value_ == s.tag; }
  Answer ask(const step::Group& s) const { return value_ == s.group; }
  Answer ask(const step::Counted& s) const { return count(s.compare); }
  Answer ask(const step::Sessions& s) const { return count(s.compare); }
  Answer ask(const step::Orders& s) const { return count(s.compare); }
  Answer ask(const step::Days& s) const {
    return asked(parse_span(value_), [&](Millis age) { return compare_age(s, age); });
  }
  Answer ask(const step::Waiting& s) const {
    return asked(parse_span(value_), [&](Millis age) { return compare_age(s, age); });
  }
  Answer ask(const step::Hours& s) const {
    const auto minute = parse_minute(value_);
    return minute ? Answer(within_hours(s, *minute)) : std::nullopt;
  }
  Answer ask(const step::Weekdays& s) const {
    const auto weekday = parse_scaled(value_, 1);
    if (!weekday || *weekday < 1 || *weekday > 7) return std::nullopt;
    return within_weekdays(s, static_cast<std::int32_t>(*weekday));
  }
  Answer ask(const step::Number& s) const {
    return asked(parse_scaled(value_, scale_of(s.figure)),
                 [&](std::int64_t number) { return s.compare.holds(number); });
  }
  Answer ask(const step::Bought& s) const {
    const auto product = fold(value_);
    return std::any_of(s.words.begin(), s.words.end(),
                       [&](const std::string& word) { return product.find(word) != product.npos; });
  }
  Answer ask(const step::Attribute& s) const {
    return std::find(s.words.begin(), s.words.end(), fold(value_)) != s.words.end();
  }
  Answer ask(const auto&) const { return std::nullopt; }  // about a message, or compound

  const Program& program_;
  std::string_view value_;
};

bool about_words(const Step& what) {
  return std::holds_alternative<step::Words>(what) || std::holds_alternative<step::Near>(what) ||
         std::holds_alternative<step::Sounds>(what) || std::holds_alternative<step::HasTrait>(what) ||
         std::holds_alternative<step::Length>(what);
}

class Proof {
 public:
  Proof(const RuleSet& rules, std::uint32_t root, std::string_view text)
      : program_(*rules.program),
        root_(root),
        said_(message(text)),
        spoken_(Scene{program_, said_, nobody_, TimeZone::shanghai(), *scratch_.impl}, Time{}, true),
        silent_(spoken_.quietly()) {
    scratch_.impl->hear(program_, text_of(said_));
    scratch_.impl->begin(program_, nobody_);
    collect(program_, root, leaves_);
  }

  std::optional<std::string> against(const Evidence& why) {
    for (const auto& fact : why.facts) {
      if (auto objection = take(fact)) return objection;
    }
    for (const auto& match : why.matches) {
      if (std::find(matches_.begin(), matches_.end(), match) == matches_.end()) {
        return "the text does not say “" + match.text + "” there";
      }
    }
    return follows(root_) == true ? std::nullopt
                                  : std::optional<std::string>("the rule does not follow from the facts");
  }

 private:
  static Event message(std::string_view text) {
    Event out;
    Text body;
    body.text = text;
    out.payload = std::move(body);
    return out;
  }

  std::optional<std::string> take(const Fact& fact) {
    if (!fact.met) return "`" + fact.condition + "` was not met";
    std::string_view condition = fact.condition;
    const bool negated = condition.starts_with(denial);
    if (negated) condition.remove_prefix(denial.size());
    const auto leaf = leaves_.find(condition);
    if (leaf == leaves_.end()) return "`" + std::string(condition) + "` is no condition of the rule";
    const auto holds = truth(leaf->second, fact.value);
    if (holds != !negated) return "`" + fact.condition + "` does not follow from `" + fact.value + "`";
    const auto [known, fresh] = known_.emplace(condition, !negated);
    if (!fresh && known->second == negated) return "`" + std::string(condition) + "` is said to hold and not to hold";
    if (!negated) add_matches(program_, leaf->second, *scratch_.impl, spoken_, matches_);
    return std::nullopt;
  }

  // What a message says must be found in it just so. What holds of no message at all can be told only from the value.
  std::optional<bool> truth(std::uint32_t step, const std::string& value) const {
    if (!about_words(program_.steps[step])) return Reading(program_, value).of(step);
    if (spoken_.value(step) == value) return spoken_.holds(step);
    if (silent_.value(step) == value && text_of(said_)->text.empty()) return silent_.holds(step);
    return std::nullopt;
  }

  // By the facts; nothing where they do not say.
  std::optional<bool> follows(std::uint32_t id) const {
    const auto joined = [&](std::uint32_t begin, std::uint32_t end, bool decides) {
      std::optional<bool> out = !decides;
      for (auto i = begin; i < end; ++i) {
        const auto part = follows(program_.parts[i]);
        if (part == decides) return part;
        if (!part) out = std::nullopt;
      }
      return out;
    };
    const auto& what = program_.steps[id];
    if (const auto* all = std::get_if<step::All>(&what)) return joined(all->begin, all->end, false);
    if (const auto* any = std::get_if<step::Any>(&what)) return joined(any->begin, any->end, true);
    if (const auto* denied = std::get_if<step::Not>(&what)) {
      const auto part = follows(denied->part);
      return part ? std::optional(!*part) : std::nullopt;
    }
    const auto fact = known_.find(program_.texts[id]);
    return fact == known_.end() ? std::nullopt : std::optional(fact->second);
  }

  const Program& program_;
  std::uint32_t root_;
  Event said_;
  Profile nobody_;
  Scratch scratch_;
  Moment spoken_;
  Moment silent_;
  std::unordered_map<std::string_view, std::uint32_t> leaves_;
  std::unordered_map<std::string_view, bool> known_;  // of the conditions that are told
  std::vector<Match> matches_;
};

}  // namespace

std::optional<std::string> disprove(const RuleSet& rules, const Evidence& why, std::string_view text) {
  if (why.ruleset_rev != rules.rev) return "it was made under revision " + std::to_string(why.ruleset_rev);
  if (!rules.program) return "there are no rules";
  const auto rule = rules.program->rule_of_id.find(std::string_view(why.rule));
  if (rule == rules.program->rule_of_id.end()) return "there is no rule `" + why.rule + "`";
  const auto root = rules.program->order[rules.program->position[rule->second]].root;
  return Proof(rules, root, text).against(why);
}

}  // namespace fenqun::rules
