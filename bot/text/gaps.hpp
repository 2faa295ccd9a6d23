// What stands between a customer and a rule, in a line for people.
#pragma once

#include <string>

#include "bot/text/reasons.hpp"
#include "rules/ruleset.hpp"

namespace fenqun::bot {

// "消息数 7天内 >= 3 → 1(还差 2)". Without a mark in front.
std::string gap_line(const rules::Gap& gap, Reasons& reasons, Language language);

}  // namespace fenqun::bot
