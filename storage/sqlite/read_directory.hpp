// Reads the directory, which is small, as a whole. Part of a reader.
#pragma once

#include "model/directory.hpp"

namespace SQLite {
class Database;
}

namespace fenqun::storage {

Directory read_directory(SQLite::Database& database);  // throws SQLite::Exception

}  // namespace fenqun::storage
