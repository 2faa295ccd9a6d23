#include "bot/decide.hpp"

#include <algorithm>
#include <utility>

#include "bot/decide/notice.hpp"
#include "bot/decide/resolve.hpp"

namespace fenqun::bot {
namespace {

// One decision in the making: every change is applied to the profile as it is written down.
class Making {
 public:
  Making(Profile& profile, const Event& event, Time now, Decision& out)
      : profile_(profile), event_(event), now_(now), out_(out) {}

  void change(Change change) {
    fenqun::apply(change, profile_);
    out_.changes.push_back(std::move(change));
  }

  // The reason goes with the change; the profile at hand does without, which no decision misses.
  void change(AddTag add) {
    auto why = std::exchange(add.state.why, {});
    profile_.tags.set(add.tag, add.state);
    add.state.why = std::move(why);
    out_.changes.push_back(std::move(add));
  }
  void change(MoveTo move) {
    auto why = std::exchange(move.membership.why, {});
    profile_.group = move.membership;
    move.membership.why = std::move(why);
    out_.changes.push_back(std::move(move));
  }

  void note(const By& by, std::string action, std::string subject, std::string detail) {
    out_.journal.push_back({now_, by, profile_.key, std::move(action), std::move(subject), std::move(detail)});
  }

  void drop_tag(const std::string& tag, const By& by, const std::string& reason) {
    note(by, "tag.drop", tag, reason);
    change(DropTag{tag, by, reason});
  }

  Profile& profile() { return profile_; }
  const Event& event() const { return event_; }
  Time now() const { return now_; }

 private:
  Profile& profile_;
  const Event& event_;
  Time now_;
  Decision& out_;
};

By by_rule(const rules::Rule& rule) {
  return {By::Kind::rule, rule.id};
}

void drop_expired(Making& making) {
  std::vector<std::pair<std::string, By>> gone;
  for (const auto& tag : making.profile().tags.fleeting()) {
    const auto& state = making.profile().tags.at(tag);
    if (state.until && *state.until <= making.now()) gone.emplace_back(tag, state.by);
  }
  for (const auto& [tag, by] : gone) making.drop_tag(tag, by, "expired");
}

bool still_held(const rules::RuleSet& rules, const rules::Verdict& verdict, const std::string& tag,
                const std::string& id) {
  return std::any_of(verdict.held.begin(), verdict.held.end(), [&](std::uint32_t index) {
    const auto& rule = rules.rules[index];
    return rule.id == id && std::any_of(rule.effects.begin(), rule.effects.end(), [&](const rules::Effect& effect) {
             const auto* given = std::get_if<rules::TagEffect>(&effect);
             return given != nullptr && given->tag == tag && given->life == Life::while_true;
           });
  });
}

// Tags that live while a condition is true leave as soon as it is not, or when their rule is gone.
void drop_untrue(const rules::RuleSet& rules, const rules::Verdict& verdict, Making& making) {
  std::vector<std::pair<std::string, By>> gone;
  for (const auto& tag : making.profile().tags.fleeting()) {
    const auto& state = making.profile().tags.at(tag);
    if (state.life == Life::while_true && !state.pinned && !still_held(rules, verdict, tag, state.by.id)) {
      gone.emplace_back(tag, state.by);
    }
  }
  for (const auto& [tag, by] : gone) making.drop_tag(tag, by, "no longer true");
}

TagState wished_state(const rules::TagEffect& effect, const Wish& wish, Time now) {
  TagState state;
  state.since = now;
  state.life = effect.life;
  if (effect.life == Life::timed) state.until = now + effect.duration;
  state.by = by_rule(*wish.rule);
  state.why = *wish.why;
  return state;
}

// What becomes of a tag that is there already: kept outlives timed, timed outlives while-true; a later end wins.
bool outlives(const TagState& wished, const TagState& present) {
  if (present.pinned || present.life == Life::kept) return false;
  if (wished.life == Life::kept) return true;
  if (present.life == Life::while_true) return wished.life == Life::timed;
  return wished.life == Life::timed && *wished.until > *present.until;
}

// Makes room in an exclusive dimension. False when a person has pinned another tag of it.
bool clear_dimension(const rules::RuleSet& rules, const rules::TagEffect& effect, const By& by, Making& making) {
  const auto* dimension = effect.dimension.empty() ? nullptr : rules.dimension_of(effect.tag);
  if (dimension == nullptr) return true;
  std::vector<std::string> others;
  for (const auto& tag : dimension->tags) {
    const auto held = making.profile().tags.find(tag);
    if (tag == effect.tag || held == making.profile().tags.end()) continue;
    if (held->second.pinned) return false;
    others.push_back(tag);
  }
  for (const auto& tag : others) making.drop_tag(tag, by, "outranked");
  return true;
}

void give_tag(const rules::RuleSet& rules, const rules::TagEffect& effect, const Wish& wish, Making& making) {
  auto state = wished_state(effect, wish, making.now());
  const auto present = making.profile().tags.find(effect.tag);
  if (present != making.profile().tags.end()) {
    if (!outlives(state, present->second)) return;
    state.since = present->second.since;
    making.change(AddTag{effect.tag, std::move(state)});
    return;
  }
  if (!clear_dimension(rules, effect, state.by, making)) return;
  making.note(state.by, "tag.add", effect.tag, {});
  making.change(AddTag{effect.tag, std::move(state)});
}

void take_tag(const rules::UntagEffect& effect, const Wish& wish, Making& making) {
  if (making.profile().has_tag(effect.tag)) making.drop_tag(effect.tag, by_rule(*wish.rule), "untagged by a rule");
}

void move_group(const Directory& directory, const Wish& wish, Making& making) {
  const auto& present = making.profile().group;
  if (present && present->pinned) return;
  const auto& name = std::get<rules::GroupEffect>(*wish.effect).group;
  const auto group = directory.find_group(name).value_or(name);
  if (present && present->group == group) return;
  making.note(by_rule(*wish.rule), "group.move", group, present ? present->group : std::string());
  making.change(MoveTo{{group, making.now(), false, by_rule(*wish.rule), *wish.why}});
}

void plan_next_look(const rules::Verdict& verdict, Making& making) {
  auto next = verdict.look_again_at;
  for (const auto& tag : making.profile().tags.fleeting()) {
    const auto& until = making.profile().tags.at(tag).until;
    if (until && (!next || *until < *next)) next = until;
  }
  if (next != making.profile().look_again_at) making.change(LookAgain{next});
}

void learn_name(Making& making) {
  const auto& event = making.event();
  if (event.author == Author::customer && !event.name.empty() && event.name != making.profile().name) {
    making.change(SetName{event.name});
  }
}

const rules::Enabled& enabled_rules(const rules::RuleSet& rules, const Directory& directory,
                                    const DecideOptions& options, rules::Enabled& room) {
  if (options.enabled != nullptr) return *options.enabled;
  room.resize(rules.rules.size());
  for (std::size_t i = 0; i < room.size(); ++i) room[i] = directory.rule_enabled(rules.rules[i].id);
  return room;
}

}  // namespace

void Decision::clear() {
  changes.clear();
  outbox.clear();
  journal.clear();
  replies.clear();
  verdict.firings.clear();
  verdict.held.clear();
  verdict.look_again_at.reset();
  verdict.truncated = false;
}

Time evaluation_time(const Event& event, const Profile& profile, Time tick) {
  if (std::holds_alternative<Quiet>(event.payload)) return tick;
  return std::max(event.sent_at, profile.last_seen);
}

void decide(const rules::RuleSet& rules, const Directory& directory, const Event& event, Time now,
            const DecideOptions& options, rules::Scratch& scratch, Profile& profile, Decision& out) {
  out.clear();
  Making making(profile, event, now, out);
  learn_name(making);
  rules::observe(rules, event, profile, scratch, out.changes);
  for (const auto& change : out.changes) {
    if (!std::holds_alternative<SetName>(change)) fenqun::apply(change, profile);
  }
  drop_expired(making);
  rules::Enabled room;
  const Zones usual;
  const auto& zones = options.zones != nullptr ? *options.zones : usual;
  rules::evaluate(rules,
                  {event, profile, now, zones.of(event.key.account.empty() ? profile.reach.account : event.key.account),
                   enabled_rules(rules, directory, options, room), options.explain},
                  scratch, out.verdict);
  drop_untrue(rules, out.verdict, making);
  Wishes wishes;
  resolve(rules, out.verdict, profile, wishes);
  for (const auto& wish : wishes.tags) {
    if (const auto* give = std::get_if<rules::TagEffect>(wish.effect)) {
      give_tag(rules, *give, wish, making);
    } else {
      take_tag(std::get<rules::UntagEffect>(*wish.effect), wish, making);
    }
  }
  if (wishes.group) move_group(directory, *wishes.group, making);
  plan_next_look(out.verdict, making);
  if (options.may_answer) write_words(directory, event, profile, wishes, now, options, out);
}

}  // namespace fenqun::bot
