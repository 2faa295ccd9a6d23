// Everything that writes on one open connection: batches of commits, settlements, quarantine, rule sets, memory. Throws
// SQLite::Exception; SqliteStore rolls back and turns it into a Problem. Owned by SqliteStore, used by its one thread.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "storage/sqlite/customers.hpp"
#include "storage/sqlite/directory_writer.hpp"
#include "storage/store.hpp"

namespace fenqun::storage {

class Writer {
 public:
  explicit Writer(SQLite::Database& database);

  std::vector<Outcome> apply(std::span<const Commit> commits);
  void settle(std::span<const Settlement> settlements);
  void quarantine(std::span<const QuarantineRecord> records);
  std::int64_t activate_ruleset(const RulesetRecord& record);
  void remember(std::string_view key, std::string_view value);
  std::optional<std::string> recall(std::string_view key);

  // Undoes the open transaction, if there is one, and forgets all that was learnt.
  void rollback() noexcept;

 private:
  void begin();
  void commit();
  Outcome apply_one(const Commit& commit);
  bool known(const EventKey& key);
  bool write_message(const MessageRecord& message, CustomerImage* who);
  void write_directory_change(const Change& change);
  std::int64_t write_outbox(const std::vector<OutboxItem>& items);
  void write_journal(const std::vector<JournalEntry>& entries);
  void forget();

  SQLite::Database& database_;
  Names names_;
  Customers customers_;
  DirectoryWriter directory_;
  Statement begin_, commit_, version_;
  Statement find_message_, add_message_, add_outbox_, add_journal_, add_tally_;
  // The newest ids in use; asked for again after forget().
  bool ids_known_ = false;
  std::int64_t last_message_ = 0;
  std::int64_t last_outbox_ = 0;
  std::int64_t last_journal_ = 0;
  std::int64_t seen_version_ = 0;  // PRAGMA data_version: moves when another connection has written
  std::int64_t new_messages_ = 0;  // in this transaction, of customers
};

}  // namespace fenqun::storage
