// A condition as "one of these lists of simple conditions must hold whole". Internal to rules/lint.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rules/file/definitions.hpp"

namespace fenqun::rules::linting {

// A condition without parts, or its opposite.
struct Literal {
  const Condition* atom = nullptr;
  const file::Origin* origin = nullptr;  // the text that it stands in
  bool negated = false;
};
using Clause = std::vector<Literal>;  // all of them must hold
using Clauses = std::vector<Clause>;  // one of them must hold

inline constexpr std::size_t max_clauses = 256;
inline constexpr std::size_t max_literals_per_clause = 128;

// Nothing when it would get larger than the limits: then nothing is said about the condition. `negated`: of the
// condition's opposite. Named conditions are put in.
std::optional<Clauses> normal_form(const Condition& condition, const file::Origin& origin, bool negated,
                                   const file::Definitions& definitions);

// As the author wrote it, with `not` in front if need be.
std::string quote(const Literal& literal);

// Folded words with the lists put in, kept per list of words.
class Words {
 public:
  explicit Words(const file::Definitions& definitions) : definitions_(definitions) {}
  // Rising, each once.
  const std::vector<std::string>& of(const std::vector<Word>& words);
  std::vector<std::string> one(const Word& word);
  // Of a list of words that goes out of scope.
  void forget(const std::vector<Word>& words) { known_.erase(&words); }
  const file::Definitions& definitions() const { return definitions_; }

 private:
  const file::Definitions& definitions_;
  std::map<const std::vector<Word>*, std::vector<std::string>> known_;
};

}  // namespace fenqun::rules::linting
