// One [[account]] of the configuration.
#pragma once

#include <string>
#include <vector>

#include "adapters/registry.hpp"
#include "bot/config/tree.hpp"

namespace fenqun::bot {

struct AccountContext {
  std::string folder;       // relative files are inside it
  std::string config_path;  // of the file, for its rights; empty: not a file
  Problems& problems;
};

// Always an account, with defaults where something was wrong; mistakes are added to the context's problems.
adapters::Account read_account(const Node& table, const AccountContext& context);

// The ids of all platforms.
std::vector<std::string> platform_ids();

}  // namespace fenqun::bot
