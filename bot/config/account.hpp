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

// 1 to 64 bytes without control characters, colons or spaces at the ends.
bool is_account_name(const std::string& name);

// The ids of all platforms.
std::vector<std::string> platform_ids();

}  // namespace fenqun::bot
