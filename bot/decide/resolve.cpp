#include "bot/decide/resolve.hpp"

#include <algorithm>

namespace fenqun::bot {
namespace {

std::string_view tag_of(const rules::Effect& effect) {
  if (const auto* tag = std::get_if<rules::TagEffect>(&effect)) return tag->tag;
  if (const auto* untag = std::get_if<rules::UntagEffect>(&effect)) return untag->tag;
  return {};
}

std::string_view dimension_of(const rules::Effect& effect) {
  const auto* tag = std::get_if<rules::TagEffect>(&effect);
  return tag != nullptr ? std::string_view(tag->dimension) : std::string_view();
}

// Both about one tag, or two tags of one dimension.
bool contend(const rules::Effect& a, const rules::Effect& b) {
  if (tag_of(a) == tag_of(b)) return true;
  return !dimension_of(a).empty() && dimension_of(a) == dimension_of(b);
}

bool human_forbids(const rules::Rule& rule, const rules::Effect& effect, const Profile& profile) {
  if (std::holds_alternative<rules::TagEffect>(effect)) return profile.blocked(tag_of(effect), rule.id);
  const auto held = profile.tags.find(tag_of(effect));
  return held != profile.tags.end() && held->second.pinned;
}

void add_tag_wish(const Wish& wish, std::vector<Wish>& tags) {
  const auto stronger = [&](const Wish& other) { return other.rule->weight >= wish.rule->weight; };
  for (const auto& other : tags) {
    if (contend(*other.effect, *wish.effect) && stronger(other)) return;
  }
  std::erase_if(tags, [&](const Wish& other) { return contend(*other.effect, *wish.effect); });
  tags.push_back(wish);
}

}  // namespace

void Wishes::clear() {
  tags.clear();
  group.reset();
  words.clear();
}

void resolve(const rules::RuleSet& rules, const rules::Verdict& verdict, const Profile& profile, Wishes& out) {
  out.clear();
  for (const auto& firing : verdict.firings) {
    const auto& rule = rules.rules[firing.rule];
    for (const auto& effect : rule.effects) {
      const Wish wish{&rule, &firing.why, &effect};
      if (std::holds_alternative<rules::GroupEffect>(effect)) {
        if (!out.group || out.group->rule->weight < rule.weight) out.group = wish;
      } else if (tag_of(effect).empty()) {
        out.words.push_back(wish);
      } else if (!human_forbids(rule, effect, profile)) {
        add_tag_wish(wish, out.tags);
      }
    }
  }
}

}  // namespace fenqun::bot
