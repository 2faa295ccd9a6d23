// What the parts of one link share: the socket, the calls under way and what is known of the peer. Owned by the
// machine, made anew with every socket.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "adapters/onebot11/calls.hpp"
#include "adapters/onebot11/dialect.hpp"
#include "adapters/protocol.hpp"
#include "adapters/registry.hpp"

namespace fenqun::adapters::onebot11 {

struct Link {
  explicit Link(const Account& from) : account(from) {}

  const Account account;
  Socket socket = 0;  // 0: none
  Dialect dialect = Dialect::unknown;
  Capabilities can;
  Calls calls;
  std::set<std::string, std::less<>> unsupported;  // actions that this peer has answered with 1404 or 404

  void call(Call call, std::string_view params, Time now, Steps& out) {
    std::string frame = calls.begin(std::move(call), params, now);
    out.push_back(Write{socket, std::move(frame), false});
  }
};

// The codes for "there is no such action".
constexpr bool means_unsupported(std::int64_t retcode) {
  return retcode == 1404 || retcode == 404;
}

}  // namespace fenqun::adapters::onebot11
