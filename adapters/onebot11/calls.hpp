// Calls that wait for an answer, matched by echo: answers come out of order, twice, without echo, or never.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/onebot11/limits.hpp"
#include "model/time.hpp"

namespace fenqun::adapters::onebot11 {

// Whom the answer is for.
enum class Purpose : std::uint8_t {
  login_info,
  version,
  status,
  group_list,
  group_info,
  friend_list,
  recent_contact,
  history,
  send,          // subject: none; item: the outbox item
  rename_check,  // item: the outbox item
};

struct Call {
  Purpose purpose{};
  std::string action;
  std::string subject;  // a chat or customer
  std::int64_t item = 0;
};

class Calls {
 public:
  static constexpr Millis send_timeout{15'000};
  static constexpr Millis timeout{60'000};

  // Notes the call and answers the frame. `params` is a JSON object. Echoes are unique for the life of this object.
  std::string begin(Call call, std::string_view params, Time now);
  // The call with this echo, which is then over. Without echo: the call, if it is the only one.
  std::optional<Call> take(const std::optional<std::string>& echo);
  // Calls whose time is over, oldest first; they are over.
  std::vector<Call> take_expired(Time now);
  // Forgets all.
  void clear() { waiting_.clear(); }
  std::size_t size() const { return waiting_.size(); }
  // When take_expired() may have something; never too late.
  Time next() const { return waiting_.empty() ? never : earliest_; }

 private:
  struct Waiting {
    Call call;
    Time deadline{};
  };
  std::map<std::uint64_t, Waiting> waiting_;
  std::uint64_t last_ = 0;
  Time earliest_ = never;  // at or before every deadline
};

}  // namespace fenqun::adapters::onebot11
