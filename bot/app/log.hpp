// The program's one logger: lines on standard error with time and level. Tokens and customers' words are never logged.
#pragma once

#include <string>

namespace fenqun::bot {

// `level`: trace, debug, info, warn, error, off.
void set_up_log(const std::string& level, bool warnings_only);

}  // namespace fenqun::bot
