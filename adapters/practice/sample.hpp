// What real customers of a shop wrote, as part of the program: one message a line, "id TAB text", behind a header line.
#pragma once

#include <string_view>

namespace fenqun::adapters::practice {

std::string_view sample_lines();

}  // namespace fenqun::adapters::practice
