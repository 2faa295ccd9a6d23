#include "rules/evaluate/evidence.hpp"

#include <algorithm>

#include "rules/limits.hpp"

namespace fenqun::rules::evaluation {
namespace {

class Explanation {
 public:
  Explanation(const RuleSet::Program& program, const Event& event, const Scratch::Impl& scratch, const Moment& moment,
              Evidence& out)
      : program_(program), event_(event), scratch_(scratch), moment_(moment), out_(out) {}

  // Every single condition that bears the outcome becomes a fact: of an `or` only the branches that hold. Under `not`
  // it reads "not …".
  void explain(std::uint32_t id, bool negated) {
    const auto& what = program_.steps[id];
    if (const auto* all = std::get_if<step::All>(&what)) return each(all->begin, all->end, negated);
    if (const auto* any = std::get_if<step::Any>(&what)) return each(any->begin, any->end, negated);
    if (const auto* denied = std::get_if<step::Not>(&what)) return explain(denied->part, !negated);
    if (out_.facts.size() < max_facts) {
      const auto& text = program_.texts[id];
      out_.facts.push_back({negated ? "not " + text : text, moment_.value(id), moment_.holds(id) != negated});
    }
    const auto* words = std::get_if<step::Words>(&what);
    if (words != nullptr && !negated && words->fit != Fit::none && moment_.holds(id)) matches(*words);
  }

 private:
  void each(std::uint32_t begin, std::uint32_t end, bool negated) {
    for (auto i = begin; i < end; ++i) {
      if (moment_.holds(program_.parts[i]) != negated) explain(program_.parts[i], negated);
    }
  }

  void matches(const step::Words& words) {
    const auto& text = text_of(event_)->text;
    const auto patterns = program_.set_patterns[words.set];
    for (const auto& hit : scratch_.hits) {
      if (out_.matches.size() >= max_matches) return;
      if (!std::binary_search(patterns.begin(), patterns.end(), hit.pattern)) continue;
      const auto original = cut(original_of(scratch_, hit, text), max_match_bytes);
      if (!original.empty()) add(static_cast<std::uint32_t>(original.data() - text.data()), original);
    }
  }

  void add(std::uint32_t begin, std::string_view original) {
    const auto end = begin + static_cast<std::uint32_t>(original.size());
    const bool known = std::any_of(out_.matches.begin(), out_.matches.end(),
                                   [&](const Match& match) { return match.begin == begin && match.end == end; });
    if (!known) out_.matches.push_back({begin, end, std::string(original)});
  }

  const RuleSet::Program& program_;
  const Event& event_;
  const Scratch::Impl& scratch_;
  const Moment& moment_;
  Evidence& out_;
};

}  // namespace

Evidence evidence_of(const RuleSet& rules, std::uint32_t rule, std::uint32_t root, const Event& event,
                     const Scratch::Impl& scratch, const Moment& moment) {
  Evidence out;
  out.rule = rules.rules[rule].id;
  out.ruleset_rev = rules.rev;
  if (!std::holds_alternative<Quiet>(event.payload)) out.event = event.key;
  Explanation(*rules.program, event, scratch, moment, out).explain(root, false);
  return out;
}

}  // namespace fenqun::rules::evaluation
