// Reads whole profiles from the tables that they are spread over. Part of a reader.
#pragma once

#include "model/profile.hpp"
#include "storage/sqlite/statement.hpp"
#include "storage/store.hpp"

namespace fenqun::storage {

class ProfileLoader {
 public:
  explicit ProfileLoader(SQLite::Database& database);

  // A customer who is not stored: only `key` is set, rev 0.
  Profile load(const CustomerKey& key, Depth depth);
  // The customer with the smallest row id above `after` of whom more than the key is stored, and its row id.
  std::optional<std::pair<std::int64_t, Profile>> next(std::int64_t after);

 private:
  std::int64_t take_row(Statement& row, Profile& profile);
  void load_rest(std::int64_t id, Depth depth, Profile& profile);

  Statement find_, next_, tags_, group_, blocks_, attributes_, orders_;
};

}  // namespace fenqun::storage
