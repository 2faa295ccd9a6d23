#include "rules/evaluate/evidence.hpp"

#include <algorithm>

#include "rules/limits.hpp"

namespace fenqun::rules::evaluation {
namespace {

// The parts of a compound step, and whether one of them is enough to bear the outcome.
struct Parts {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool one_is_enough = false;
};

class Explanation {
 public:
  Explanation(const RuleSet::Program& program, Scratch::Impl& scratch, const Moment& moment, Evidence& out)
      : program_(program), scratch_(scratch), moment_(moment), out_(out) {}

  void explain(const RuleSet::Program::Entry& entry) {
    brief_ = false;
    brief_ = !entry.is_plain && facts_of(entry.root, false) > max_facts;
    add(entry.root, false);
    out_.facts.resize(facts_);
  }

 private:
  std::optional<Parts> parts_of(std::uint32_t id, bool negated) const {
    const auto& what = program_.steps[id];
    if (const auto* all = std::get_if<step::All>(&what)) return Parts{all->begin, all->end, negated};
    if (const auto* any = std::get_if<step::Any>(&what)) return Parts{any->begin, any->end, !negated};
    return std::nullopt;
  }
  bool bears(std::uint32_t id, bool negated) const { return moment_.holds(id) != negated; }

  // How many facts explain a step that bears the outcome.
  std::size_t facts_of(std::uint32_t id, bool negated) const {
    if (const auto* denied = std::get_if<step::Not>(&program_.steps[id])) return facts_of(denied->part, !negated);
    const auto parts = parts_of(id, negated);
    if (!parts) return 1;
    if (brief_ && parts->one_is_enough) return facts_of(cheapest(*parts, negated), negated);
    std::size_t sum = 0;
    for (auto i = parts->begin; i < parts->end; ++i) {
      if (bears(program_.parts[i], negated)) sum += facts_of(program_.parts[i], negated);
    }
    return sum;
  }

  std::uint32_t cheapest(const Parts& parts, bool negated) const {
    std::optional<std::size_t> least;
    auto best = program_.parts[parts.begin];
    for (auto i = parts.begin; i < parts.end; ++i) {
      const auto id = program_.parts[i];
      if (!bears(id, negated)) continue;
      const auto facts = facts_of(id, negated);
      if (least && facts >= *least) continue;
      least = facts;
      best = id;
    }
    return best;
  }

  void add(std::uint32_t id, bool negated) {
    if (const auto* denied = std::get_if<step::Not>(&program_.steps[id])) return add(denied->part, !negated);
    const auto parts = parts_of(id, negated);
    if (!parts) return add_fact(id, negated);
    if (brief_ && parts->one_is_enough) return add(cheapest(*parts, negated), negated);
    for (auto i = parts->begin; i < parts->end; ++i) {
      if (bears(program_.parts[i], negated)) add(program_.parts[i], negated);
    }
  }

  void add_fact(std::uint32_t id, bool negated) {
    const auto& text = program_.texts[id];
    if (facts_ == out_.facts.size()) out_.facts.emplace_back();
    auto& fact = out_.facts[facts_++];
    fact.condition.assign(negated ? "not " : "");
    fact.condition += text;
    fact.value = moment_.value(id);
    fact.met = true;  // only what bears the outcome is added
    if (!negated) add_matches(program_, id, scratch_, moment_, out_.matches);
  }

  const RuleSet::Program& program_;
  Scratch::Impl& scratch_;
  const Moment& moment_;
  Evidence& out_;
  bool brief_ = false;
  std::size_t facts_ = 0;
};

void add_match(const Scratch::Impl& scratch, const Hit& hit, std::vector<Match>& out) {
  const auto original = cut(original_of(scratch, hit, scratch.said), max_match_bytes);
  if (original.empty()) return;
  const auto begin = static_cast<std::uint32_t>(original.data() - scratch.said.data());
  const auto end = begin + static_cast<std::uint32_t>(original.size());
  const bool known =
      std::any_of(out.begin(), out.end(), [&](const Match& match) { return match.begin == begin && match.end == end; });
  if (!known) out.push_back({begin, end, std::string(original)});
}

}  // namespace

void add_matches(const RuleSet::Program& program, std::uint32_t step, Scratch::Impl& scratch, const Moment& moment,
                 std::vector<Match>& out) {
  const auto add_where = [&](const std::vector<Hit>& hits, auto counts) {
    for (std::size_t i = 0; i < hits.size() && out.size() < max_matches; ++i) {
      if (counts(i)) add_match(scratch, hits[i], out);
    }
  };
  const auto& what = program.steps[step];
  if (!moment.holds(step)) return;
  if (const auto* words = std::get_if<step::Words>(&what)) {
    add_where(scratch.hits, [&](std::size_t i) { return moment.counts(*words, i); });
  } else if (const auto* near = std::get_if<step::Near>(&what)) {
    add_where(scratch.hits, [&](std::size_t i) {
      return moment.counts({Fit::any, near->left}, i) || moment.counts({Fit::any, near->right}, i);
    });
  } else if (const auto* sounds = std::get_if<step::Sounds>(&what)) {
    const auto& hits = scratch.sounds(program);
    add_where(hits, [&](std::size_t i) { return sounds->begin <= hits[i].pattern && hits[i].pattern < sounds->end; });
  } else if (const auto* trait = std::get_if<step::HasTrait>(&what)) {
    const auto place = scratch.place_of(trait->trait);
    if (place && out.size() < max_matches) add_match(scratch, {0, place->begin, place->end}, out);
  }
}

void explain(const RuleSet& rules, const RuleSet::Program::Entry& entry, const Event& event, Scratch::Impl& scratch,
             const Moment& moment, Evidence& out) {
  out.rule = rules.rules[entry.rule].id;
  out.ruleset_rev = rules.rev;
  out.event = std::holds_alternative<Quiet>(event.payload) ? EventKey{} : event.key;
  out.matches.clear();
  out.note.clear();
  Explanation(*rules.program, scratch, moment, out).explain(entry);
}

}  // namespace fenqun::rules::evaluation
