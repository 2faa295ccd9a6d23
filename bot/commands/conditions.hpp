// What 客户 找 looks for. The first conditions; the rule language's own come here later.
#pragma once

#include <string_view>

#include "bot/commands/call.hpp"

namespace fenqun::bot {

// A name, or conditions joined by 且/and: 有标签 X, 在分组 X, 距上次消息 > 7天 and their English spellings. Problem
// FQ-2007, or FQ-2103 and FQ-2105 for names that are not known.
Result<storage::CustomerQuery> parse_conditions(const Call& call, std::string_view text);

}  // namespace fenqun::bot
