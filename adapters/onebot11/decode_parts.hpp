// Shared by the files of decode.hpp.
#pragma once

#include <string>
#include <string_view>

#include "adapters/onebot11/decode.hpp"

namespace fenqun::adapters::onebot11 {

Meaning decode_message(const JsonFields& frame, const DecodeContext& context, std::string_view peer, Origin origin);
Meaning decode_notice(const JsonFields& frame, const DecodeContext& context);

Unreadable unreadable(std::string_view field);
// "<what>.<post_type>.<detail>" of harmless characters only.
Counted counted(std::string_view what, std::string_view post_type, std::string_view detail);

struct Stamp {
  Time at{};
  std::string seconds;  // as the platform wrote it, for keys; "-" when it did not
};
// Unix seconds; now when missing, not positive or after the year 9999.
Stamp stamp_of(const JsonFields& frame, Time now);
// The frame's self_id, else what is known.
std::string self_of(const JsonFields& frame, const DecodeContext& context);

}  // namespace fenqun::adapters::onebot11
