#include "storage/sqlite/connection.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <new>

#include "storage/problems.hpp"
#include "storage/sqlite/migrate.hpp"

namespace fenqun::storage {
namespace {

namespace fs = std::filesystem;

const ProblemKind& kind_of_code(int code) {
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return problem_locked;
    case SQLITE_FULL:
      return problem_full;
    case SQLITE_IOERR:
      return problem_io;
    case SQLITE_CANTOPEN:
      return problem_cannot_open;
    case SQLITE_NOMEM:
      return problem_no_memory;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return problem_corrupt;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return problem_read_only;
    default:
      return problem_unexpected;
  }
}

Result<void> make_folders(const fs::path& folder) {
  std::error_code error;
  if (folder.empty() || fs::is_directory(folder, error)) return {};
  if (auto above = make_folders(folder.parent_path()); !above) return above;
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
    return Problem(problem_cannot_open, {folder.string(), std::strerror(errno)});
  }
  return {};
}

Result<void> make_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) {
    const bool rights = errno == EACCES || errno == EROFS || errno == EPERM;
    return Problem(rights ? problem_read_only : problem_cannot_open, {path, std::strerror(errno)});
  }
  ::close(file);
  return {};
}

Result<void> check_version(SQLite::Database& database, const std::string& path) {
  if (!is_ours(database)) return Problem(problem_not_ours, {path});
  const int version = schema_version(database);
  if (version > newest_version()) {
    return Problem(problem_newer_schema, {path, std::to_string(version), std::to_string(newest_version())});
  }
  return {};
}

// 20,000 pages between checkpoints are worth a third of the rate with a million customers; the journal is cut back to
// that size after a long read has kept it from starting over.
void prepare_writer(SQLite::Database& database, const SqliteOptions& options) {
  database.exec(
      "pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 20000;"
      "pragma journal_size_limit = 100000000; pragma temp_store = memory; pragma cache_size = -32768;"
      "pragma secure_delete = off; pragma trusted_schema = off; pragma foreign_keys = on");
  if (options.max_pages > 0) database.exec("pragma max_page_count = " + std::to_string(options.max_pages));
}

}  // namespace

Result<void> make_folders_above(const std::string& path) {
  return make_folders(fs::path(path).parent_path());
}

void DatabaseClose::operator()(SQLite::Database* database) const noexcept {
  std::default_delete<SQLite::Database>{}(database);
}

Result<DatabaseHandle> open_for_writing(const std::string& path, const SqliteOptions& options) {
  if (auto made = make_folders_above(path); !made) return made.error();
  if (auto made = make_file(path); !made) return made.error();
  DatabaseHandle database;
  const auto opened = guarded(path, [&]() -> Result<void> {
    database.reset(std::make_unique<SQLite::Database>(path.c_str(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                                                      options.busy_timeout_ms)
                       .release());
    if (auto known = check_version(*database, path); !known) return known;
    prepare_writer(*database, options);
    migrate(*database);
    return {};
  });
  if (!opened) return opened.error();
  return database;
}

Result<DatabaseHandle> open_for_reading(const std::string& path) {
  struct stat about {};
  if (::stat(path.c_str(), &about) != 0 || about.st_size == 0) return Problem(problem_missing, {path});
  DatabaseHandle database;
  const auto opened = guarded(path, [&]() -> Result<void> {
    constexpr int wait_ms = 5000;
    database.reset(std::make_unique<SQLite::Database>(path.c_str(), SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, wait_ms)
                       .release());
    database->exec("pragma query_only = on; pragma temp_store = memory; pragma cache_size = -8192");
    if (auto known = check_version(*database, path); !known) return known;
    if (schema_version(*database) == 0) return Problem(problem_missing, {path});
    return {};
  });
  if (!opened) return opened.error();
  return database;
}

Result<void> guarded(const std::string& path, const std::function<Result<void>()>& work) {
  try {
    return work();
  } catch (const SQLite::Exception& error) {
    return Problem(kind_of_code(error.getErrorCode()), {path, error.what()});
  } catch (const std::bad_alloc&) {
    return Problem(problem_no_memory, {path, "bad_alloc"});
  }
}

bool leaves_connection_usable(const Problem& problem) {
  return problem.code() == problem_locked.code || problem.code() == problem_full.code;
}

}  // namespace fenqun::storage
