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

// A file as version 1 left it: a customer who wrote in private, one of whom only a group message is known, one with
// nothing.
void make_version_1(const std::string& file) {
  SQLite::Database database(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  database.exec("pragma application_id = 1717923441");  // "fenq"
  database.exec(
      "create table schema_version(version integer primary key, name text not null, "
      "applied_at integer not null) strict");
  database.exec(std::string(migrations().front().sql));
  database.exec("insert into schema_version values(1, '01-start', 1)");
  database.exec("insert into account values(1, 'main'), (2, 'second')");
  for (const auto* row : {"1, 'onebot11', '', '1', 3, 2, 1000, 2000, 0, 5000, 2, 0, '[[\"messages/7d\",1000,1000]]'",
                          "2, 'onebot11', '', '2', 1, 0, 1000, 1000, 0, null, 3, 0, ''",
                          "3, 'onebot11', '', '3', 1, 0, 1000, 1000, 0, null, 0, 0, ''"}) {
    database.exec(std::string("insert into customer values(") + row + ", '', '', '', '')");
  }
  for (const auto* row :
       {"1, 1, 'a', 1, 0, 0, '1', null", "2, 2, 'b', 1, 1, 2, '1', 'g'", "3, 1, 'c', 2, 0, 1, 'g', null"}) {
    database.exec(std::string("insert into message values(") + row + ", 0, 0, 'text', 'x', 1000, 1000)");
  }
}

TEST(Schema, AFileOfVersion1IsTakenOver) {
  const TestFolder folder;
  make_version_1(folder.file());
  const auto store = must(open_store(folder.url()));
  const auto reader = must(store->reader());
  const auto first = load_one(*reader, "1");
  EXPECT_EQ(first.rev, 3);
  EXPECT_EQ(first.look_again_at, from_millis(5000));
  EXPECT_EQ(first.counters, (std::vector<Counter>{{"messages/7d", {from_millis(1000), from_millis(2000)}}}));
  EXPECT_EQ(first.reach, (Reach{"second", {ChatKind::temporary, "1", "g"}})) << "where they wrote last";
  EXPECT_FALSE(first.waiting_since.has_value());
  EXPECT_TRUE(first.orders.empty());
  EXPECT_EQ(load_one(*reader, "2").reach, Reach{}) << "a group chat is no place to answer";
  EXPECT_EQ(load_one(*reader, "3").reach, Reach{});
  EXPECT_EQ(apply_one(*store, action("1", 3, AddOrder{{at(1), 5, "x"}}, SetWaiting{at(2)})).fate, Fate::applied);
  EXPECT_EQ(load_one(*reader, "1").orders.size(), 1u);
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
