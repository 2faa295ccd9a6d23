// The checks of lint, each over all definitions of all files. Internal to rules/lint.
#pragma once

#include "rules/lint/normal_form.hpp"

namespace fenqun::rules::linting {

struct Book {
  const file::Definitions& definitions;
  Words& words;
  Problems& problems;

  void tell(const ProblemKind& kind, const Args& args, Location at) const {
    problems.push_back(Problem(kind, args).at(std::move(at)).as_warning());
  }
};

std::string place_text(const Location& at);

void check_single_rules(Book& book);    // can it fire, does it say anything, would it talk all the time
void check_pairs_of_rules(Book& book);  // contained in one another, against one another
void check_words(Book& book);           // keywords inside other rules' keywords, repeated words
void check_names(Book& book);           // what nobody uses or gives, ids that look alike

// Calls `take` for every condition without parts, named conditions not put in.
template <typename Take>
void each_leaf(const Condition& condition, Take take) {
  const auto all = [&](const std::vector<Condition>& parts) {
    for (const auto& part : parts) each_leaf(part, take);
  };
  if (const auto* both = std::get_if<AllOf>(&condition.node)) return all(both->parts);
  if (const auto* either = std::get_if<AnyOf>(&condition.node)) return all(either->parts);
  if (const auto* no = std::get_if<Not>(&condition.node)) return all(no->parts);
  take(condition);
}

// The lists of words of a condition without parts.
std::vector<const std::vector<Word>*> words_of(const Condition& leaf);

}  // namespace fenqun::rules::linting
