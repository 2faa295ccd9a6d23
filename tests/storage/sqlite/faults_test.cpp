// What goes wrong with a file: locked, full, corrupt, foreign, newer, in use, missing.
#include <SQLiteCpp/Database.h>
#include <sys/stat.h>

#include <fstream>

#include "storage/sqlite/sqlite_store.hpp"
#include "tests/storage/make.hpp"

namespace fenqun::storage::testing {
namespace {

const int for_writing = SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;

void fill(Store& store, int messages) {
  for (int i = 0; i < messages; ++i) apply_one(store, message("1", "m" + std::to_string(i), i, i));
}

std::string code_of_apply(Store& store, const Commit& commit) {
  return code_of(store.apply({&commit, 1}));
}

TEST(SqliteFaults, TheWriterAsksForDurability) {
  const TestFolder folder;
  const auto database = must(open_for_writing(folder.file(), {}));
  EXPECT_EQ(std::string(database->execAndGet("pragma journal_mode").getText()), "wal");
  EXPECT_EQ(database->execAndGet("pragma synchronous").getInt(), 2);
  EXPECT_EQ(database->execAndGet("pragma foreign_keys").getInt(), 1);
}

TEST(SqliteFaults, LockedByAnotherConnectionIsAnswerAndPasses) {
  const TestFolder folder;
  const auto store = must(SqliteStore::open(folder.file(), {.busy_timeout_ms = 20, .max_pages = 0}));
  fill(*store, 3);
  {
    SQLite::Database other(folder.file(), for_writing);
    other.exec("begin immediate");
    EXPECT_EQ(code_of_apply(*store, message("1", "late", 3)), "FQ-3001");
    EXPECT_EQ(code_of(store->remember("a", "b")), "FQ-3001");
    other.exec("rollback");
  }
  EXPECT_EQ(apply_one(*store, message("1", "late", 3)).fate, Fate::applied);
}

TEST(SqliteFaults, WhatAnotherConnectionWroteIsSeen) {
  const TestFolder folder;
  const auto store = must(open_store(folder.url()));
  fill(*store, 3);
  {
    SQLite::Database other(folder.file(), for_writing);
    other.exec("update customer set rev = 9; update tag_group set name = 'x'");
    other.exec(
        "insert into outbox(id, via, chat_kind, chat, chat_via, action, text, quote, not_before, token) "
        "values(41, 'main', 0, '1', '', 'say', 'hi', '', 0, 't')");
  }
  EXPECT_EQ(apply_one(*store, message("1", "late", 3)).fate, Fate::stale);
  auto late = message("1", "late", 9);
  late.outbox.push_back({0, "main", {}, Say{"hi", ""}, at(0), 0, "t"});
  EXPECT_EQ(apply_one(*store, late).first_outbox_id, 42);
}

TEST(SqliteFaults, AFullDiskWritesNothingOfTheBatchAndRecovers) {
  const TestFolder folder;
  {
    const auto store = must(SqliteStore::open(folder.file(), {.busy_timeout_ms = 20, .max_pages = 100}));
    fill(*store, 3);
    std::vector<Commit> batch;
    for (int i = 3; i < 40; ++i) batch.push_back(message("1", "m" + std::to_string(i), i, i, std::string(20'000, 'x')));
    EXPECT_EQ(code_of(store->apply(batch)), "FQ-3002");
    const auto reader = must(store->reader());
    EXPECT_EQ(load_one(*reader, "1").rev, 3);
    EXPECT_EQ(must(reader->totals()).messages, 3);
    EXPECT_EQ(apply_one(*store, message("1", "m3", 3)).rev, 4) << "small ones still fit";
  }
  const auto store = must(open_store(folder.url()));
  EXPECT_EQ(apply_one(*store, message("1", "m4", 4, 0, std::string(900'000, 'x'))).rev, 5);
}

TEST(SqliteFaults, ADamagedFileIsNoUseUntilReopened) {
  const TestFolder folder;
  {
    const auto store = must(open_store(folder.url()));
    fill(*store, 200);
  }
  std::fstream file(folder.file(), std::ios::in | std::ios::out | std::ios::binary);
  for (int page = 1; page < 60; ++page) {
    file.seekp(page * 4096);
    file << std::string(4096, '\x5a');
  }
  file.close();
  auto store = open_store(folder.url());
  if (!store) {
    EXPECT_EQ(store.error().code(), "FQ-3101");
    return;
  }
  EXPECT_EQ(code_of_apply(**store, message("1", "late", 200)), "FQ-3101");
  EXPECT_EQ(code_of_apply(**store, message("1", "late", 200)), "FQ-3101");
  EXPECT_FALSE((*store)->reopen() && (*store)->remember("a", "b"));
}

TEST(SqliteFaults, ADamagedPageIsNoticedByApply) {
  const TestFolder folder;
  const auto store = must(open_store(folder.url()));
  fill(*store, 3);
  SQLite::Database other(folder.file(), for_writing);
  other.exec("pragma wal_checkpoint(truncate)");
  const auto page = other.execAndGet("select rootpage from sqlite_schema where name = 'message_key'").getInt64();
  must(store->reopen());
  std::fstream file(folder.file(), std::ios::in | std::ios::out | std::ios::binary);
  file.seekp((page - 1) * 4096);
  file << std::string(4096, '\x5a');
  file.close();
  EXPECT_EQ(code_of_apply(*store, message("1", "late", 3)), "FQ-3101");
  EXPECT_EQ(code_of(store->remember("a", "b")), "FQ-3101") << "nothing is tried on a broken connection";
  must(store->reopen());
  EXPECT_TRUE(store->remember("a", "b")) << "this table is not damaged";
}

TEST(SqliteFaults, NotADatabase) {
  const TestFolder folder;
  std::ofstream(folder.file()) << std::string(8192, 'x');
  EXPECT_EQ(code_of(open_store(folder.url())), "FQ-3101");
  EXPECT_EQ(code_of(open_reader(folder.url())), "FQ-3101");
}

TEST(SqliteFaults, AnotherProgramsDatabaseIsLeftAlone) {
  const TestFolder folder;
  SQLite::Database(folder.file(), for_writing).exec("create table message(x)");
  EXPECT_EQ(code_of(open_store(folder.url())), "FQ-3106");
  EXPECT_EQ(code_of(open_reader(folder.url())), "FQ-3106");
}

TEST(SqliteFaults, ANewerSchemaIsRefused) {
  const TestFolder folder;
  { must(open_store(folder.url())); }
  SQLite::Database(folder.file(), for_writing).exec("insert into schema_version values(99, 'future', 0)");
  const auto store = open_store(folder.url());
  EXPECT_EQ(code_of(store), "FQ-3102");
  EXPECT_NE(store.error().message().en.find("99"), std::string::npos);
  EXPECT_EQ(code_of(open_reader(folder.url())), "FQ-3102");
}

TEST(SqliteFaults, ASecondWriterIsRefusedAndToldWhoIsFirst) {
  const TestFolder folder;
  auto first = must(open_store(folder.url()));
  const auto second = open_store(folder.url());
  EXPECT_EQ(code_of(second), "FQ-3103");
  EXPECT_NE(second.error().message().en.find(std::to_string(::getpid())), std::string::npos);
  first.reset();
  EXPECT_TRUE(open_store(folder.url()));
}

TEST(SqliteFaults, FilesAndFoldersAreMadeForTheOwnerOnly) {
  const TestFolder folder;
  const auto path = folder.file("a/b/fenqun.db");
  const auto store = must(open_store("sqlite:" + path));
  apply_one(*store, message("1", "m", 0));
  const auto mode = [](const std::string& of) {
    struct stat about {};
    EXPECT_EQ(::stat(of.c_str(), &about), 0) << of;
    return about.st_mode & 0777;
  };
  EXPECT_EQ(mode(folder.file("a")), 0700u);
  EXPECT_EQ(mode(folder.file("a/b")), 0700u);
  for (const auto* suffix : {"", "-wal", "-shm", ".lock"}) EXPECT_EQ(mode(path + suffix), 0600u) << suffix;
}

TEST(SqliteFaults, AReaderNeverMakesADatabase) {
  const TestFolder folder;
  EXPECT_EQ(code_of(open_reader("sqlite:" + folder.file("no/such.db"))), "FQ-3104");
  EXPECT_EQ(code_of(open_reader(folder.url())), "FQ-3104");
  EXPECT_FALSE(std::filesystem::exists(folder.file("no")));
  EXPECT_FALSE(std::filesystem::exists(folder.file()));
  std::ofstream(folder.file("empty.db")).close();
  EXPECT_EQ(code_of(open_reader("sqlite:" + folder.file("empty.db"))), "FQ-3104");
  EXPECT_EQ(code_of(open_reader("memory:")), "FQ-3104");
}

TEST(SqliteFaults, AddressesAreChecked) {
  for (const auto* url : {"", "sqlite:", "postgres:x", "memory", "fenqun.db"}) {
    EXPECT_EQ(code_of(open_store(url)), "FQ-3105") << url;
    EXPECT_EQ(code_of(open_reader(url)), "FQ-3105") << url;
  }
}

TEST(SqliteFaults, AFolderThatCannotBeMade) {
  const TestFolder folder;
  std::ofstream(folder.file("file")).close();
  EXPECT_EQ(code_of(open_store("sqlite:" + folder.file("file/x.db"))), "FQ-3004");
}

TEST(SqliteFaults, QuarantineKeepsTheNewestAndCutsThem) {
  const TestFolder folder;
  const auto store = must(open_store(folder.url()));
  for (int i = 0; i < 3; ++i) {
    std::vector<QuarantineRecord> records(500, {"main", "x", "not JSON", at(i)});
    records.back().bytes.assign(100'000, '\0');
    must(store->quarantine(records));
  }
  SQLite::Database other(folder.file());
  EXPECT_EQ(other.execAndGet("select count(*) from quarantine").getInt64(), 1000);
  EXPECT_EQ(other.execAndGet("select min(at) from quarantine").getInt64(), to_millis(at(1)));
  EXPECT_EQ(other.execAndGet("select max(length(bytes)) from quarantine").getInt64(), 65536);
  EXPECT_EQ(must(must(store->reader())->totals()).quarantined, 1500);
}

}  // namespace
}  // namespace fenqun::storage::testing
