// Parameters of calls, as JSON objects. Ids are decimal texts that number_of() accepts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/commit.hpp"

namespace fenqun::adapters::onebot11 {

struct Request {
  std::string action;  // empty: cannot be sent, see `problem`
  std::string params;
  std::string problem;  // both languages
};

// What an outbox item asks for: send_private_msg, send_group_msg, set_group_name or set_friend_remark. Messages are
// arrays of segments, so that nothing in the text can become a code.
Request encode(const OutboxItem& item);

std::string group_info_params(std::string_view group, bool no_cache);

// A page of the private history. `anchor` is left out when empty; see adapters/onebot11/backfill.hpp.
struct HistoryPage {
  std::string_view user;
  std::size_t count = 20;
  std::string_view anchor_field;  // "message_seq" or "message_id"
  std::string_view anchor;
  bool reverse_order = false;  // NapCat: towards older
};
std::string history_params(const HistoryPage& page);

}  // namespace fenqun::adapters::onebot11
