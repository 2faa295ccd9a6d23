// What the program calls itself on the wire. A test compares it with the project's version in CMakeLists.txt.
#pragma once

#include <string_view>

namespace fenqun::adapters::net {

inline constexpr std::string_view version = "0.1.0";

}  // namespace fenqun::adapters::net
