#include "bot/decide/resolve.hpp"

#include <algorithm>

namespace fenqun::bot {
namespace {

template <typename T>
const T* as(const rules::Effect& effect) {
  return std::get_if<T>(&effect);
}

// Whether only one of the two can be had. Two rules that give the same tag agree: the longer life prevails.
bool contend(const rules::Effect& a, const rules::Effect& b) {
  const auto* set = as<rules::SetEffect>(a);
  const auto* other_set = as<rules::SetEffect>(b);
  if (set != nullptr || other_set != nullptr) {
    return set != nullptr && other_set != nullptr && set->name == other_set->name && set->value != other_set->value;
  }
  if (subject_of(a) == subject_of(b)) return a.index() != b.index();
  const auto* tag = as<rules::TagEffect>(a);
  const auto* other = as<rules::TagEffect>(b);
  return tag != nullptr && other != nullptr && !tag->dimension.empty() && tag->dimension == other->dimension;
}

bool human_forbids(const rules::Rule& rule, const rules::Effect& effect, const Profile& profile) {
  if (const auto* tag = as<rules::TagEffect>(effect)) return profile.blocked(tag->tag, rule.id);
  const auto* untag = as<rules::UntagEffect>(effect);
  const auto held = untag != nullptr ? profile.tags.find(untag->tag) : profile.tags.end();
  return held != profile.tags.end() && held->second.pinned;
}

void choose_group(const rules::RuleSet& rules, const rules::Verdict& verdict, Wishes& out,
                  std::vector<Outranked>& outranked) {
  const auto each = [&](auto take) {
    for (const auto& firing : verdict.firings) {
      const auto& rule = rules.rules[firing.rule];
      for (const auto& effect : rule.effects) {
        if (as<rules::GroupEffect>(effect) != nullptr) take(Wish{&rule, &firing.why, &effect, firing.speaks});
      }
    }
  };
  std::size_t wishes = 0;
  each([&](const Wish& wish) {
    ++wishes;
    if (!out.group || out.group->rule->weight < wish.rule->weight) out.group = wish;
  });
  if (wishes < 2) return;
  each([&](const Wish& wish) {
    if (subject_of(*wish.effect) == subject_of(*out.group->effect)) return;
    outranked.push_back({wish.rule, wish.effect, out.group->rule});
  });
}

// The winner of what `wish` contends with, among those that have been chosen.
const Wish* stronger(const Wish& wish, const Wish* begin, const Wish* end) {
  const auto* found = std::find_if(begin, end, [&](const Wish& other) { return contend(*other.effect, *wish.effect); });
  return found == end ? nullptr : found;
}

// From the strongest to the weakest, each that contradicts none before it.
void choose_marks(std::vector<Wish>& marks, std::vector<Outranked>& outranked) {
  const auto in_order = [](const Wish& a, const Wish& b) {
    return a.rule != b.rule ? a.rule < b.rule : a.effect < b.effect;
  };
  const auto by_weight = [&](const Wish& a, const Wish& b) {
    return a.rule->weight != b.rule->weight ? a.rule->weight > b.rule->weight : in_order(a, b);
  };
  std::sort(marks.begin(), marks.end(), by_weight);
  std::size_t chosen = 0;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (const auto* winner = stronger(marks[i], marks.data(), marks.data() + chosen)) {
      outranked.push_back({marks[i].rule, marks[i].effect, winner->rule});
    } else {
      std::swap(marks[chosen++], marks[i]);
    }
  }
  marks.resize(chosen);
  std::sort(marks.begin(), marks.end(), in_order);
}

}  // namespace

const std::string& subject_of(const rules::Effect& effect) {
  static const std::string none;
  if (const auto* tag = as<rules::TagEffect>(effect)) return tag->tag;
  if (const auto* untag = as<rules::UntagEffect>(effect)) return untag->tag;
  if (const auto* group = as<rules::GroupEffect>(effect)) return group->group;
  if (const auto* set = as<rules::SetEffect>(effect)) return set->name;
  return none;
}

void resolve(const rules::RuleSet& rules, const rules::Verdict& verdict, const Profile& profile, Wishes& out,
             std::vector<Outranked>& outranked) {
  for (const auto& firing : verdict.firings) {
    const auto& rule = rules.rules[firing.rule];
    for (const auto& effect : rule.effects) {
      const Wish wish{&rule, &firing.why, &effect, firing.speaks};
      if (as<rules::GroupEffect>(effect) != nullptr) continue;
      if (subject_of(effect).empty()) {
        out.words.push_back(wish);
      } else if (!human_forbids(rule, effect, profile)) {
        out.marks.push_back(wish);
      }
    }
  }
  choose_group(rules, verdict, out, outranked);
  if (out.marks.size() > 1) choose_marks(out.marks, outranked);
}

}  // namespace fenqun::bot
