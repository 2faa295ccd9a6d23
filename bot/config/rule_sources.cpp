#include "bot/config/rule_sources.hpp"

#include "bot/builtin_pack.hpp"
#include "bot/config/file.hpp"
#include "bot/problems.hpp"

namespace fenqun::bot {
namespace {

Result<rules::Source> read_builtin(const std::string& name) {
  const auto wanted = name.substr(builtin_prefix.size());
  std::string known;
  for (const auto& pack : builtin_packs()) {
    if (pack.name == wanted) return rules::Source{name, std::string(pack.text)};
    if (!known.empty()) known += ", ";
    known.append(builtin_prefix).append(pack.name);
  }
  return Problem(problems::unknown_pack, {wanted, known});
}

}  // namespace

std::string builtin_rules_in(Language language) {
  std::string name(builtin_prefix);
  return name.append(language == Language::zh ? "retail-zh" : "retail-en");
}

Result<rules::Source> read_rule_source(const std::string& name) {
  if (name.starts_with(builtin_prefix)) return read_builtin(name);
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
