#include "storage/sqlite/migrate.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include <chrono>
#include <string>

#include "storage/sqlite/statement.hpp"

namespace fenqun::storage {
namespace {

constexpr std::int64_t application_id = 0x66656e71;  // "fenq", in the file's header

constexpr std::string_view version_table =
    "create table if not exists schema_version(version integer primary key, name text not null, "
    "applied_at integer not null) strict";

bool has_version_table(SQLite::Database& database) {
  return Statement(database, "select 1 from sqlite_schema where name = 'schema_version'").number().has_value();
}

std::int64_t milliseconds_now() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace

int newest_version() {
  return migrations().empty() ? 0 : migrations().back().version;
}

int schema_version(SQLite::Database& database) {
  if (!has_version_table(database)) return 0;
  return static_cast<int>(Statement(database, "select max(version) from schema_version").number().value_or(0));
}

bool is_ours(SQLite::Database& database) {
  if (Statement(database, "pragma application_id").number().value_or(0) == application_id) return true;
  return Statement(database, "select count(*) from sqlite_schema").number().value_or(0) == 0;
}

void migrate(SQLite::Database& database) {
  for (const auto& migration : migrations()) {
    if (migration.version <= schema_version(database)) continue;
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    database.exec("pragma application_id = " + std::to_string(application_id));
    database.exec(std::string(version_table));
    database.exec(std::string(migration.sql));
    Statement(database, "insert into schema_version(version, name, applied_at) values(?, ?, ?)")
        .bind(migration.version, migration.name, milliseconds_now())
        .run();
    transaction.commit();
  }
}

}  // namespace fenqun::storage
