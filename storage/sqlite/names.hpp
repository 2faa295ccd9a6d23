// Row ids of the few names that most writes refer to: accounts, tags and groups. The writer's own; forgotten whenever a
// transaction is rolled back or somebody else has written.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "storage/sqlite/statement.hpp"

namespace fenqun::storage {

struct NameHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view name) const noexcept { return std::hash<std::string_view>{}(name); }
};
using NameIds = std::unordered_map<std::string, std::int64_t, NameHash, std::equal_to<>>;

class Names {
 public:
  explicit Names(SQLite::Database& database);

  // The row of the name; made when there is none.
  std::int64_t account(std::string_view name);
  std::int64_t tag(std::string_view name);
  std::int64_t group(std::string_view name);  // also by an old name

  // Nothing is made: 0 when there is none.
  std::int64_t known_account(std::string_view name);
  std::int64_t known_tag(std::string_view name);

  void forget_groups() { groups_.clear(); }
  void forget();

 private:
  std::int64_t known(NameIds& ids, Statement& find, std::string_view name);
  std::int64_t made(NameIds& ids, Statement& find, Statement& make, std::string_view name);

  NameIds accounts_, tags_, groups_;
  Statement find_account_, make_account_, find_tag_, make_tag_, find_group_, make_group_;
};

}  // namespace fenqun::storage
