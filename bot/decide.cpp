#include "bot/decide.hpp"

#include <algorithm>
#include <utility>

#include "bot/decide/keep.hpp"
#include "bot/decide/resolve.hpp"
#include "bot/decide/words.hpp"

namespace fenqun::bot {
namespace {

void plan_next_look(const rules::Verdict& verdict, Making& making) {
  auto next = verdict.look_again_at;
  if (const auto plan = next_follow_up(making.profile()); plan && (!next || *plan < *next)) next = plan;
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
  outranked.clear();
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
  rules::Enabled room;
  const auto& enabled = enabled_rules(rules, directory, options, room);
  const Zones usual;
  const auto& zones = options.zones != nullptr ? *options.zones : usual;
  const auto& account = event.key.account.empty() ? profile.reach.account : event.key.account;
  rules::evaluate(rules, {event, profile, now, zones.of(account), enabled, options.explain}, scratch, out.verdict);
  drop_expired(making);
  drop_untrue(rules, out.verdict, making);
  Wishes wishes;
  resolve(rules, out.verdict, profile, wishes, out.outranked);
  keep_wishes(rules, directory, wishes, making);
  if (options.may_answer) {
    say_follow_ups(rules, enabled, making);
    write_words(directory, wishes, options, making);
  }
  plan_next_look(out.verdict, making);
}

}  // namespace fenqun::bot
