// The rule files of a configuration, read and compiled. Slow for big sets: never on the core thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bot/config.hpp"
#include "rules/ruleset.hpp"

namespace fenqun::bot {

struct LoadedRules {
  rules::Compiled compiled;  // with a problem for every file that could not be read
  std::string sources;       // all files in one text, as they are stored with the revision
};

std::string join_sources(const std::vector<rules::Source>& sources);
std::vector<rules::Source> split_sources(std::string_view joined);

// No files: the starter pack that is built in.
LoadedRules load_rules(const std::vector<std::string>& files);
// The same for a configuration: rules that call webhooks which it does not have are a mistake too.
LoadedRules load_rules(const Config& config);
// The set that a store holds, from its sources. No rules when there are none or this version cannot compile them.
LoadedRules load_stored_rules(std::string_view joined);

}  // namespace fenqun::bot
