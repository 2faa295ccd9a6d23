// Changes about the directory, written straight to their tables: they are rare. The writer's own.
#pragma once

#include "model/change.hpp"
#include "storage/sqlite/names.hpp"
#include "storage/sqlite/statement.hpp"

namespace fenqun::storage {

class DirectoryWriter {
 public:
  DirectoryWriter(SQLite::Database& database, Names& names);

  // What waits about customers must be flushed before: a renamed group may swallow another one's row.
  void write(const Change& change);

 private:
  void define_group(const GroupInfo& group);
  void rename_group(const RenameGroup& rename);
  void merge_group(std::int64_t from, std::int64_t into);
  void link_chat(const LinkChat& link);
  void grant_role(const GrantRole& grant);

  SQLite::Database& database_;
  Names& names_;
};

}  // namespace fenqun::storage
