// What stays with the customer: tags, the group, attributes. Internal to decide.
#pragma once

#include "bot/decide/making.hpp"
#include "bot/decide/resolve.hpp"

namespace fenqun::bot {

// Tags whose time is over. After evaluate(), which has to tell what they have just changed.
void drop_expired(Making& making);
// Tags that live while a condition is true leave as soon as it is not, or when their rule is gone.
void drop_untrue(const rules::RuleSet& rules, const rules::Verdict& verdict, Making& making);
// The wishes that have won, and a line in the journal for each loser of what has changed.
void keep_wishes(const rules::RuleSet& rules, const Directory& directory, const Wishes& wishes, Making& making);

}  // namespace fenqun::bot
