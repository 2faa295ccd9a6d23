#include "bot/config.hpp"

#include <algorithm>
#include <unordered_map>

#include "bot/config/account.hpp"
#include "bot/config/file.hpp"
#include "bot/config/nearest.hpp"
#include "bot/config/overrides.hpp"
#include "bot/config/rule_sources.hpp"
#include "bot/config/section.hpp"
#include "bot/config/url.hpp"
#include "bot/problems.hpp"

namespace fenqun::bot {
namespace {

constexpr std::size_t most_accounts = 1000;
constexpr std::size_t most_items = 1000;
constexpr std::size_t most_webhooks = 100;

// Reports the second of two equal texts.
class Once {
 public:
  Once(std::string key, Problems& problems) : key_(std::move(key)), problems_(problems) {}

  bool first(const std::string& text, const Location& where) {
    const auto [before, fresh] = lines_.try_emplace(text, where.line);
    if (!fresh) {
      problems_.emplace_back(problems::duplicate, Args{key_, text, std::to_string(before->second)}, where);
    }
    return fresh;
  }

 private:
  std::string key_;
  Problems& problems_;
  std::unordered_map<std::string, std::uint32_t> lines_;
};

class ConfigReader {
 public:
  ConfigReader(const Node& root, std::string folder, Config& config, Problems& problems)
      : root_(root), folder_(std::move(folder)), config_(config), problems_(problems) {}

  void read() {
    read_language();
    read_store();
    read_rules();
    read_accounts();
    read_webhooks();
    read_admin();
    read_log();
    read_console();
    report_unknown();
  }

 private:
  void read_language() {
    Section top(root_, "fenqun.toml", problems_);
    const auto language = top.text("language", "language = \"zh\"");
    if (!language) return;
    if (language->text == "zh" || language->text == "en") {
      config_.language = language->text == "zh" ? Language::zh : Language::en;
    } else {
      problems_.emplace_back(problems::not_a_choice, Args{"language", language->text, "zh, en"}, language->where);
    }
  }

  // The table of a section; null when there is none or when it is no table, which has then been reported.
  const Node* section(const std::string& name) {
    known_.push_back(name);
    const auto* entry = root_.find(name);
    if (entry == nullptr) return nullptr;
    if (entry->value.kind == Node::Kind::table) return &entry->value;
    problems_.emplace_back(problems::not_table, Args{name, std::string(type_word(entry->value.kind)), "[" + name + "]"},
                           entry->where);
    return nullptr;
  }

  void read_store() {
    const auto* table = section("store");
    Item url{config_.store_url, {}};
    if (table != nullptr) {
      Section store(*table, "[store]", problems_);
      if (auto given = store.text("url", "url = \"sqlite:data/fenqun.db\"")) url = std::move(*given);
      store.finish();
    }
    if (auto resolved = resolved_store_url(url.text, folder_)) {
      config_.store_url = std::move(*resolved);
    } else {
      problems_.emplace_back(problems::bad_store, Args{url.text}, url.where);
    }
  }

  void read_rules() {
    config_.rule_files = {builtin_rules_in(config_.language)};
    const auto* table = section("rules");
    if (table == nullptr) return;
    Section rules(*table, "[rules]", problems_);
    if (const auto files = rules.texts("files", "files = [\"rules/retail-zh.toml\"]", most_items)) {
      config_.rule_files.clear();
      Once once("files", problems_);
      for (const auto& file : *files) {
        if (once.first(file.text, file.where)) add_rule_file(file);
      }
    }
    rules.finish();
  }

  void add_rule_file(const Item& file) {
    const bool builtin = file.text.starts_with(builtin_prefix);
    const auto path = builtin ? file.text : inside_folder(folder_, file.text);
    if (auto source = read_rule_source(path); !source) {
      auto problem = source.error();
      problems_.push_back(std::move(problem).at(file.where));
    }
    config_.rule_files.push_back(path);
  }

  void read_accounts() {
    known_.emplace_back("account");
    const auto* entry = root_.find("account");
    if (entry == nullptr) return;
    const auto& list = entry->value;
    const bool tables =
        list.kind == Node::Kind::list &&
        std::all_of(list.items.begin(), list.items.end(), [](const Node& n) { return n.kind == Node::Kind::table; });
    if (!tables) {
      problems_.emplace_back(problems::not_table, Args{"account", std::string(type_word(list.kind)), "[[account]]"},
                             entry->where);
      return;
    }
    if (list.items.size() > most_accounts) {
      problems_.emplace_back(problems::too_many,
                             Args{"account", std::to_string(list.items.size()), std::to_string(most_accounts)},
                             entry->where);
      return;
    }
    const AccountContext context{folder_, config_.path, problems_};
    Once once("name", problems_);
    for (const auto& table : list.items) {
      auto account = read_account(table, context);
      const auto* name = table.find("name");
      if (!account.name.empty() && name != nullptr) once.first(account.name, name->value.where);
      config_.accounts.push_back(std::move(account));
    }
  }

  void read_webhooks() {
    const auto* table = section("webhook");
    if (table == nullptr) return;
    if (table->entries.size() > most_webhooks) {
      problems_.emplace_back(problems::too_many,
                             Args{"webhook", std::to_string(table->entries.size()), std::to_string(most_webhooks)},
                             table->where);
      return;
    }
    const AccountContext context{folder_, config_.path, problems_};
    for (const auto& entry : table->entries) {
      if (entry.value.kind == Node::Kind::table) {
        config_.webhooks.push_back(read_webhook(entry.key, entry.value, context));
      } else {
        problems_.emplace_back(
            problems::not_table,
            Args{"webhook." + entry.key, std::string(type_word(entry.value.kind)), "[webhook." + entry.key + "]"},
            entry.where);
      }
    }
  }

  void read_admin() {
    const auto* table = section("admin");
    if (table == nullptr) return;
    Section admin(*table, "[admin]", problems_);
    const auto owners = admin.texts("owners", "owners = [\"onebot11::10001\"]", most_items);
    const auto prefixes = admin.texts("prefix", "prefix = [\"/\", \"／\", \".\"]", 16);
    admin.finish();
    Once owner_once("owners", problems_);
    for (const auto& owner : owners.value_or(std::vector<Item>{})) {
      if (owner_once.first(owner.text, owner.where)) add_owner(owner);
    }
    if (!prefixes) return;
    config_.prefixes.clear();
    Once prefix_once("prefix", problems_);
    for (const auto& prefix : *prefixes) {
      if (prefix_once.first(prefix.text, prefix.where)) add_prefix(prefix);
    }
  }

  // The way it was meant, when it ends with a number.
  std::string owner_example(const std::string& given, const std::vector<std::string>& ids) const {
    const auto user = given.substr(given.rfind(':') + 1);
    const bool number = !user.empty() && user.find_first_not_of("0123456789") == std::string::npos;
    const auto mine = config_.accounts.empty() ? std::string() : config_.accounts.front().platform;
    const bool known = std::find(ids.begin(), ids.end(), mine) != ids.end();
    return (known ? mine : ids.front()) + "::" + (number ? user : "10001");
  }

  void add_owner(const Item& owner) {
    const auto ids = platform_ids();
    auto key = parse_customer_key(owner.text);
    if (!key) {
      problems_.emplace_back(problems::bad_owner, Args{owner.text, owner_example(owner.text, ids)}, owner.where);
    } else if (std::find(ids.begin(), ids.end(), key->platform) == ids.end()) {
      problems_.emplace_back(problems::unknown_platform, Args{key->platform, joined(ids)}, owner.where);
    } else {
      config_.owners.push_back(std::move(*key));
    }
  }

  void add_prefix(const Item& prefix) {
    const auto& text = prefix.text;
    const bool good = !text.empty() && text.size() <= 16 && text.find("\u3000") == std::string::npos &&
                      std::all_of(text.begin(), text.end(), [](unsigned char c) { return c > ' ' && c != 0x7F; });
    if (good) {
      config_.prefixes.push_back(text);
    } else {
      problems_.emplace_back(problems::bad_prefix, Args{text}, prefix.where);
    }
  }

  void read_log() {
    const auto* table = section("log");
    if (table == nullptr) return;
    Section log(*table, "[log]", problems_);
    const auto level = log.text("level", "level = \"info\"");
    log.finish();
    if (!level) return;
    const auto levels = log_levels();
    if (std::find(levels.begin(), levels.end(), level->text) == levels.end()) {
      problems_.emplace_back(problems::not_a_choice, Args{"level", level->text, joined(levels)}, level->where);
    } else {
      config_.log_level = level->text;
    }
  }

  void read_console() {
    const auto* table = section("console");
    if (table == nullptr) return;
    Section console(*table, "[console]", problems_);
    const auto port = console.whole("port", "port = 8787", 0, 65'535);
    console.finish();
    if (port) config_.console_port = static_cast<std::uint16_t>(*port);
  }

  void report_unknown() {
    known_.emplace_back("language");
    for (const auto& entry : root_.entries) {
      if (entry.value.from_variable || std::find(known_.begin(), known_.end(), entry.key) != known_.end()) continue;
      if (const auto meant = nearest(entry.key, known_)) {
        problems_.emplace_back(problems::misspelt_section, Args{entry.key, *meant}, entry.where);
      } else {
        problems_.emplace_back(problems::unknown_section, Args{entry.key, joined(known_)}, entry.where);
      }
    }
  }

  const Node& root_;
  std::string folder_;
  Config& config_;
  Problems& problems_;
  std::vector<std::string> known_;
};

// Places in the file first, in their order; then the environment's.
void sort_by_place(Problems& problems) {
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    const auto rank = [](const Location& where) { return std::tuple(where.line == 0, where.line, where.column); };
    return rank(a.location()) < rank(b.location());
  });
}

LoadedConfig parse(std::string_view text, Config config, const std::string& name, const std::string& folder,
                   const Environment& environment) {
  LoadedConfig out{std::move(config), {}};
  auto root = parse_toml(text, name);
  if (!root) out.problems.push_back(root.error());
  Node tree = root ? std::move(root.value()) : Node{};
  apply_overrides(tree, environment, out.problems);
  if (root) ConfigReader(tree, folder, out.config, out.problems).read();
  sort_by_place(out.problems);
  return out;
}

}  // namespace

std::vector<std::string> log_levels() {
  return {"trace", "debug", "info", "warn", "error", "off"};
}

bool LoadedConfig::ok() const {
  return std::all_of(problems.begin(), problems.end(), [](const Problem& problem) { return problem.warning(); });
}

LoadedConfig parse_config(std::string_view text, const std::string& name, const std::string& folder,
                          const Environment& environment) {
  return parse(text, {}, name, folder, environment);
}

LoadedConfig load_config(const std::string& path, const Environment& environment) {
  Config config;
  config.path = path;
  const auto text = read_file(path, max_config_bytes);
  if (!text) return {std::move(config), {text.error()}};
  return parse(text.value(), std::move(config), path, folder_of(path), environment);
}

bool looks_like_config(std::string_view text) {
  const auto root = parse_toml(text, "");
  if (!root) return false;
  for (const auto* key : {"account", "store", "admin", "rules", "log", "console", "webhook", "language"}) {
    if (root.value().find(key) != nullptr) return true;
  }
  return false;
}

}  // namespace fenqun::bot
