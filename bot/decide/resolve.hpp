// What firing rules want, brought down to what can be had: weights, order, exclusive dimensions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/decide.hpp"

namespace fenqun::bot {

// One effect of one firing.
struct Wish {
  const rules::Rule* rule = nullptr;
  const Evidence* why = nullptr;
  const rules::Effect* effect = nullptr;
  bool speaks = true;  // see Firing
};

struct Wishes {
  std::vector<Wish> marks;  // TagEffect, UntagEffect and SetEffect that do not contradict one another
  std::optional<Wish> group;
  std::vector<Wish> words;  // replies, notices, follow-ups and webhooks, all of them in written order
};

// Of two that contradict, the higher weight wins, then the earlier rule; the others end in `outranked`. `profile` holds
// the pins and blocks, which win over every rule: such wishes do not contend.
void resolve(const rules::RuleSet& rules, const rules::Verdict& verdict, const Profile& profile, Wishes& out,
             std::vector<Outranked>& outranked);

// The tag, group or attribute that it is about; empty for words.
const std::string& subject_of(const rules::Effect& effect);

}  // namespace fenqun::bot
