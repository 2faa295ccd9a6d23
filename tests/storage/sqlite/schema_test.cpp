// docs/schema.md names every table and column of a fresh database, and no other; the hot queries use their indexes.
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <fstream>
#include <set>

#include "storage/sqlite/migrate.hpp"
#include "tests/storage/make.hpp"

namespace fenqun::storage::testing {
namespace {

using Columns = std::set<std::string>;  // "table.column"

Columns columns_of(SQLite::Database& database) {
  Columns out;
  SQLite::Statement row(database,
                        "select m.name || '.' || c.name from sqlite_schema m, pragma_table_info(m.name) c "
                        "where m.type = 'table' and m.name not like 'sqlite_%'");
  while (row.executeStep()) out.insert(row.getColumn(0).getString());
  return out;
}

// "## `table`" and then rows "| `column` | …".
Columns columns_of_page() {
  Columns out;
  std::ifstream page(FENQUN_SOURCE_DIR "/docs/schema.md");
  std::string table;
  for (std::string line; std::getline(page, line);) {
    const auto first = line.find('`');
    const auto last = line.find('`', first + 1);
    if (last == std::string::npos) continue;
    const auto name = line.substr(first + 1, last - first - 1);
    if (line.starts_with("## `")) table = name;
    if (line.starts_with("| `")) out.insert(table + "." + name);
  }
  return out;
}

TEST(Schema, ThePageNamesEveryColumn) {
  const TestFolder folder;
  { must(open_store(folder.url())); }
  SQLite::Database database(folder.file());
  EXPECT_EQ(columns_of_page(), columns_of(database));
}

TEST(Schema, MigrationsAreNumberedWithoutGaps) {
  int expected = 0;
  for (const auto& migration : migrations()) {
    EXPECT_EQ(migration.version, ++expected);
    EXPECT_EQ(std::stoi(std::string(migration.name)), expected);
  }
  EXPECT_EQ(newest_version(), expected);
}

TEST(Schema, OpeningAgainAppliesNothingTwice) {
  const TestFolder folder;
  for (int i = 0; i < 3; ++i) must(open_store(folder.url()));
  SQLite::Database database(folder.file());
  EXPECT_EQ(database.execAndGet("select count(*) from schema_version").getInt(), newest_version());
}

TEST(Schema, TheNamesThatOthersRelyOn) {
  const TestFolder folder;
  const auto store = must(open_store(folder.url()));
  auto commit = message("1", "m1", 0);
  commit.changes.push_back(AddTag{"VIP", kept()});
  apply_one(*store, commit);
  apply_one(*store, commit);
  SQLite::Database database(folder.file());
  EXPECT_EQ(database.execAndGet("select count(*) from message").getInt(), 1);
  EXPECT_EQ(std::string(database
                            .execAndGet("select t.name from customer c join customer_tag ct on ct.customer_id = c.id "
                                        "join tag t on t.id = ct.tag_id where c.user = '1'")
                            .getText()),
            "VIP");
}

}  // namespace
}  // namespace fenqun::storage::testing
