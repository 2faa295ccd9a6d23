#include "bot/decide/keep.hpp"

#include <algorithm>
#include <span>

namespace fenqun::bot {
namespace {

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
bool clear_dimension(const rules::RuleSet& rules, const rules::TagEffect& effect, const Wish& wish, Making& making) {
  const auto* dimension = effect.dimension.empty() ? nullptr : rules.dimension_of(effect.tag);
  if (dimension == nullptr) return true;
  std::vector<std::string> others;
  for (const auto& tag : dimension->tags) {
    const auto held = making.profile().tags.find(tag);
    if (tag == effect.tag || held == making.profile().tags.end()) continue;
    if (held->second.pinned) {
      making.out().outranked.push_back({wish.rule, wish.effect, nullptr});
      return false;
    }
    others.push_back(tag);
  }
  for (const auto& tag : others) making.drop_tag(tag, by_rule(*wish.rule), "outranked");
  return true;
}

void give_tag(const rules::RuleSet& rules, const rules::TagEffect& effect, const Wish& wish, Making& making) {
  const auto present = making.profile().tags.find(effect.tag);
  if (present != making.profile().tags.end()) {
    if (present->second.pinned || present->second.life == Life::kept) return;  // as most often
    auto state = wished_state(effect, wish, making.now());
    if (!outlives(state, present->second)) return;
    state.since = present->second.since;
    making.change(AddTag{effect.tag, std::move(state)});
    return;
  }
  if (!clear_dimension(rules, effect, wish, making)) return;
  auto state = wished_state(effect, wish, making.now());
  making.note(state.by, "tag.add", effect.tag, {});
  making.change(AddTag{effect.tag, std::move(state)});
}

void set_attribute(const rules::SetEffect& effect, const Wish& wish, Making& making) {
  const auto& attributes = making.profile().attributes;
  const auto present = attributes.find(effect.name);
  if (present == attributes.end() ? effect.value.empty() : present->second == effect.value) return;
  making.note(by_rule(*wish.rule), "attribute.set", effect.name, effect.value);
  making.change(SetAttribute{effect.name, effect.value});
}

void keep(const rules::RuleSet& rules, const Wish& wish, Making& making) {
  if (const auto* give = std::get_if<rules::TagEffect>(wish.effect)) {
    give_tag(rules, *give, wish, making);
  } else if (const auto* take = std::get_if<rules::UntagEffect>(wish.effect)) {
    if (making.profile().has_tag(take->tag)) making.drop_tag(take->tag, by_rule(*wish.rule), "untagged by a rule");
  } else if (const auto* set = std::get_if<rules::SetEffect>(wish.effect)) {
    set_attribute(*set, wish, making);
  }
}

void move_group(const Directory& directory, const Wish& wish, Making& making) {
  const auto& present = making.profile().group;
  const auto& name = std::get<rules::GroupEffect>(*wish.effect).group;
  const auto group = directory.find_group(name).value_or(name);
  if (present && present->group == group) return;
  if (present && present->pinned) {
    making.out().outranked.push_back({wish.rule, wish.effect, nullptr});
    return;
  }
  making.note(by_rule(*wish.rule), "group.move", group, present ? present->group : std::string());
  making.change(MoveTo{{group, making.now(), false, by_rule(*wish.rule), *wish.why}});
}

// Whether this decision has changed anything for or against the loser: then its loss is worth a line. Else the same
// line would be written with every message.
bool has_changed(const Outranked& loss, std::span<const JournalEntry> journal) {
  const auto& lost = subject_of(*loss.effect);
  return std::any_of(journal.begin(), journal.end(), [&](const JournalEntry& entry) {
    return entry.by.id == loss.winner->id || (entry.action == "tag.drop" && entry.subject == lost);
  });
}

void note_losers(std::size_t begin, Making& making) {
  const auto end = making.out().journal.size();
  for (const auto& loss : making.out().outranked) {
    const std::span written(making.out().journal.data() + begin, end - begin);
    if (loss.winner == nullptr || !has_changed(loss, written)) continue;
    const bool group = std::holds_alternative<rules::GroupEffect>(*loss.effect);
    const bool attribute = std::holds_alternative<rules::SetEffect>(*loss.effect);
    making.note(by_rule(*loss.rule),
                group       ? "group.outranked"
                : attribute ? "attribute.outranked"
                            : "tag.outranked",
                subject_of(*loss.effect), "by " + to_string(by_rule(*loss.winner)));
  }
}

}  // namespace

void drop_expired(Making& making) {
  std::vector<std::pair<std::string, By>> gone;
  for (const auto& tag : making.profile().tags.fleeting()) {
    const auto& state = making.profile().tags.at(tag);
    if (state.until && *state.until <= making.now()) gone.emplace_back(tag, state.by);
  }
  for (const auto& [tag, by] : gone) making.drop_tag(tag, by, "expired");
}

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

void keep_wishes(const rules::RuleSet& rules, const Directory& directory, const Wishes& wishes, Making& making) {
  const auto begin = making.out().journal.size();
  for (const auto& wish : wishes.marks) keep(rules, wish, making);
  if (wishes.group) move_group(directory, *wishes.group, making);
  if (!making.out().outranked.empty()) note_losers(begin, making);
}

}  // namespace fenqun::bot
