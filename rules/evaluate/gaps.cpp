// why_not(): the fewest single conditions that would have to change for a rule to hold.
#include <algorithm>
#include <bit>
#include <unordered_map>

#include "rules/evaluate/distance.hpp"

namespace fenqun::rules {
namespace {

using namespace evaluation;
using Program = RuleSet::Program;

constexpr std::size_t most_searched = 20;  // conditions: a million sets are tried at most

// A rule as a formula over its different conditions, each known by its text wherever it stands.
class Formula {
 public:
  Formula(const Program& program, std::uint32_t root, const Moment& moment) : program_(program), root_(root) {
    collect(root, moment);
  }

  // Steps of the conditions to change; in the order of the rule.
  std::vector<std::uint32_t> smallest() const {
    auto parts = cheapest(root_, true);
    std::sort(parts.begin(), parts.end());
    parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
    if (steps_.size() <= most_searched) parts = search(parts);
    for (auto& part : parts) part = steps_[part];
    return parts;
  }
  bool holds(std::uint32_t step) const { return truth_[variable_.at(program_.texts[step])]; }

 private:
  using Set = std::vector<std::uint32_t>;  // of conditions

  void collect(std::uint32_t id, const Moment& moment) {
    const auto& what = program_.steps[id];
    const auto all = [&](std::uint32_t begin, std::uint32_t end) {
      for (auto i = begin; i < end; ++i) collect(program_.parts[i], moment);
    };
    if (const auto* every = std::get_if<step::All>(&what)) return all(every->begin, every->end);
    if (const auto* any = std::get_if<step::Any>(&what)) return all(any->begin, any->end);
    if (const auto* denied = std::get_if<step::Not>(&what)) return collect(denied->part, moment);
    const auto next = static_cast<std::uint32_t>(steps_.size());
    if (!variable_.emplace(program_.texts[id], next).second) return;
    steps_.push_back(id);
    truth_.push_back(moment.holds(id));
  }

  // What must change for a step to come out as wanted, each part taken by itself.
  Set cheapest(std::uint32_t id, bool wanted) const {
    const auto& what = program_.steps[id];
    if (const auto* denied = std::get_if<step::Not>(&what)) return cheapest(denied->part, !wanted);
    const auto* all = std::get_if<step::All>(&what);
    const auto* any = std::get_if<step::Any>(&what);
    if (all == nullptr && any == nullptr) {
      const auto variable = variable_.at(program_.texts[id]);
      return truth_[variable] == wanted ? Set() : Set{variable};
    }
    const auto begin = all != nullptr ? all->begin : any->begin;
    const auto end = all != nullptr ? all->end : any->end;
    return (all != nullptr) == wanted ? joined(begin, end, wanted) : least(begin, end, wanted);
  }
  Set joined(std::uint32_t begin, std::uint32_t end, bool wanted) const {
    Set out;
    for (auto i = begin; i < end; ++i) {
      const auto part = cheapest(program_.parts[i], wanted);
      out.insert(out.end(), part.begin(), part.end());
    }
    return out;
  }
  Set least(std::uint32_t begin, std::uint32_t end, bool wanted) const {
    std::optional<Set> best;
    for (auto i = begin; i < end; ++i) {
      auto part = cheapest(program_.parts[i], wanted);
      if (!best || part.size() < best->size()) best = std::move(part);
    }
    return best.value_or(Set());
  }

  bool outcome(std::uint32_t id, std::uint32_t changed) const {
    const auto& what = program_.steps[id];
    if (const auto* all = std::get_if<step::All>(&what)) {
      for (auto i = all->begin; i < all->end; ++i) {
        if (!outcome(program_.parts[i], changed)) return false;
      }
      return true;
    }
    if (const auto* any = std::get_if<step::Any>(&what)) {
      for (auto i = any->begin; i < any->end; ++i) {
        if (outcome(program_.parts[i], changed)) return true;
      }
      return false;
    }
    if (const auto* denied = std::get_if<step::Not>(&what)) return !outcome(denied->part, changed);
    const auto variable = variable_.at(program_.texts[id]);
    return truth_[variable] != ((changed >> variable & 1U) != 0);
  }

  // Conditions stand in several places, where one change may help in all of them or harm in some: all sets are tried,
  // the small ones first. `known` is changed where no set does (`x and not x`).
  Set search(const Set& known) const {
    const auto all = std::uint32_t{1} << steps_.size();
    std::uint32_t best = 0;
    for (const auto variable : known) best |= std::uint32_t{1} << variable;
    auto fewest = outcome(root_, best) ? known.size() : steps_.size() + 1;
    for (std::uint32_t changed = 0; changed < all && fewest > 0; ++changed) {
      const auto size = static_cast<std::size_t>(std::popcount(changed));
      if (size >= fewest || !outcome(root_, changed)) continue;
      fewest = size;
      best = changed;
    }
    if (fewest > steps_.size()) return known;
    Set out;
    for (std::uint32_t i = 0; i < steps_.size(); ++i) {
      if ((best >> i & 1U) != 0) out.push_back(i);
    }
    return out;
  }

  const Program& program_;
  std::uint32_t root_;
  std::vector<std::uint32_t> steps_;  // of each condition the first step
  std::vector<bool> truth_;
  std::unordered_map<std::string_view, std::uint32_t> variable_;
};

}  // namespace

std::vector<Gap> why_not(const RuleSet& rules, std::uint32_t rule, const Circumstances& at, Scratch& scratch) {
  std::vector<Gap> out;
  if (!rules.program || rule >= rules.rules.size()) return out;
  const auto& program = *rules.program;
  auto& room = *scratch.impl;
  const bool live = !std::holds_alternative<Quiet>(at.event.payload);
  room.hear(program, live ? text_of(at.event) : nullptr);
  room.begin(program, at.profile);
  const Moment moment(Scene{program, at.event, at.profile, at.zone, room}, at.now, live);
  const auto root = program.order[program.position[rule]].root;
  const Formula formula(program, root, moment);
  for (const auto step : formula.smallest()) {
    out.push_back(gap_of(program, step, !formula.holds(step), moment, at.profile, room));
  }
  return out;
}

}  // namespace fenqun::rules
