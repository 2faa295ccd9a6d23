// Conditions -> steps, words -> patterns and word sets. Internal to rules/.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rules/compile/program.hpp"
#include "rules/file/definitions.hpp"

namespace fenqun::rules::compiler {

class Translator {
 public:
  Translator(const file::Definitions& definitions, RuleSet::Program& program, Problems& problems)
      : definitions_(definitions), program_(program), problems_(problems) {}

  // Answers the step. What the files define has been resolved: nothing is missing. Named conditions are translated
  // once.
  std::uint32_t translate(const Condition& condition);
  // Fills what can be known only when all conditions are translated: the matcher and the tables of word sets.
  void finish();
  // Of a tag that is given or asked for by its whole name.
  std::uint32_t tag_number(const std::string& tag);

 private:
  std::uint32_t add(Step step, std::string text);
  Step leaf(const TextWords& node);
  Step leaf(const TextMatches& node);
  Step leaf(const TextNear& node);
  Step leaf(const TextSounds& node);
  Step leaf(const FigureIs& node);
  std::uint32_t stage(const StageIs& node);
  std::uint32_t named(const std::string& name);
  std::uint32_t counter(const MessagesIn& node);
  std::uint32_t counter(const SessionsIn& node);
  std::uint32_t counter(const SaidWords& node);
  std::uint32_t counter(CounterSpec spec);
  std::vector<std::string> texts(const std::vector<Word>& words) const;  // lists put in
  std::vector<std::string> folded(const std::vector<Word>& words) const;
  std::vector<std::uint32_t> patterns(const std::vector<Word>& words);
  std::uint32_t pattern(std::string text, bool expression);
  std::uint32_t word_set(std::vector<std::uint32_t> patterns);
  void build_sounds();
  std::pair<std::uint32_t, std::uint32_t> parts(const std::vector<Condition>& conditions);

  const file::Definitions& definitions_;
  RuleSet::Program& program_;
  Problems& problems_;
  std::vector<Pattern> patterns_;
  std::map<std::pair<bool, std::string>, std::uint32_t> pattern_ids_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> set_ids_;
  std::vector<std::uint32_t> judged_sets_;                        // of `asserts`
  std::map<std::string, std::uint32_t, std::less<>> word_lists_;  // canonical text -> word set
  std::map<std::string, std::uint32_t, std::less<>> named_;
  std::map<std::string, std::uint32_t, std::less<>> tag_numbers_;
};

}  // namespace fenqun::rules::compiler
