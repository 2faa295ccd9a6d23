// Whether bytes are well-formed UTF-8 (RFC 3629).
#pragma once

#include <string_view>

namespace fenqun::adapters::net {

bool valid_utf8(std::string_view bytes);

}  // namespace fenqun::adapters::net
