// Opening a database file for writing or reading, and turning SQLite's errors into Problems.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "model/problem.hpp"

namespace SQLite {
class Database;
}

namespace fenqun::storage {

struct DatabaseClose {
  void operator()(SQLite::Database* database) const noexcept;
};
using DatabaseHandle = std::unique_ptr<SQLite::Database, DatabaseClose>;

// Set apart only for tests, which cannot wait or fill a disk.
struct SqliteOptions {
  int busy_timeout_ms = 1000;  // how long a write waits for another program's lock
  int max_pages = 0;           // 0: as many as the disk has; else "disk full" comes earlier
};

Result<void> make_folders_above(const std::string& path);  // 0700

// The folders above `path` (0700) and the file (0600) are made where they are missing; the schema is brought up to
// date.
Result<DatabaseHandle> open_for_writing(const std::string& path, const SqliteOptions& options);
// Never makes the database; SQLite itself may put its -shm and -wal files beside it.
Result<DatabaseHandle> open_for_reading(const std::string& path);

// Runs `work`; what SQLite throws becomes a Problem about `path`.
Result<void> guarded(const std::string& path, const std::function<Result<void>()>& work);

// Whether the connection may go on after this problem: locked and full are answers, everything else asks for a reopen.
bool leaves_connection_usable(const Problem& problem);

}  // namespace fenqun::storage
