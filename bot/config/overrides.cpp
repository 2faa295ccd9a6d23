#include "bot/config/overrides.hpp"

#include <algorithm>
#include <charconv>

#include "bot/config/nearest.hpp"
#include "bot/config/section.hpp"
#include "bot/problems.hpp"

namespace fenqun::bot {
namespace {

constexpr std::string_view prefix = "FENQUN__";

struct KnownKeys {
  std::string_view section;  // empty: the top
  std::vector<std::string> keys;
};

const std::vector<KnownKeys>& known_keys() {
  static const std::vector<KnownKeys> known = {
      {"", {"language"}},
      {"store", {"url"}},
      {"rules", {"files"}},
      {"account",
       {"name", "platform", "url", "token", "token_file", "ca_file", "timezone", "enabled", "sends_per_second",
        "backfill", "max_frame_mib"}},
      {"webhook", {"url", "token", "token_file", "secret", "secret_file", "ca_file", "timeout"}},
      {"admin", {"owners", "prefix"}},
      {"log", {"level"}},
      {"console", {"port"}},
  };
  return known;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (auto& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

// An account's name as it stands in a variable's name.
std::string variable_form(std::string_view name) {
  auto out = upper(name);
  for (auto& c : out) c = c == '-' || c == '.' || c == ' ' ? '_' : c;
  return out;
}

std::vector<std::string> parts_of(std::string_view name) {
  std::vector<std::string> parts;
  name.remove_prefix(prefix.size());
  for (;;) {
    const auto cut = name.find("__");
    parts.emplace_back(name.substr(0, cut));
    if (cut == std::string_view::npos) return parts;
    name.remove_prefix(cut + 2);
  }
}

const KnownKeys* keys_of(std::string_view section) {
  const auto& known = known_keys();
  const auto found = std::find_if(known.begin(), known.end(), [&](const KnownKeys& k) { return k.section == section; });
  return found == known.end() ? nullptr : &*found;
}

// What stands between such a section and its keys.
std::string_view example_name(std::string_view section) {
  return section == "account" ? "0" : section == "webhook" ? "NAME" : "";
}

// The variable that was probably meant: the nearest section and in it the nearest key.
std::optional<std::string> meant_variable(const std::vector<std::string>& parts) {
  auto section = parts.size() == 1 ? std::string() : lower(parts[0]);
  if (keys_of(section) == nullptr) {
    std::vector<std::string> names;
    for (const auto& known : known_keys()) names.emplace_back(known.section);
    section = nearest(section, names).value_or("?");
  }
  const auto* known = keys_of(section);
  const auto key = known == nullptr ? std::nullopt : nearest(lower(parts.back()), known->keys);
  if (!key) return std::nullopt;
  auto out = std::string(prefix) + upper(section) + (section.empty() ? "" : "__");
  if (const auto example = example_name(section); !example.empty()) {
    out += (parts.size() == 3 ? parts[1] : std::string(example)) + "__";
  }
  return out + upper(*key);
}

// Those of the section that was named, else all sections in short.
std::string listed_variables(std::string_view section) {
  std::vector<std::string> out;
  for (const auto& known : known_keys()) {
    auto begin = std::string(prefix) + upper(known.section) + (known.section.empty() ? "" : "__");
    if (const auto example = example_name(known.section); !example.empty()) begin += std::string(example) + "__";
    if (keys_of(section) == nullptr && !known.section.empty()) {
      out.push_back(begin + "…");
    } else if (known.section == section || known.section.empty()) {
      for (const auto& key : known.keys) out.push_back(begin + upper(key));
    }
  }
  return joined(out);
}

Location place_of(const std::string& variable) {
  return {variable, 0, 0, 1, {}};
}

class Overlay {
 public:
  Overlay(Node& root, Problems& problems) : root_(root), problems_(problems) {}

  void lay(const std::string& variable, const std::string& value) {
    const auto parts = parts_of(variable);
    const auto section_name = parts.size() == 1 ? std::string() : lower(parts[0]);
    const auto* known = keys_of(section_name);
    const auto key = lower(parts.back());
    if (known == nullptr || std::find(known->keys.begin(), known->keys.end(), key) == known->keys.end()) {
      return unknown(variable, parts);
    }
    Node* table = nullptr;
    if (parts.size() == 1) table = &root_;
    if (parts.size() == 2 && example_name(section_name).empty()) table = section(section_name);
    if (parts.size() == 3 && section_name == "account") table = account(parts[1]);
    if (parts.size() == 3 && section_name == "webhook") table = webhook(parts[1]);
    if (table == nullptr) return unknown(variable, parts);
    put(*table, key, variable, value);
    for (const std::string secret : {"token", "secret"}) {
      if (key == secret) put_aside(*table, secret + "_file");
      if (key == secret + "_file") put_aside(*table, secret);
    }
  }

 private:
  Node* section(const std::string& name) {
    auto* entry = root_.find(name);
    if (entry == nullptr) {
      root_.entries.push_back({name, {}, Node{}});
      entry = &root_.entries.back();
    }
    return &entry->value;
  }

  // The one of that name, or a new one called so in lower case.
  Node* webhook(const std::string& who) {
    auto* all = section("webhook");
    if (who.empty() || all->kind != Node::Kind::table) return nullptr;
    for (auto& entry : all->entries) {
      if (variable_form(entry.key) == variable_form(who)) return &entry.value;
    }
    all->entries.push_back({lower(who), {}, Node{}});
    return &all->entries.back().value;
  }

  // Null when there is no such account and the number is not the next one.
  Node* account(const std::string& who) {
    auto* list = root_.find("account");
    if (list == nullptr) {
      Node empty;
      empty.kind = Node::Kind::list;
      root_.entries.push_back({"account", {}, std::move(empty)});
      list = &root_.entries.back();
    }
    auto& items = list->value.items;
    const auto index = index_of(who, items);
    if (index == items.size()) items.emplace_back();
    return index < items.size() ? &items[index] : nullptr;
  }

  // By name, else by number; more than items.size() when it is neither.
  static std::size_t index_of(const std::string& who, const std::vector<Node>& items) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      const auto* name = items[i].find("name");
      if (name != nullptr && variable_form(name->value.text) == variable_form(who)) return i;
    }
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(who.data(), who.data() + who.size(), index);
    return error == std::errc() && end == who.data() + who.size() ? index : items.size() + 1;
  }

  static void put(Node& table, const std::string& key, const std::string& variable, const std::string& value) {
    Node node;
    node.kind = Node::Kind::text;
    node.text = value;
    node.where = place_of(variable);
    node.from_variable = true;
    if (table.where.line == 0) table.where = node.where;
    if (auto* entry = table.find(key)) {
      entry->value = std::move(node);
      entry->where = place_of(variable);
    } else {
      table.entries.push_back({key, place_of(variable), std::move(node)});
    }
  }

  static void put_aside(Node& table, std::string_view key) {
    std::erase_if(table.entries, [&](const Entry& entry) { return entry.key == key && !entry.value.from_variable; });
  }

  void unknown(const std::string& variable, const std::vector<std::string>& parts) {
    const bool about_account = parts.size() == 3 && lower(parts[0]) == "account";
    const auto where = place_of(variable);
    const auto* list = root_.find("account");
    const auto items = list != nullptr ? list->value.items : std::vector<Node>{};
    if (about_account && index_of(parts[1], items) > items.size()) {
      problems_.emplace_back(problems::unknown_account, Args{variable, parts[1], account_names()}, where);
      return;
    }
    if (const auto meant = meant_variable(parts)) {
      problems_.emplace_back(problems::misspelt_variable, Args{variable, *meant}, where);
    } else {
      const auto section = parts.size() > 1 ? lower(parts[0]) : std::string();
      problems_.emplace_back(problems::unknown_variable,
                             Args{variable, listed_variables(section.empty() ? "?" : section)}, where);
    }
  }

  std::string account_names() const {
    std::vector<std::string> names;
    const auto* list = root_.find("account");
    for (const auto& item : list != nullptr ? list->value.items : std::vector<Node>{}) {
      const auto* name = item.find("name");
      names.push_back(name != nullptr ? variable_form(name->value.text) : std::to_string(names.size()));
    }
    names.push_back(std::to_string(names.size()));
    return joined(names);
  }

  Node& root_;
  Problems& problems_;
};

}  // namespace

void apply_overrides(Node& root, const Environment& environment, Problems& problems) {
  Overlay overlay(root, problems);
  for (const auto& [variable, value] : environment) {
    if (variable.starts_with(prefix)) overlay.lay(variable, value);
  }
}

}  // namespace fenqun::bot
