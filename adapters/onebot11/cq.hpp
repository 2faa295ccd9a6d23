// CQ codes, the string form of a message: "[CQ:at,qq=10001] 你好". Outside a code & [ ] are written as entities, inside
// a value the comma too. Source: botuniverse/onebot-11, message/string.md.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fenqun::adapters::onebot11 {

// A piece of a message: literal text (type "text", field "text") or a code.
struct CqSegment {
  std::string type;
  std::vector<std::pair<std::string, std::string>> data;

  bool operator==(const CqSegment&) const = default;
};

// Anything decodes: what is no well-formed code stays text. Names and keys are of letters, digits, '_', '-' and '.';
// a pair without '=' is left out. At most `limit` segments; the rest is not looked at.
std::vector<CqSegment> decode_cq(std::string_view message, std::size_t limit);
// decode_cq(encode_cq(s)) == s for segments whose names and keys are as above and whose texts are neither empty nor
// next to one another.
std::string encode_cq(const std::vector<CqSegment>& segments);

}  // namespace fenqun::adapters::onebot11
