// The numbered migrations of storage/schema, carried by the program, and how they are applied.
#pragma once

#include <string_view>
#include <vector>

namespace SQLite {
class Database;
}

namespace fenqun::storage {

struct Migration {
  int version = 0;
  std::string_view name;  // "01-start"
  std::string_view sql;
};

// In rising order of versions; written by storage/schema/embed.cmake.
const std::vector<Migration>& migrations();
int newest_version();

// The version of the newest migration that the database has had; 0 for an empty one. Throws SQLite::Exception.
int schema_version(SQLite::Database& database);
// Whether it is empty or was made by fenqun.
bool is_ours(SQLite::Database& database);
// Applies what is missing, each migration in a transaction of its own. Throws SQLite::Exception.
void migrate(SQLite::Database& database);

}  // namespace fenqun::storage
