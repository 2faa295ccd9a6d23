// How the console's values look as JSON. Every text is data: it is bounded, and bytes that are not UTF-8 become U+FFFD.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "model/evidence.hpp"
#include "model/problem.hpp"
#include "model/profile.hpp"
#include "rules/ruleset.hpp"

namespace fenqun::console {

using Json = nlohmann::ordered_json;

// A text of at most limits::text_bytes, cut between characters and ended by an ellipsis.
std::string bounded(std::string_view text);
// ISO 8601, or null for "never".
Json time_json(Time t);
// {"zh": …, "en": …}
Json reason_json(const By& by, const Evidence& why);
// {since, until, life, pinned, by, by_kind, why, rule, words, event} of a tag, and of a group without the first three.
Json tag_json(const std::string& name, const TagState& state, const rules::RuleSet& rules);
Json group_json(const std::string& name, const Membership& membership, const rules::RuleSet& rules);
// {"error": {"code", "zh": {"message", "hint"}, "en": {…}}}
std::string problem_text(const Problem& problem);
std::string dumped(const Json& json);

}  // namespace fenqun::console
