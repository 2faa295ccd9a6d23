// Everything that the files define, read and checked one by one, before names are looked up in one another. Lives as
// long as a compilation; points into the documents. Internal to rules/.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rules/file/document.hpp"
#include "rules/language/parse.hpp"

namespace fenqun::rules::file {

// A string of a file: where a problem inside it is shown.
struct Origin {
  const Document* document = nullptr;
  const Value* value = nullptr;

  Location inside(Span span) const { return document->inside(*value, span); }
  Location whole() const { return document->place(*value); }
};

struct ListDefinition {
  std::vector<std::string> words;
  std::vector<Location> places;  // of the words
  Location at;
};
struct ConditionDefinition {
  language::ParsedCondition parsed;  // what was wrong with it is told already
  Origin origin;
  Location at;
};
struct TagDefinition {
  TagInfo info;
  Location at;
};
struct GroupDefinition {
  GroupInfo info;
  Location at;
  Location parent_at;
};
struct DimensionDefinition {
  Dimension dimension;
  std::vector<Location> places;  // of the tags
  Location at;
};
struct TemplateDefinition {
  std::string text;
  Location at;
};
struct EffectDefinition {
  language::ParsedEffect parsed;
  Origin origin;
};
struct RuleDefinition {
  std::string id;
  std::string name;
  language::ParsedCondition when;
  Origin when_origin;
  std::vector<EffectDefinition> effects;
  double weight = 0;
  bool enabled = true;
  Location at;
};

struct Definitions {
  std::map<std::string, ListDefinition, std::less<>> lists;
  std::map<std::string, ConditionDefinition, std::less<>> conditions;
  std::map<std::string, TagDefinition, std::less<>> tags;
  std::map<std::string, GroupDefinition, std::less<>> groups;
  std::map<std::string, DimensionDefinition, std::less<>> dimensions;
  std::map<std::string, TemplateDefinition, std::less<>> templates;
  std::map<std::string, Location, std::less<>> rule_ids;
  std::vector<RuleDefinition> rules;  // in written order
  std::vector<TestCase> tests;
};

// The dimension of stages, 阶段 or stage; null when the files define none.
const Dimension* stages_of(const Definitions& definitions);
// A stage by its tag or the tag's last part (意向 for 阶段/意向).
std::optional<std::size_t> rank_of_stage(const Dimension& stages, std::string_view stage);

// Whether a word can be looked for: something is left after folding, and not too much. Tells if not.
bool check_literal(std::string_view word, const std::function<Location()>& place, Problems& problems);

// Reads one document into `out`; every mistake goes to `problems`.
void load(const Document& document, Definitions& out, Problems& problems);

// The [[test]] tables of one document.
void load_tests(const Document& document, const Value& tables, std::vector<TestCase>& out, Problems& problems);

// Looks names up in one another: lists, conditions, templates, dimensions, parents; finds circles and limits.
void resolve(Definitions& definitions, Problems& problems);

}  // namespace fenqun::rules::file
