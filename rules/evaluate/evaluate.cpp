// evaluate() and observe(). One evaluation: read the message once, look at the rules that wait for what was hit and at
// those that can hold without words, in the order of who reads whose tags, then ask when time alone changes anything.
#include <algorithm>

#include "rules/evaluate/evidence.hpp"

namespace fenqun::rules {
namespace {

using evaluation::Moment;
using Program = RuleSet::Program;

// Rules fire for what customers do and for time passing. Everything else (our own messages, people leaving …) only
// tells whether the `while true` rules still hold.
bool rules_fire(const Event& event) {
  if (std::holds_alternative<Quiet>(event.payload)) return true;
  return event.author == Author::customer &&
         (is_customer_message(event) || std::holds_alternative<Joined>(event.payload) ||
          std::holds_alternative<Befriended>(event.payload));
}

class Evaluation {
 public:
  Evaluation(const RuleSet& rules, const Circumstances& at, Scratch::Impl& scratch, Verdict& out)
      : rules_(rules),
        program_(*rules.program),
        enabled_(at.enabled),
        event_(at.event),
        profile_(at.profile),
        scratch_(scratch),
        out_(out),
        explain_(at.explain),
        fires_(rules_fire(at.event)),
        hears_(fires_ && text_of(at.event) != nullptr),
        moment_(program_, at.event, at.profile, scratch, at.now, fires_) {}

  void run() {
    scratch_.begin(program_);
    for (const auto& spec : program_.counters) scratch_.counters.push_back(profile_.counter(spec.id));
    if (hears_ && program_.asks_words()) {
      scratch_.read(program_, text_of(event_)->text);
      out_.truncated = scratch_.folded.truncated;
    }
    for (const auto position : program_.always) scratch_.add_candidate(position);
    find_held_tags();
    std::sort(scratch_.candidates.begin(), scratch_.candidates.end());
    for (const auto position : scratch_.candidates) look_at(position);
    const auto by_rule = [](const Firing& a, const Firing& b) { return a.rule < b.rule; };
    std::sort(out_.firings.begin(), out_.firings.end(), by_rule);
    std::sort(out_.held.begin(), out_.held.end());
    look_ahead();
  }

 private:
  bool is_on(std::uint32_t rule) const {
    return rules_.rules[rule].enabled && (rule >= enabled_.size() || enabled_[rule]);
  }

  // Tags that live while a rule's condition holds: their rules are looked at even if no word was hit, because then the
  // tags leave, and others may read them. A tag of a rule that is gone or off leaves at once.
  void find_held_tags() {
    for (const auto& tag : profile_.tags.fleeting()) {
      const auto& state = profile_.tags.at(tag);
      if (state.life != Life::while_true || state.pinned || state.by.kind != By::Kind::rule) continue;
      const auto rule = program_.rule_of_id.find(std::string_view(state.by.id));
      if (rule == program_.rule_of_id.end() || !is_on(rule->second)) {
        change(tag, false);
        continue;
      }
      const auto position = program_.position[rule->second];
      scratch_.held_tags.push_back({position, tag});
      scratch_.add_candidate(position);
    }
  }

  void look_at(std::uint32_t position) {
    const auto& entry = program_.order[position];
    if (!is_on(entry.rule)) return;
    if (!moment_.holds(entry.root)) return drop_held(position);
    if (entry.while_true) out_.held.push_back(entry.rule);
    if (!fires_) return;
    auto& firing = out_.firings.emplace_back();
    firing.rule = entry.rule;
    if (explain_ == Explain::all || changes_anything(rules_.rules[entry.rule])) {
      firing.why = evaluation::evidence_of(rules_, entry.rule, entry.root, event_, scratch_, moment_);
    }
    for (const auto& effect : rules_.rules[entry.rule].effects) foresee(effect, rules_.rules[entry.rule].id);
  }

  bool changes_anything(const Rule& rule) const {
    return std::any_of(rule.effects.begin(), rule.effects.end(), [&](const Effect& effect) {
      const auto* given = std::get_if<TagEffect>(&effect);
      if (given == nullptr) return true;
      const auto held = profile_.tags.find(given->tag);
      return held == profile_.tags.end() || held->second.life != Life::kept;
    });
  }

  void drop_held(std::uint32_t position) {
    for (const auto& held : scratch_.held_tags) {
      if (held.position == position && !was_changed(held.tag)) change(held.tag, false);
    }
  }

  // What rules that come later see of this one's effects.
  void foresee(const Effect& effect, const std::string& rule) {
    if (const auto* given = std::get_if<TagEffect>(&effect)) {
      if (!profile_.blocked(given->tag, rule)) change(given->tag, true);
    } else if (const auto* taken = std::get_if<UntagEffect>(&effect)) {
      const auto state = profile_.tags.find(taken->tag);
      if (state == profile_.tags.end() || !state->second.pinned) change(taken->tag, false);
    }
  }

  bool was_changed(std::string_view tag) const {
    return std::any_of(scratch_.overlay.begin(), scratch_.overlay.end(),
                       [&](const Scratch::Impl::TagChange& change) { return change.tag == tag; });
  }

  void change(std::string_view tag, bool present) {
    for (auto& known : scratch_.overlay) {
      if (known.tag == tag) {
        known.present = present;
        return;
      }
    }
    scratch_.overlay.push_back({tag, present});
  }

  void earliest(Time at) {
    if (at > moment_.now() && (!out_.look_again_at || at < *out_.look_again_at)) out_.look_again_at = at;
  }

  // The end of timed tags, old and new, and the next time at which a rule comes to hold or a held one ceases to.
  void look_ahead() {
    for (const auto& tag : profile_.tags.fleeting()) {
      const auto& until = profile_.tags.at(tag).until;
      if (until) earliest(*until);
    }
    for (const auto& firing : out_.firings) {
      for (const auto& effect : rules_.rules[firing.rule].effects) {
        const auto* tag = std::get_if<TagEffect>(&effect);
        if (tag != nullptr && tag->life == Life::timed) earliest(moment_.now() + tag->duration);
      }
    }
    for (const auto position : program_.timed) {
      if (is_on(program_.order[position].rule)) look_ahead(position);
    }
  }

  void look_ahead(std::uint32_t position) {
    const auto& entry = program_.order[position];
    auto moment = moment_.quietly();
    bool before = moment.holds(entry.root);
    // Held only by the words of this message: that ends with the message.
    if (entry.while_true && !before && std::binary_search(out_.held.begin(), out_.held.end(), entry.rule)) {
      return earliest(moment_.now() + Millis{1});
    }
    while (const auto next = next_change(position, moment)) {
      if (out_.look_again_at && *next >= *out_.look_again_at) return;
      moment.move_to(*next);
      const bool after = moment.holds(entry.root);
      if (after != before && (after || entry.while_true)) return earliest(*next);
      before = after;
    }
  }

  std::optional<Time> next_change(std::uint32_t position, const Moment& moment) const {
    std::optional<Time> out;
    for (const auto step : program_.clocks[position]) {
      const auto next = moment.next_change(step);
      if (next && (!out || *next < *out)) out = next;
    }
    return out;
  }

  const RuleSet& rules_;
  const Program& program_;
  const Enabled& enabled_;
  const Event& event_;
  const Profile& profile_;
  Scratch::Impl& scratch_;
  Verdict& out_;
  Explain explain_;
  bool fires_;
  bool hears_;
  Moment moment_;
};

}  // namespace

void observe(const RuleSet& rules, const Event& event, const Profile&, Scratch&, std::vector<Change>& out) {
  if (!is_customer_message(event)) return;
  out.emplace_back(Touch{event.sent_at});
  if (!rules.program) return;
  for (const auto& spec : rules.program->counters) out.emplace_back(Count{spec.id, event.sent_at, spec.keep});
}

void evaluate(const RuleSet& rules, const Circumstances& at, Scratch& scratch, Verdict& out) {
  out.firings.clear();
  out.held.clear();
  out.look_again_at.reset();
  out.truncated = false;
  if (rules.program) Evaluation(rules, at, *scratch.impl, out).run();
}

}  // namespace fenqun::rules
