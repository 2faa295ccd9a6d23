#include "storage/sqlite/statement.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

namespace fenqun::storage {

Statement::Statement(SQLite::Database& database, std::string_view sql) {
  sqlite3_stmt* made = nullptr;
  const int code = sqlite3_prepare_v3(database.getHandle(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &made, nullptr);
  statement_.reset(made);
  if (code != SQLITE_OK) throw SQLite::Exception(database.getHandle(), code);
}

bool Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) fail(code);
  sqlite3_reset(statement_.get());
  return false;
}

void Statement::run() {
  if (step()) reset();
}

bool Statement::run_changed() {
  run();
  return sqlite3_changes(sqlite3_db_handle(statement_.get())) > 0;
}

std::optional<std::int64_t> Statement::number() {
  std::optional<std::int64_t> found;
  if (step()) {
    if (!null(0)) found = integer(0);
    reset();
  }
  return found;
}

void Statement::reset() noexcept {
  sqlite3_reset(statement_.get());
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}
bool Statement::null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::string_view Statement::view(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

void Statement::put(int index, std::int64_t value) {
  if (const int code = sqlite3_bind_int64(statement_.get(), index, value); code != SQLITE_OK) fail(code);
}

void Statement::put(int index, std::string_view value) {
  const char* data = value.data() == nullptr ? "" : value.data();
  const int code = sqlite3_bind_text64(statement_.get(), index, data, value.size(), SQLITE_STATIC, SQLITE_UTF8);
  if (code != SQLITE_OK) fail(code);
}

void Statement::put(int index, std::nullptr_t) {
  if (const int code = sqlite3_bind_null(statement_.get(), index); code != SQLITE_OK) fail(code);
}

void Statement::put(int index, const Blob& value) {
  const char* data = value.bytes.data() == nullptr ? "" : value.bytes.data();
  const int code = sqlite3_bind_blob64(statement_.get(), index, data, value.bytes.size(), SQLITE_STATIC);
  if (code != SQLITE_OK) fail(code);
}

void Statement::fail(int code) {
  auto* database = sqlite3_db_handle(statement_.get());
  const SQLite::Exception error(database, code);
  sqlite3_reset(statement_.get());
  throw error;
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const noexcept {
  sqlite3_finalize(statement);
}

}  // namespace fenqun::storage
