// Whether simple conditions can hold together. Sound, not complete: what is called a conflict is one; what is not may
// still be impossible. It sees: words against words that contain them, whole texts, beginnings and ends; kinds,
// platforms, accounts, groups, tags, dimensions and stages; numbers as intervals, also between windows of different
// length; hours and weekdays; values of attributes; and what a message itself makes true. Internal to rules/lint.
#pragma once

#include <optional>

#include "rules/lint/normal_form.hpp"

namespace fenqun::rules::linting {

struct Conflict {
  Literal one;
  std::optional<Literal> other;  // nothing: the first cannot hold by itself
};

std::optional<Conflict> conflict_in(const Clause& clause, Words& words);

// ---- the parts
// What the clause needs to have happened.
struct Needs {
  const Literal* text = nullptr;     // a message with words
  const Literal* message = nullptr;  // a customer's message of any kind
};
Needs needs_of(const Clause& clause);
std::optional<Conflict> text_conflict(const Clause& clause, const Needs& needs, Words& words);
std::optional<Conflict> number_conflict(const Clause& clause, const Needs& needs, Words& words);
std::optional<Conflict> clock_conflict(const Clause& clause);

// Whether every text that contains some of `these` contains some of `those`.
bool covered(const std::vector<std::string>& these, const std::vector<std::string>& those);

}  // namespace fenqun::rules::linting
