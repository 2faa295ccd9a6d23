// rules/packs/retail-zh.toml as it was when the program was built, so that demo and init need no folder.
#pragma once

#include <string_view>

namespace fenqun::bot {

std::string_view builtin_pack();

}  // namespace fenqun::bot
