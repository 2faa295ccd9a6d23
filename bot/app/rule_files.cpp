#include "bot/app/rule_files.hpp"

#include "bot/config/rule_sources.hpp"

namespace fenqun::bot {
namespace {

// Between a file's name and its text, and behind a file: the two separators of ASCII made for that.
constexpr char unit = '\x1f';
constexpr char record = '\x1e';

}  // namespace

std::string join_sources(const std::vector<rules::Source>& sources) {
  std::string out;
  for (const auto& source : sources) out += source.name + unit + source.text + record;
  return out;
}

std::vector<rules::Source> split_sources(std::string_view joined) {
  std::vector<rules::Source> out;
  while (true) {
    const auto name_end = joined.find(unit);
    const auto text_end = joined.find(record);
    if (name_end == std::string_view::npos || text_end == std::string_view::npos || text_end < name_end) return out;
    out.push_back(
        {std::string(joined.substr(0, name_end)), std::string(joined.substr(name_end + 1, text_end - name_end - 1))});
    joined.remove_prefix(text_end + 1);
  }
}

LoadedRules load_rules(const std::vector<std::string>& files) {
  Problems unreadable;
  const std::vector<std::string> starter = {std::string(builtin_rules)};
  const auto sources = read_rule_sources(files.empty() ? starter : files, unreadable);
  LoadedRules loaded{rules::compile(sources), join_sources(sources)};
  if (!unreadable.empty()) {
    loaded.compiled.rules.reset();
    loaded.compiled.problems.insert(loaded.compiled.problems.begin(), unreadable.begin(), unreadable.end());
  }
  return loaded;
}

LoadedRules load_rules(const Config& config) {
  auto loaded = load_rules(config.rule_files);
  if (!loaded.compiled.rules) return loaded;
  auto unknown = unknown_webhooks(*loaded.compiled.rules, config.webhooks);
  if (unknown.empty()) return loaded;
  loaded.compiled.rules.reset();
  loaded.compiled.problems.insert(loaded.compiled.problems.end(), unknown.begin(), unknown.end());
  return loaded;
}

LoadedRules load_stored_rules(std::string_view joined) {
  const auto sources = split_sources(joined);
  if (sources.empty()) return {};
  return {rules::compile(sources), std::string(joined)};
}

}  // namespace fenqun::bot
