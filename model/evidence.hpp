// Why a tag or a group was given: enough to show in one line, and to evaluate again under the same rule set.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/ids.hpp"
#include "model/time.hpp"

namespace fenqun {

// A matched place in the customer's own text: byte offsets and the characters as the customer wrote them.
struct Match {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string text;

  bool operator==(const Match&) const = default;
};

// One condition and what it found: {"messages in 7d >= 3", "5", true}.
struct Fact {
  std::string condition;
  std::string value;
  bool met = true;

  bool operator==(const Fact&) const = default;
};

struct Evidence {
  std::string rule;  // rule id; empty when a person decided
  std::int64_t ruleset_rev = 0;
  EventKey event;  // the message; empty account: time alone, or a person
  std::vector<Match> matches;
  std::vector<Fact> facts;
  std::string note;  // a person's words

  bool operator==(const Evidence&) const = default;
};

// Who decided. `id` is a rule id or an admin's CustomerKey as text.
struct By {
  enum class Kind : std::uint8_t { rule, human, import } kind = Kind::rule;
  std::string id;

  bool operator==(const By&) const = default;
};
std::string to_string(const By& by);  // "rule:refund", "human:onebot11::10001"

// One line for people and exports: 规则 refund:文本 含 「退款」… Never empty.
std::string one_line(const By& by, const Evidence& why, bool chinese);

}  // namespace fenqun
