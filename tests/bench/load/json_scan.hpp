// Looks into a bot's API call without building a tree: slices of the text, found by walking over it once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fenqun::bench {

// The raw text of a member's value in a JSON object: "abc" with its quotes, 12, {…}. Nothing when the text is no
// object, is cut off, is nested deeper than 64, or has no such member. Values are not decoded, keys are compared as
// written.
std::optional<std::string_view> member(std::string_view object, std::string_view key);

// A whole number, also one in quotes, as OneBot clients write ids in both ways.
std::optional<std::int64_t> number(std::string_view raw);

// The inside of a raw string, still escaped.
std::string_view unquoted(std::string_view raw);

// Text as a JSON string, quotes included.
std::string quoted(std::string_view text);

// {"action":…,"params":{…},"echo":…}
struct ApiCall {
  std::string_view action;
  std::string_view params;  // raw; empty: none given
  std::string_view echo;    // raw; empty: none given
};
std::optional<ApiCall> parse_call(std::string_view text);

}  // namespace fenqun::bench
