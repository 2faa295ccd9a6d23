// Reads one table key by key; whatever nobody asked for is a mistake. A text that came from an environment variable is
// read as the type that is wanted: true/false, numbers, lists separated by commas.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/config/tree.hpp"

namespace fenqun::bot {

struct Item {
  std::string text;
  Location where;
};

class Section {
 public:
  // `title` is how people see it: "[store]", "[[account]]". Both references must outlive the section.
  Section(const Node& table, std::string title, Problems& out) : table_(table), title_(std::move(title)), out_(out) {}

  // Nothing when the key is absent or its value has the wrong type, which has then been reported with the example.
  std::optional<Item> text(std::string_view key, std::string_view example);
  std::optional<std::vector<Item>> texts(std::string_view key, std::string_view example, std::size_t most);
  std::optional<bool> flag(std::string_view key, std::string_view example);
  std::optional<std::int64_t> whole(std::string_view key, std::string_view example, std::int64_t low,
                                    std::int64_t high);
  std::optional<double> number(std::string_view key, std::string_view example, double low, double high);

  // Reports that a key is missing, with an example line.
  void missing(std::string_view key, std::string_view example);
  // Reports the keys that were never asked for.
  void finish();

  const Node& table() const { return table_; }
  const std::string& title() const { return title_; }

 private:
  const Entry* ask(std::string_view key);
  void wrong(const ProblemKind& kind, const Entry& entry, std::string_view example);

  const Node& table_;
  std::string title_;
  Problems& out_;
  std::vector<std::string> asked_;
};

// "a, b, c"
std::string joined(const std::vector<std::string>& words);

}  // namespace fenqun::bot
