// One step as one line of text.
#pragma once

#include <string>

#include "adapters/protocol.hpp"

namespace fenqun::adapters::testing {

std::string print(const Step& step, Time now);

}  // namespace fenqun::adapters::testing
