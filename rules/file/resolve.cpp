#include <algorithm>
#include <set>

#include "rules/file/definitions.hpp"
#include "rules/fold.hpp"
#include "rules/language/fold_expression.hpp"
#include "rules/language/forms.hpp"
#include "rules/limits.hpp"
#include "rules/matcher.hpp"
#include "rules/names.hpp"
#include "rules/problems.hpp"

namespace fenqun::rules::file {
namespace {

template <typename Map>
std::vector<std::string> names_of(const Map& map) {
  std::vector<std::string> out;
  for (const auto& [name, definition] : map) out.push_back(name);
  return out;
}

// How deep and how large a condition is once its named conditions stand in their places.
struct Size {
  std::size_t depth = 0;
  std::size_t parts = 0;
};

class Resolver {
 public:
  Resolver(Definitions& definitions, Problems& problems) : all_(definitions), problems_(problems) {}

  void run() {
    dimensions();
    groups();
    for (auto& [name, condition] : all_.conditions) {
      names(condition.parsed.tree, condition.origin);
    }
    for (const auto& [name, condition] : all_.conditions) size_of(name);
    for (auto& rule : all_.rules) {
      when(rule);
      effects(rule);
    }
    if (all_.rules.size() > max_rules)
      tell(problems::too_many, {"rule", std::to_string(max_rules)}, all_.rules[max_rules].at);
  }

 private:
  void tell(const ProblemKind& kind, const Args& args, Location at) {
    problems_.emplace_back(kind, args, std::move(at));
  }

  void tell_unknown(const ProblemKind& kind, const std::string& name, const std::vector<std::string>& known,
                    Location at) {
    if (const auto meant = nearest(name, known)) {
      tell(problems::with_hint(kind, problems::did_you_mean), {visible(name), "", "", "", "", "", "", "", "", *meant},
           std::move(at));
    } else {
      tell(kind, {visible(name)}, std::move(at));
    }
  }

  void dimensions() {
    std::map<std::string, std::string, std::less<>> owner;
    for (const auto& [name, definition] : all_.dimensions) {
      for (std::size_t i = 0; i < definition.dimension.tags.size(); ++i) {
        const auto [known, fresh] = owner.emplace(definition.dimension.tags[i], name);
        if (!fresh) tell(problems::two_dimensions, {definition.dimension.tags[i], known->second}, definition.places[i]);
      }
    }
  }

  void groups() {
    for (const auto& [name, group] : all_.groups) {
      if (group.info.parent.empty()) continue;
      if (!all_.groups.contains(group.info.parent)) {
        tell_unknown(problems::unknown_group, group.info.parent, names_of(all_.groups), group.parent_at);
        continue;
      }
      group_circle(name, group);
    }
  }

  // Told once, at the group whose name comes first.
  void group_circle(const std::string& name, const GroupDefinition& group) {
    std::string path = name;
    std::string smallest = name;
    auto next = group.info.parent;
    for (std::size_t steps = 0; steps <= all_.groups.size(); ++steps) {
      path += " → " + next;
      if (next == name) {
        if (smallest == name) tell(problems::group_cycle, {path}, group.parent_at);
        return;
      }
      smallest = std::min(smallest, next);
      const auto found = all_.groups.find(next);
      if (found == all_.groups.end() || found->second.info.parent.empty()) return;
      next = found->second.info.parent;
    }
  }

  // Lists and named conditions that do not exist, words of which folding leaves nothing.
  void names(const Condition& condition, const Origin& origin) {
    const auto all = [&](const std::vector<Condition>& parts) {
      for (const auto& part : parts) names(part, origin);
    };
    std::visit(Overloaded{
                   [&](const TextWords& node) { words(node, origin); },
                   [&](const TextMatches& node) { expression(node, origin); },
                   [&](const Named& node) {
                     if (!all_.conditions.contains(node.name)) unknown_name(node.name, origin.inside(condition.span));
                   },
                   [&](const AllOf& node) { all(node.parts); },
                   [&](const AnyOf& node) { all(node.parts); },
                   [&](const Not& node) { all(node.parts); },
                   [](const auto&) {},
               },
               condition.node);
  }

  void unknown_name(const std::string& name, Location at) {
    auto known = names_of(all_.conditions);
    const auto heads = language::first_words(language::condition_forms());
    known.insert(known.end(), heads.begin(), heads.end());
    tell_unknown(problems::unknown_condition, name, known, std::move(at));
  }

  void words(const TextWords& node, const Origin& origin) {
    for (const auto& word : node.words) {
      if (word.list) {
        if (!all_.lists.contains(word.text)) {
          tell_unknown(problems::unknown_list, word.text, names_of(all_.lists), origin.inside(word.span));
        }
      } else {
        check_literal(
            word.text, [&] { return origin.inside(word.span); }, problems_);
      }
    }
  }

  // Each is compiled on its own, because only then its mistake can be shown where it stands.
  void expression(const TextMatches& node, const Origin& origin) {
    auto folded = language::fold_expression(node.expression);
    if (!expressions_.insert(folded).second) return;
    if (expressions_.size() > max_expressions) {
      if (expressions_.size() > max_expressions + 1) return;
      return tell(problems::too_many, {"/…/", std::to_string(max_expressions)}, origin.inside(node.span));
    }
    const std::vector<Pattern> alone = {{std::move(folded), true}};
    const auto built = Matcher::build(alone);
    if (!built) problems_.push_back(Problem(built.error()).at(origin.inside(node.span)));
  }

  Size size_of(const std::string& name) {
    const auto known = sizes_.find(name);
    if (known != sizes_.end()) return known->second;
    const auto found = all_.conditions.find(name);
    if (found == all_.conditions.end() || !found->second.parsed.sound) return {};
    const auto open = std::find(path_.begin(), path_.end(), name);
    if (open != path_.end()) {
      std::string circle;
      for (auto it = open; it != path_.end(); ++it) circle += *it + " → ";
      tell(problems::condition_cycle, {circle + name}, found->second.at);
      return {};
    }
    if (path_.size() > max_depth)
      return {max_depth + 1, 1};  // deeper than anything allowed: the rule that uses it says so
    path_.push_back(name);
    const auto size = size_of(found->second.parsed.tree);
    path_.pop_back();
    sizes_.emplace(name, size);
    return size;
  }

  Size size_of(const Condition& condition) {
    const auto all = [&](const std::vector<Condition>& parts) {
      Size out{0, 1};
      for (const auto& part : parts) {
        const auto size = size_of(part);
        out.depth = std::max(out.depth, size.depth);
        out.parts = std::min(out.parts + size.parts, max_conditions_per_rule + 1);
      }
      ++out.depth;
      return out;
    };
    return std::visit(Overloaded{
                          [&](const Named& node) {
                            auto out = size_of(node.name);
                            ++out.depth;
                            return out;
                          },
                          [&](const AllOf& node) { return all(node.parts); },
                          [&](const AnyOf& node) { return all(node.parts); },
                          [&](const Not& node) { return all(node.parts); },
                          [](const auto&) {
                            return Size{1, 1};
                          },
                      },
                      condition.node);
  }

  void when(const RuleDefinition& rule) {
    names(rule.when.tree, rule.when_origin);
    if (!rule.when.sound) return;
    const auto size = size_of(rule.when.tree);
    if (size.depth > max_depth + 1) tell(problems::too_deep, {std::to_string(max_depth)}, rule.when_origin.whole());
    if (size.parts > max_conditions_per_rule) {
      tell(problems::too_many, {"when", std::to_string(max_conditions_per_rule)}, rule.when_origin.whole());
    }
  }

  void effects(RuleDefinition& rule) {
    std::set<std::string> tags;
    bool moved = false;
    for (auto& effect : rule.effects) {
      const auto& origin = effect.origin;
      const auto about_tag = [&](const std::string& tag) {
        if (!tags.insert(tag).second) tell(problems::contradiction, {tag}, origin.inside(effect.parsed.span));
      };
      std::visit(Overloaded{
                     [&](TagEffect& e) {
                       about_tag(e.tag);
                       e.dimension = dimension_of(e.tag);
                     },
                     [&](UntagEffect& e) { about_tag(e.tag); },
                     [&](GroupEffect&) {
                       if (moved) tell(problems::two_groups, {}, origin.inside(effect.parsed.span));
                       moved = true;
                     },
                     [&](ReplyEffect& e) {
                       if (!effect.parsed.lookup.empty()) look_up(effect, e);
                     },
                     [](auto&) {},
                 },
                 effect.parsed.effect);
    }
  }

  std::string dimension_of(const std::string& tag) const {
    for (const auto& [name, definition] : all_.dimensions) {
      const auto& tags = definition.dimension.tags;
      if (std::find(tags.begin(), tags.end(), tag) != tags.end()) return name;
    }
    return {};
  }

  void look_up(const EffectDefinition& effect, ReplyEffect& reply) {
    const auto found = all_.templates.find(effect.parsed.lookup);
    if (found != all_.templates.end()) {
      reply.text = found->second.text;
      return;
    }
    tell_unknown(problems::unknown_template, effect.parsed.lookup, names_of(all_.templates),
                 effect.origin.inside(effect.parsed.name));
  }

  Definitions& all_;
  Problems& problems_;
  std::map<std::string, Size, std::less<>> sizes_;
  std::vector<std::string> path_;
  std::set<std::string> expressions_;
};

}  // namespace

bool check_literal(std::string_view word, const std::function<Location()>& place, Problems& problems) {
  const auto folded = fold(word);
  if (folded.empty()) {
    problems.emplace_back(problems::word_folds_away, Args{visible(word)}, place());
  } else if (folded.size() > max_expression_bytes) {
    problems.emplace_back(problems::too_long, Args{visible(word), std::to_string(max_expression_bytes) + " B"},
                          place());
  } else {
    return true;
  }
  return false;
}

void resolve(Definitions& definitions, Problems& problems) {
  Resolver(definitions, problems).run();
}

const Dimension* stages_of(const Definitions& definitions) {
  for (const auto* name : {"阶段", "stage"}) {
    const auto found = definitions.dimensions.find(name);
    if (found != definitions.dimensions.end()) return &found->second.dimension;
  }
  return nullptr;
}

std::optional<std::size_t> rank_of_stage(const Dimension& stages, std::string_view stage) {
  const auto rank = [&](auto is) -> std::optional<std::size_t> {
    const auto found = std::find_if(stages.tags.begin(), stages.tags.end(), is);
    if (found == stages.tags.end()) return std::nullopt;
    return static_cast<std::size_t>(found - stages.tags.begin());
  };
  if (const auto exact = rank([&](const std::string& tag) { return tag == stage; })) return exact;
  return rank([&](const std::string& tag) { return tag.substr(tag.rfind('/') + 1) == stage; });
}

}  // namespace fenqun::rules::file
