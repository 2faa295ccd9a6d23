#include "rules/evaluate/ahead.hpp"

#include <algorithm>

namespace fenqun::rules::evaluation {
namespace {

enum class Truth : std::uint8_t { no, yes, depends };

// What is known of a step if its clock steps that still change may be anything.
class Prospect {
 public:
  Prospect(const RuleSet::Program& program, const Moment& moment) : program_(program), moment_(moment) {}

  Truth of(std::uint32_t id) const {
    const auto& what = program_.steps[id];
    if (const auto* all = std::get_if<step::All>(&what)) return joined(all->begin, all->end, Truth::no, Truth::yes);
    if (const auto* any = std::get_if<step::Any>(&what)) return joined(any->begin, any->end, Truth::yes, Truth::no);
    if (const auto* denied = std::get_if<step::Not>(&what)) {
      const auto part = of(denied->part);
      if (part == Truth::depends) return part;
      return part == Truth::yes ? Truth::no : Truth::yes;
    }
    if (moment_.next_change(id)) return Truth::depends;
    return moment_.holds(id) ? Truth::yes : Truth::no;
  }

 private:
  Truth joined(std::uint32_t begin, std::uint32_t end, Truth decides, Truth out) const {
    for (auto i = begin; i < end; ++i) {
      const auto part = of(program_.parts[i]);
      if (part == decides) return part;
      if (part == Truth::depends) out = part;
    }
    return out;
  }

  const RuleSet::Program& program_;
  const Moment& moment_;
};

std::optional<Time> next_change(const RuleSet::Program& program, std::uint32_t position, const Moment& moment) {
  std::optional<Time> out;
  for (const auto step : program.clocks[position]) {
    const auto next = moment.next_change(step);
    if (next && (!out || *next < *out)) out = next;
  }
  return out;
}

}  // namespace

std::optional<Time> next_look(const RuleSet::Program& program, std::uint32_t position, Moment quiet,
                              const std::optional<Time>& bound) {
  const auto& entry = program.order[position];
  bool before = quiet.holds(entry.root);
  for (int looks = 1;; ++looks) {
    const auto next = next_change(program, position, quiet);
    if (!next || (bound && *next >= *bound)) return std::nullopt;
    // Mostly the first change decides; whether any can is asked only when it did not.
    if (looks > 1 && Prospect(program, quiet).of(entry.root) != Truth::depends) return std::nullopt;
    quiet.move_to(*next);
    const bool after = quiet.holds(entry.root);
    if ((after != before && (after || entry.while_true)) || looks == max_looks) return next;
    before = after;
  }
}

}  // namespace fenqun::rules::evaluation
