#include <algorithm>

#include "rules/file/resolve.hpp"
#include "rules/language/spellings.hpp"
#include "rules/problems.hpp"

namespace fenqun::rules::file {

void EffectResolver::rule(RuleDefinition& rule) {
  std::set<std::string> tags;
  std::set<std::string> attributes;
  bool moved = false;
  for (auto& effect : rule.effects) {
    const auto at = [&] { return effect.origin.inside(effect.parsed.span); };
    const auto about_tag = [&](const std::string& tag) {
      if (!tags.insert(tag).second) lookup_.tell(problems::contradiction, {tag}, at());
    };
    std::visit(Overloaded{
                   [&](TagEffect& e) {
                     if (effect.parsed.stage) stage(effect, e);
                     about_tag(e.tag);
                     e.dimension = dimension_of(e.tag);
                   },
                   [&](UntagEffect& e) { about_tag(e.tag); },
                   [&](GroupEffect&) {
                     if (moved) lookup_.tell(problems::two_groups, {}, at());
                     moved = true;
                   },
                   [&](SetEffect& e) {
                     if (language::is_computed(e.name)) lookup_.tell(problems::computed_attribute, {e.name}, at());
                     if (!attributes.insert(e.name).second) lookup_.tell(problems::set_twice, {e.name}, at());
                   },
                   [&](ReplyEffect& e) { look_up(effect, e.text); },
                   [&](FollowUpEffect& e) { look_up(effect, e.text); },
                   [](auto&) {},
               },
               effect.parsed.effect);
  }
}

// From the last part of a stage's name to the whole tag.
void EffectResolver::stage(EffectDefinition& effect, TagEffect& tag) {
  const auto rank = lookup_.stage(tag.tag, [&] { return effect.origin.inside(effect.parsed.name); });
  if (rank) tag.tag = stages_of(lookup_.all)->tags[*rank];
}

std::string EffectResolver::dimension_of(const std::string& tag) const {
  for (const auto& [name, definition] : lookup_.all.dimensions) {
    const auto& tags = definition.dimension.tags;
    if (std::find(tags.begin(), tags.end(), tag) != tags.end()) return name;
  }
  return {};
}

void EffectResolver::look_up(const EffectDefinition& effect, std::string& text) {
  const auto& name = effect.parsed.lookup;
  if (name.empty()) return;
  const auto found = lookup_.all.templates.find(name);
  if (found != lookup_.all.templates.end()) {
    text = found->second.text;
    return;
  }
  lookup_.tell_unknown(problems::unknown_template, name, names_of(lookup_.all.templates),
                       effect.origin.inside(effect.parsed.name));
}

}  // namespace fenqun::rules::file
