#include "storage/sqlite/sqlite_store.hpp"

#include <SQLiteCpp/Database.h>

#include "storage/sqlite/sqlite_reader.hpp"

namespace fenqun::storage {

SqliteStore::SqliteStore(std::string path, const SqliteOptions& options, WriterLock lock)
    : path_(std::move(path)), options_(options), lock_(std::move(lock)) {}

Result<std::unique_ptr<Store>> SqliteStore::open(const std::string& path, const SqliteOptions& options) {
  if (auto made = make_folders_above(path); !made) return made.error();
  auto lock = WriterLock::take(path);
  if (!lock) return lock.error();
  std::unique_ptr<SqliteStore> store(new SqliteStore(path, options, std::move(*lock)));
  if (auto opened = store->reopen(); !opened) return opened.error();
  return std::unique_ptr<Store>(std::move(store));
}

Result<void> SqliteStore::reopen() {
  writer_.reset();
  database_.reset();
  auto database = open_for_writing(path_, options_);
  if (!database) {
    broken_ = database.error();
    return database.error();
  }
  database_ = std::move(*database);
  const auto prepared = guarded(path_, [&]() -> Result<void> {
    writer_ = std::make_unique<Writer>(*database_);
    return {};
  });
  broken_ = prepared ? std::optional<Problem>() : prepared.error();
  return prepared;
}

Result<void> SqliteStore::write(const std::function<void(Writer&)>& work) {
  if (broken_) return *broken_;
  auto written = guarded(path_, [&]() -> Result<void> {
    work(*writer_);
    return {};
  });
  if (written) return written;
  writer_->rollback();
  if (!leaves_connection_usable(written.error())) broken_ = written.error();
  return written;
}

Result<std::vector<Outcome>> SqliteStore::apply(std::span<const Commit> commits) {
  std::vector<Outcome> outcomes;
  if (commits.empty()) return outcomes;
  const auto written = write([&](Writer& writer) { outcomes = writer.apply(commits); });
  if (!written) return written.error();
  return outcomes;
}

Result<void> SqliteStore::settle(std::span<const Settlement> settlements) {
  if (settlements.empty()) return {};
  return write([&](Writer& writer) { writer.settle(settlements); });
}

Result<void> SqliteStore::quarantine(std::span<const QuarantineRecord> records) {
  if (records.empty()) return {};
  return write([&](Writer& writer) { writer.quarantine(records); });
}

Result<std::int64_t> SqliteStore::activate_ruleset(const RulesetRecord& record) {
  std::int64_t rev = 0;
  const auto written = write([&](Writer& writer) { rev = writer.activate_ruleset(record); });
  if (!written) return written.error();
  return rev;
}

Result<void> SqliteStore::remember(std::string_view key, std::string_view value) {
  return write([&](Writer& writer) { writer.remember(key, value); });
}

Result<std::optional<std::string>> SqliteStore::recall(std::string_view key) {
  std::optional<std::string> value;
  const auto read = write([&](Writer& writer) { value = writer.recall(key); });
  if (!read) return read.error();
  return value;
}

Result<std::unique_ptr<Reader>> SqliteStore::reader() {
  return open_sqlite_reader(path_);
}

}  // namespace fenqun::storage
