// A condition or effect that parses is printed and parsed again without loss, in both spellings; whatever does not
// parse says why, at a place inside the text.
#include "rules/language/parse.hpp"
#include "tests/fuzz/target.hpp"

namespace fenqun::fuzz {
namespace {

using namespace rules::language;

void check_places(const Mistakes& mistakes, std::string_view input) {
  for (const auto& mistake : mistakes) {
    require(mistake.span.offset <= input.size(), "a mistake lies inside the text");
    require(!mistake.problem.code().empty(), "a mistake has a code");
  }
}

void condition(std::string_view input) {
  Mistakes mistakes;
  const auto parsed = parse_condition(input, mistakes);
  check_places(mistakes, input);
  if (!parsed.sound) return require(!mistakes.empty(), "what is not sound has a mistake");
  for (const auto spelling : {Language::zh, Language::en}) {
    Mistakes again;
    const auto text = print(parsed.tree, spelling);
    const auto reparsed = parse_condition(text, again);
    // Printing puts quotes and spaces in: it may pass the limit of length that the input kept.
    if (!again.empty() && text.size() > input.size()) continue;
    require(reparsed.sound && reparsed.tree == parsed.tree, "printing loses nothing");
  }
}

void effects(std::string_view input) {
  Mistakes mistakes;
  const auto parsed = parse_effects(input, mistakes);
  check_places(mistakes, input);
  for (const auto& effect : parsed) {
    if (!effect.lookup.empty()) continue;  // its text is looked up in the file
    const auto text = rules::print_effect(effect.effect, Language::en);
    Mistakes again;
    const auto reparsed = parse_effects(text, again);
    require(reparsed.size() == 1, "a printed effect is one effect");
    require(rules::print_effect(reparsed[0].effect, Language::en) == text, "an effect is printed without loss");
  }
}

}  // namespace

void language(std::string_view input) {
  condition(input);
  effects(input);
}

}  // namespace fenqun::fuzz
