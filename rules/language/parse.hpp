// Text -> conditions and effects, and back. Both spellings may be mixed. Every mistake is told, with its bytes in the
// text; after one the parser goes on at the next `and`, `or`, `;` or closing parenthesis.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/problem.hpp"
#include "rules/condition.hpp"
#include "rules/ruleset.hpp"

namespace fenqun::rules::language {

struct Mistake {
  Problem problem;  // without a place
  Span span;
};
using Mistakes = std::vector<Mistake>;

// When it is not sound (some mistake is no warning), the tree has holes, and is good only for looking up its names.
struct ParsedCondition {
  Condition tree;
  bool sound = false;
};
ParsedCondition parse_condition(std::string_view text, Mistakes& mistakes);

// What needs the other definitions is looked up later: with `lookup` the text of a reply or follow-up is that
// template's; with `stage` the tag is a stage, perhaps only its last part.
struct ParsedEffect {
  Effect effect;
  std::string lookup;
  bool stage = false;
  Span span;  // of the whole effect
  Span name;  // of the tag, group, template …
};
// Several effects, separated by `;`. What could be read, beside the mistakes.
std::vector<ParsedEffect> parse_effects(std::string_view text, Mistakes& mistakes);

std::string print(const Condition& condition, Language language);
// Always with quotes.
std::string print_text(std::string_view text);
// A word with quotes if it needs them to be read as one name again.
std::string print_name(std::string_view name);

// Whether a word (or all words of a quoted name) would be read as the beginning of a condition.
bool begins_condition(std::string_view word);

}  // namespace fenqun::rules::language
