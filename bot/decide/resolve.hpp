// What firing rules want, brought down to one wish per tag and one group: weights, order, exclusive dimensions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/ruleset.hpp"

namespace fenqun::bot {

// One effect of one firing that has won over the others that wanted something about the same thing.
struct Wish {
  const rules::Rule* rule = nullptr;
  const Evidence* why = nullptr;
  const rules::Effect* effect = nullptr;
};

struct Wishes {
  std::vector<Wish> tags;  // TagEffect or UntagEffect, one per tag, and one TagEffect per dimension
  std::optional<Wish> group;
  std::vector<Wish> words;  // replies and notices, all of them in written order
  void clear();
};

// Of two that contradict, the higher weight wins, then the earlier rule. `profile` holds the pins and blocks, which win
// over every rule: such wishes do not contend.
void resolve(const rules::RuleSet& rules, const rules::Verdict& verdict, const Profile& profile, Wishes& out);

}  // namespace fenqun::bot
