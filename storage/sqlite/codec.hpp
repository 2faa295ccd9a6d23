// Values that fill one text column: evidence and counters as compact JSON, who decided as "rule:refund". Reading never
// fails: what cannot be understood (a hand-edited row) reads as empty.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/commit.hpp"
#include "model/profile.hpp"

namespace fenqun::storage {

// {"rule":"refund","rev":3,"event":["main","77"],"matches":[[0,6,"退款"]],"facts":[["text has 退款","退款",true]],
//  "note":"…"}; what is empty is left out.
std::string write_evidence(const Evidence& evidence);
Evidence read_evidence(std::string_view json);

// [["messages/7d",1763756605000,3500,120],…]: the first time, then the gap to the next one.
std::string write_counters(const std::vector<Counter>& counters);
std::vector<Counter> read_counters(std::string_view json);

// [["remind",1763756605000],…]: rule and time.
std::string write_follow_ups(const std::vector<FollowUp>& plans);
std::vector<FollowUp> read_follow_ups(std::string_view json);

By read_by(std::string_view text);  // the other way is to_string(By)

// An outbox body in three columns.
struct OutboxColumns {
  std::string_view action;  // "say", "rename_chat", "write_remark", "webhook"
  std::string_view text;    // of a webhook: its JSON
  std::string_view quote;   // of a webhook: its name
};
OutboxColumns write_body(const OutboxBody& body);  // views into `body`
OutboxBody read_body(const OutboxColumns& columns);

std::string_view to_word(SendResult result);

}  // namespace fenqun::storage
