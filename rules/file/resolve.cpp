#include <algorithm>

#include "rules/file/resolve.hpp"
#include "rules/fold.hpp"
#include "rules/limits.hpp"
#include "rules/names.hpp"
#include "rules/problems.hpp"

namespace fenqun::rules::file {
namespace {

// How deep and how large a condition is once its named conditions stand in their places.
struct Size {
  std::size_t depth = 0;
  std::size_t parts = 0;
};

class Resolver {
 public:
  Resolver(Definitions& definitions, Problems& problems) : all_(definitions), lookup_(definitions, problems) {}

  void run() {
    dimensions();
    groups();
    for (auto& [name, condition] : all_.conditions) {
      names_.condition(condition.parsed.tree, condition.origin);
    }
    for (const auto& [name, condition] : all_.conditions) size_of(name);
    for (auto& rule : all_.rules) {
      when(rule);
      effects_.rule(rule);
    }
    if (all_.rules.size() > max_rules)
      tell(problems::too_many, {"rule", std::to_string(max_rules)}, all_.rules[max_rules].at);
  }

 private:
  void tell(const ProblemKind& kind, const Args& args, Location at) { lookup_.tell(kind, args, std::move(at)); }

  void dimensions() {
    std::map<std::string, std::string, std::less<>> owner;
    for (const auto& [name, definition] : all_.dimensions) {
      for (std::size_t i = 0; i < definition.dimension.tags.size(); ++i) {
        const auto [known, fresh] = owner.emplace(definition.dimension.tags[i], name);
        if (!fresh) tell(problems::two_dimensions, {definition.dimension.tags[i], known->second}, definition.places[i]);
      }
    }
    two_of_stages();
  }

  // 阶段 and stage are one dimension's two names.
  void two_of_stages() {
    const auto zh = all_.dimensions.find("阶段");
    const auto en = all_.dimensions.find("stage");
    if (zh == all_.dimensions.end() || en == all_.dimensions.end()) return;
    const auto& first = zh->second.at;
    tell(problems::duplicate, {"stage", first.file + ":" + std::to_string(first.line)}, en->second.at);
  }

  void groups() {
    for (const auto& [name, group] : all_.groups) {
      if (group.info.parent.empty()) continue;
      if (!all_.groups.contains(group.info.parent)) {
        lookup_.tell_unknown(problems::unknown_group, group.info.parent, names_of(all_.groups), group.parent_at);
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
    names_.condition(rule.when.tree, rule.when_origin);
    if (!rule.when.sound) return;
    const auto size = size_of(rule.when.tree);
    if (size.depth > max_depth + 1) tell(problems::too_deep, {std::to_string(max_depth)}, rule.when_origin.whole());
    if (size.parts > max_conditions_per_rule) {
      tell(problems::too_many, {"when", std::to_string(max_conditions_per_rule)}, rule.when_origin.whole());
    }
  }

  Definitions& all_;
  Lookup lookup_;
  NameResolver names_{lookup_};
  EffectResolver effects_{lookup_};
  std::map<std::string, Size, std::less<>> sizes_;
  std::vector<std::string> path_;
};

}  // namespace

void resolve(Definitions& definitions, Problems& problems) {
  Resolver(definitions, problems).run();
}

}  // namespace fenqun::rules::file
