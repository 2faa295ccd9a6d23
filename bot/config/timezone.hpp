// Names of time zones, as ICU knows them.
#pragma once

#include <string>

namespace fenqun::bot {

bool is_timezone(const std::string& name);

// A zone that the writer may have meant; "Asia/Shanghai" when nothing is near.
std::string likely_timezone(const std::string& name);

}  // namespace fenqun::bot
