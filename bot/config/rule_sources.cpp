#include "bot/config/rule_sources.hpp"

#include "bot/builtin_pack.hpp"
#include "bot/config/file.hpp"
#include "bot/problems.hpp"

namespace fenqun::bot {

Result<rules::Source> read_rule_source(const std::string& name) {
  if (name == builtin_rules) return rules::Source{name, std::string(builtin_pack())};
  if (name.starts_with(builtin_prefix)) {
    return Problem(problems::unknown_pack, {name.substr(builtin_prefix.size()), std::string(builtin_rules)});
  }
  auto text = read_file(name, max_rules_bytes);
  if (!text) return text.error();
  return rules::Source{name, std::move(text.value())};
}

std::vector<rules::Source> read_rule_sources(std::span<const std::string> names, Problems& problems) {
  std::vector<rules::Source> sources;
  for (const auto& name : names) {
    if (auto source = read_rule_source(name)) {
      sources.push_back(std::move(source.value()));
    } else {
      problems.push_back(source.error());
    }
  }
  return sources;
}

}  // namespace fenqun::bot
