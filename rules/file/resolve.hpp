// What looks names up: shared by the files that check conditions and effects against the other definitions. Internal.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "rules/file/definitions.hpp"

namespace fenqun::rules::file {

template <typename Map>
std::vector<std::string> names_of(const Map& map) {
  std::vector<std::string> out;
  for (const auto& [name, definition] : map) out.push_back(name);
  return out;
}

class Lookup {
 public:
  Lookup(const Definitions& definitions, Problems& problems) : all(definitions), problems_(problems) {}

  const Definitions& all;

  void tell(const ProblemKind& kind, const Args& args, Location at) {
    problems_.emplace_back(kind, args, std::move(at));
  }
  // With the nearest of the known names, if one is near.
  void tell_unknown(const ProblemKind& kind, const std::string& name, const std::vector<std::string>& known,
                    Location at, const Args& more = {});
  Problems& problems() { return problems_; }

  // The place of a stage among the stages; tells when there are none or it is none of them.
  std::optional<std::size_t> stage(const std::string& name, const std::function<Location()>& place);

 private:
  Problems& problems_;
};

// Lists, conditions and stages that do not exist; words of which folding leaves nothing, or that cannot be read aloud
// where that is asked; expressions that cannot be compiled.
class NameResolver {
 public:
  explicit NameResolver(Lookup& lookup) : lookup_(lookup) {}

  void condition(const Condition& condition, const Origin& origin);

 private:
  void words(const std::vector<Word>& words, const Origin& origin);
  void sounds(const TextSounds& node, const Origin& origin);
  void sound(const std::string& spelling, const std::function<Location()>& place);
  void expression(const TextMatches& node, const Origin& origin);
  void stage(const StageIs& node, const Origin& origin, Span span);
  void unknown_condition(const std::string& name, Location at);

  Lookup& lookup_;
  std::set<std::string> expressions_;
  std::set<std::string> spellings_;
};

// Templates, dimensions and stages of effects; effects of one rule that contradict one another.
class EffectResolver {
 public:
  explicit EffectResolver(Lookup& lookup) : lookup_(lookup) {}

  void rule(RuleDefinition& rule);

 private:
  void stage(EffectDefinition& effect, TagEffect& tag);
  std::string dimension_of(const std::string& tag) const;
  void look_up(const EffectDefinition& effect, std::string& text);

  Lookup& lookup_;
};

}  // namespace fenqun::rules::file
