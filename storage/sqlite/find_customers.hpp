// Answers CustomerQuery from the narrowest index that fits. Part of a reader.
#pragma once

#include "storage/store.hpp"

namespace SQLite {
class Database;
}

namespace fenqun::storage {

CustomerPage find_customers(SQLite::Database& database, const CustomerQuery& query);  // throws SQLite::Exception

}  // namespace fenqun::storage
