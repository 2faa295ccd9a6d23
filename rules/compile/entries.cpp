#include "rules/compile/entries.hpp"

#include <algorithm>
#include <unordered_set>

#include "rules/limits.hpp"

namespace fenqun::rules::compiler {
namespace {

using Program = RuleSet::Program;

// Of more conditions than these the steps are asked: it is words that rule most rules out, not these.
constexpr std::size_t max_checks = 16;
static_assert(max_effects_per_rule <= 255 && max_checks <= 255);  // are counted in a byte
static_assert(max_checks <= max_facts);

// False when these are too many.
bool add_checks(const Program& program, std::uint32_t id, bool negated, std::vector<Check>& out) {
  const auto& what = program.steps[id];
  const auto each = [&](std::uint32_t begin, std::uint32_t end) {
    for (auto i = begin; i < end; ++i) {
      if (!add_checks(program, program.parts[i], negated, out)) return false;
    }
    return true;
  };
  if (const auto* denied = std::get_if<step::Not>(&what)) return add_checks(program, denied->part, !negated, out);
  if (const auto* all = std::get_if<step::All>(&what); all != nullptr && !negated) return each(all->begin, all->end);
  if (const auto* any = std::get_if<step::Any>(&what); any != nullptr && negated) return each(any->begin, any->end);
  if (out.size() >= max_checks) return false;
  const auto* words = std::get_if<step::Words>(&what);
  const auto* tag = std::get_if<step::Tag>(&what);
  if (words != nullptr && (words->fit == Fit::has || words->fit == Fit::any)) {
    out.push_back({Check::Asks::hit, negated, words->set});
  } else if (tag != nullptr && !tag->below) {
    out.push_back({Check::Asks::tag, negated, tag->number});
  } else {
    out.push_back({Check::Asks::step, negated, id});
  }
  return true;
}

// Answers where it begins there.
template <typename T>
std::uint32_t append(const std::vector<T>& from, std::vector<T>& to) {
  const auto begin = static_cast<std::uint32_t>(to.size());
  to.insert(to.end(), from.begin(), from.end());
  return begin;
}

// What rules ask for that effects can change.
class Readers {
 public:
  explicit Readers(const std::vector<Use>& uses) {
    for (const auto& use : uses) {
      for (const auto& read : use.reads) (read.below ? below_ : whole_).insert(read.key);
    }
  }

  bool read(const std::string& written) const {
    if (whole_.contains(written)) return true;
    if (below_.empty()) return false;
    for (auto slash = written.find('/'); slash != written.npos; slash = written.find('/', slash + 1)) {
      if (below_.contains(written.substr(0, slash + 1))) return true;
    }
    return false;
  }

 private:
  std::unordered_set<std::string> whole_;
  std::unordered_set<std::string> below_;  // keys end with "/"
};

bool plans(const Effect& effect) {
  const auto* tag = std::get_if<TagEffect>(&effect);
  return (tag != nullptr && tag->life == Life::timed) || std::holds_alternative<FollowUpEffect>(effect);
}

}  // namespace

void fill_entries(const RuleSet& rules, const std::vector<Use>& uses, Program& program) {
  const Readers readers(uses);
  std::unordered_map<std::string_view, std::uint32_t> numbers;
  for (std::uint32_t i = 0; i < program.tags.size(); ++i) numbers.emplace(program.tags[i], i);
  std::vector<Check> checks;
  std::vector<std::uint32_t> given;
  for (auto& entry : program.order) {
    const auto& rule = rules.rules[entry.rule];
    const auto& writes = uses[entry.rule].writes;
    checks.clear();
    if (!add_checks(program, entry.root, false, checks)) checks = {{Check::Asks::step, false, entry.root}};
    entry.is_plain =
        std::all_of(checks.begin(), checks.end(), [](const Check& c) { return c.asks != Check::Asks::step; });
    given.clear();
    for (const auto& effect : rule.effects) {
      if (const auto* tag = std::get_if<TagEffect>(&effect)) given.push_back(numbers.at(tag->tag));
    }
    entry.checks = append(checks, program.checks);
    entry.check_count = static_cast<std::uint8_t>(checks.size());
    entry.given = append(given, program.given);
    entry.given_count = static_cast<std::uint8_t>(given.size());
    entry.on = rule.enabled;
    entry.only_gives = given.size() == rule.effects.size();
    entry.is_read = std::any_of(writes.begin(), writes.end(), [&](const auto& key) { return readers.read(key); });
    entry.plans = std::any_of(rule.effects.begin(), rule.effects.end(), plans);
  }
}

void fill_uses(Program& program) {
  program.uses.resize(program.patterns);
  for (std::uint32_t pattern = 0; pattern < program.patterns; ++pattern) {
    const auto sets = program.pattern_sets[pattern];
    if (sets.size() != 1) continue;
    const auto rules = program.set_rules[sets.front()];
    program.uses[pattern].set = sets.front();
    if (rules.size() < 2) program.uses[pattern].rule = rules.empty() ? PatternUse::none : rules.front();
  }
}

}  // namespace fenqun::rules::compiler
