// A read transaction that ends with its scope, so that several statements see one state of the database.
#pragma once

namespace SQLite {
class Database;
}

namespace fenqun::storage {

class Snapshot {
 public:
  explicit Snapshot(SQLite::Database& database);  // throws SQLite::Exception
  ~Snapshot();
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  SQLite::Database& database_;
};

}  // namespace fenqun::storage
