// The files of console/web, which are part of the program. Constant; any thread.
#pragma once

#include <string_view>
#include <vector>

namespace fenqun::console {

struct Asset {
  std::string_view name;  // "app.js"
  std::string_view text;
};

const std::vector<Asset>& assets();

}  // namespace fenqun::console
