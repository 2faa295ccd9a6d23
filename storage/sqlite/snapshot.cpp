#include "storage/sqlite/snapshot.hpp"

#include <SQLiteCpp/Database.h>

namespace fenqun::storage {

Snapshot::Snapshot(SQLite::Database& database) : database_(database) {
  database_.exec("begin");
}
Snapshot::~Snapshot() {
  database_.tryExec("rollback");
}

}  // namespace fenqun::storage
