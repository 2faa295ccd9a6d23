// The configuration: fenqun.toml, then FENQUN__SECTION__KEY from the environment. Strict: an unknown key is an error.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/registry.hpp"
#include "bot/config/webhook.hpp"
#include "model/ids.hpp"
#include "model/problem.hpp"

namespace fenqun::bot {

struct Config {
  std::string path;  // of the file
  Language language = Language::zh;
  std::string store_url = "sqlite:data/fenqun.db";  // a relative path is inside the configuration's folder
  std::vector<std::string> rule_files;  // see bot/config/rule_sources.hpp: files, or "builtin:retail-zh"
  std::vector<adapters::Account> accounts;
  std::vector<Webhook> webhooks;
  std::vector<CustomerKey> owners;
  std::vector<std::string> prefixes = {"/", "／", "."};
  std::string log_level = "info";
  std::optional<std::uint16_t> console_port;  // of the web console on 127.0.0.1; nothing: none; 0: any free one
};

// The FENQUN__ part of an environment, handed in.
using Environment = std::map<std::string, std::string>;

// All mistakes at once. Reads the token files too (a secret file that others may read is a warning).
struct LoadedConfig {
  Config config;
  Problems problems;
  bool ok() const;  // nothing but warnings
};
LoadedConfig load_config(const std::string& path, const Environment& environment);
// The same from a text, for tests; secret files are read relative to `folder`.
LoadedConfig parse_config(std::string_view text, const std::string& name, const std::string& folder,
                          const Environment& environment);
// Whether a text is a configuration rather than a rule file, by its sections. False for what is not TOML.
bool looks_like_config(std::string_view text);
// What [log] level may be, from most to least.
std::vector<std::string> log_levels();

// What `fenqun init` writes.
struct InitAnswers {
  std::string language = "zh";
  std::string platform = "onebot11";
  std::string url = "ws://127.0.0.1:3001";
  std::string token_file;  // empty: no token
  std::string owner;       // "onebot11::10001" or empty: bind by code in chat
  std::string account = "main";
  std::string rules_file = "rules/retail-zh.toml";
};
std::string config_text(const InitAnswers& answers);

}  // namespace fenqun::bot
