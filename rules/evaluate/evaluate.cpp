// evaluate(). One evaluation: read the message once, look at the rules that wait for what was hit and at those that can
// hold without words, in the order of who reads what others change, then ask when time alone changes anything.
#include <algorithm>

#include "rules/compile/keys.hpp"
#include "rules/evaluate/ahead.hpp"
#include "rules/evaluate/evidence.hpp"

namespace fenqun::rules {
namespace {

using evaluation::Moment;
using evaluation::Scene;
using Program = RuleSet::Program;

bool is_quiet(const Event& event) {
  return std::holds_alternative<Quiet>(event.payload);
}

// Rules fire for what customers do and for time passing. Everything else (our own messages, people leaving …) only
// tells whether the `while true` rules still hold.
bool rules_fire(const Event& event) {
  if (is_quiet(event) || std::holds_alternative<Ordered>(event.payload) ||
      std::holds_alternative<Rated>(event.payload)) {
    return true;
  }
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
        quiet_(is_quiet(at.event)),
        fires_(rules_fire(at.event)),
        moment_(Scene{program_, at.event, at.profile, at.zone, scratch}, at.now, fires_ && !quiet_),
        afterwards_(Scene{program_, at.event, at.profile, at.zone, scratch}, at.now, false) {}

  void run() {
    read();
    scratch_.begin(program_, profile_);
    find_held_tags();
    sort_candidates();
    for (const auto position : scratch_.candidates) look_at(position);
    // Firings are large, and rules are mostly evaluated as they are written.
    const auto by_rule = [](const Firing& a, const Firing& b) { return a.rule < b.rule; };
    if (!std::is_sorted(out_.firings.begin(), out_.firings.end(), by_rule)) {
      std::sort(out_.firings.begin(), out_.firings.end(), by_rule);
    }
    std::sort(out_.held.begin(), out_.held.end());
    look_ahead();
  }

 private:
  void read() {
    const bool known = scratch_.recall(program_, event_);
    const auto* text = fires_ ? text_of(event_) : nullptr;
    if (!known) scratch_.hear(program_, text);
    out_.truncated = text != nullptr && program_.asks_words() && scratch_.folded.truncated;
  }

  // Each once, with those that can hold without any word.
  void sort_candidates() {
    auto& all = scratch_.candidates;
    all.insert(all.end(), program_.always.begin(), program_.always.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    for (const auto position : all) {
      const auto& entry = program_.order[position];
      __builtin_prefetch(program_.checks.data() + entry.checks);
      __builtin_prefetch(program_.given.data() + entry.given);
    }
  }

  bool is_on(const Program::Entry& entry) const {
    return entry.on && (entry.rule >= enabled_.size() || enabled_[entry.rule]);
  }

  // Tags that live while a rule's condition holds: their rules are looked at even if no word was hit, because then the
  // tags leave, and others may read them. A tag of a rule that is gone or off leaves at once.
  void find_held_tags() {
    for (const auto& tag : profile_.tags.fleeting()) {
      const auto& state = profile_.tags.at(tag);
      if (state.life != Life::while_true || state.pinned || state.by.kind != By::Kind::rule) continue;
      const auto rule = program_.rule_of_id.find(std::string_view(state.by.id));
      if (rule == program_.rule_of_id.end() || !is_on(program_.order[program_.position[rule->second]])) {
        change(tag, false);
        continue;
      }
      const auto position = program_.position[rule->second];
      scratch_.held_tags.push_back({position, tag});
      scratch_.candidates.push_back(position);
    }
  }

  void look_at(std::uint32_t position) {
    const auto& entry = program_.order[position];
    if (!is_on(entry)) return;
    if (!holds(entry)) return drop_held(position);
    if (entry.while_true) out_.held.push_back(entry.rule);
    if (!fires_) return;
    auto& firing = out_.firings.emplace_back();
    firing.rule = entry.rule;
    firing.speaks = speaks(entry.root);
    if (explain_ == Explain::all || changes_anything(entry)) explain(entry, firing.why);
    plans_ |= entry.plans;
    if (!entry.is_read) return;
    for (const auto& effect : rules_.rules[entry.rule].effects) foresee(effect, entry.rule);
  }

  bool holds(const Program::Entry& entry) const {
    const auto checks = program_.checks_of(entry);
    return std::all_of(checks.begin(), checks.end(), [&](const Check& check) { return moment_.holds(check); });
  }

  void explain(const Program::Entry& entry, Evidence& out) {
    if (!scratch_.evidence.empty()) {
      out = std::move(scratch_.evidence.back());
      scratch_.evidence.pop_back();
    }
    evaluation::explain(rules_, entry, event_, scratch_, moment_, out);
  }

  // Time has just made it true if it did not hold before this look was due, as the customer was then.
  bool speaks(std::uint32_t root) const {
    if (!quiet_) return true;
    auto before = moment_.as_stored();
    before.move_to(std::min(profile_.look_again_at.value_or(moment_.now()), moment_.now()) - Millis{1});
    return !before.holds(root);
  }

  bool changes_anything(const Program::Entry& entry) const {
    for (const auto tag : program_.given_by(entry)) {
      const auto* held = scratch_.stored_tag(program_, profile_, tag);
      if (held == nullptr || held->life != Life::kept) return true;
    }
    return !entry.only_gives;
  }

  void drop_held(std::uint32_t position) {
    for (const auto& held : scratch_.held_tags) {
      if (held.position == position && !was_changed(held.tag)) change(held.tag, false);
    }
  }

  // What rules that come later see of this one's effects.
  void foresee(const Effect& effect, std::uint32_t rule) {
    if (const auto* given = std::get_if<TagEffect>(&effect)) {
      if (!profile_.blocked(given->tag, rules_.rules[rule].id)) change(given->tag, true);
    } else if (const auto* taken = std::get_if<UntagEffect>(&effect)) {
      const auto state = profile_.tags.find(taken->tag);
      if (state == profile_.tags.end() || !state->second.pinned) change(taken->tag, false);
    } else if (const auto* moved = std::get_if<GroupEffect>(&effect)) {
      if (!profile_.group || !profile_.group->pinned) scratch_.groups.emplace_back(moved->group);
    } else if (const auto* set = std::get_if<SetEffect>(&effect)) {
      change(*set, rule);
    }
  }

  bool was_changed(std::string_view tag) const {
    return std::any_of(scratch_.tags.begin(), scratch_.tags.end(),
                       [&](const Scratch::Impl::TagChange& change) { return change.tag == tag; });
  }

  void change(std::string_view tag, bool present) {
    for (auto& known : scratch_.tags) {
      if (known.tag == tag) {
        known.present = present;
        return;
      }
    }
    scratch_.tags.push_back({tag, present});
  }

  void change(const SetEffect& set, std::uint32_t rule) {
    for (auto& known : scratch_.attributes) {
      if (compiler::attribute_key(known.name) != compiler::attribute_key(set.name)) continue;
      if (outranks(rule, known.rule)) known = {set.name, &set.value, rule};
      return;
    }
    scratch_.attributes.push_back({set.name, &set.value, rule});
  }

  bool outranks(std::uint32_t rule, std::uint32_t other) const {
    const auto mine = rules_.rules[rule].weight;
    const auto theirs = rules_.rules[other].weight;
    return mine > theirs || (mine == theirs && rule < other);
  }

  void earliest(Time at) {
    if (!out_.look_again_at || at < *out_.look_again_at) out_.look_again_at = at;
  }
  void earliest_ahead(Time at) {
    if (at > moment_.now()) earliest(at);
  }

  // The end of timed tags, old and new, the next time at which something is to be said, at which a rule comes to hold
  // or a held one ceases to.
  void look_ahead() {
    // An event that lets no rule fire must not swallow a look that is due.
    if (!fires_ && profile_.look_again_at && *profile_.look_again_at <= moment_.now()) {
      earliest(*profile_.look_again_at);
    }
    for (const auto& plan : profile_.follow_ups) {
      if (!quiet_ || plan.at > moment_.now()) earliest(plan.at);
    }
    for (const auto& tag : profile_.tags.fleeting()) {
      const auto& until = profile_.tags.at(tag).until;
      if (until) earliest_ahead(*until);
    }
    if (plans_) {
      for (const auto& firing : out_.firings) plan(firing);
    }
    for (const auto position : program_.timed) {
      if (is_on(program_.order[position])) look_ahead(position);
    }
  }

  void plan(const Firing& firing) {
    for (const auto& effect : rules_.rules[firing.rule].effects) {
      const auto* tag = std::get_if<TagEffect>(&effect);
      const auto* plan = std::get_if<FollowUpEffect>(&effect);
      if (tag != nullptr && tag->life == Life::timed) earliest_ahead(moment_.now() + tag->duration);
      if (plan != nullptr && firing.speaks) earliest_ahead(moment_.now() + plan->after);
    }
  }

  void look_ahead(std::uint32_t position) {
    const auto& entry = program_.order[position];
    // Held only by the words of this message: that ends with the message.
    if (entry.while_true && std::binary_search(out_.held.begin(), out_.held.end(), entry.rule) &&
        !afterwards_.holds(entry.root)) {
      return earliest(moment_.now() + Millis{1});
    }
    const auto next = evaluation::next_look(program_, position, afterwards_, out_.look_again_at);
    if (next) earliest(*next);
  }

  const RuleSet& rules_;
  const Program& program_;
  const Enabled& enabled_;
  const Event& event_;
  const Profile& profile_;
  Scratch::Impl& scratch_;
  Verdict& out_;
  Explain explain_;
  bool quiet_;
  bool fires_;
  bool plans_ = false;  // a rule that fires has a timed tag or a follow-up
  Moment moment_;
  Moment afterwards_;  // the same time without the message
};

// What the verdict says no longer can be written over, but what is larger than most is not kept.
void reuse(Verdict& out, std::vector<Evidence>& room) {
  constexpr std::size_t most = 16, most_facts = 4;
  for (auto& firing : out.firings) {
    if (room.size() >= most) break;
    if (!firing.why.facts.empty() && firing.why.facts.size() <= most_facts) room.push_back(std::move(firing.why));
  }
  out.firings.clear();
}

}  // namespace

void evaluate(const RuleSet& rules, const Circumstances& at, Scratch& scratch, Verdict& out) {
  reuse(out, scratch.impl->evidence);
  out.held.clear();
  out.look_again_at.reset();
  out.truncated = false;
  if (rules.program) Evaluation(rules, at, *scratch.impl, out).run();
}

}  // namespace fenqun::rules
