// The reader on an SQLite file: a read-only connection of its own, owned by one thread.
#pragma once

#include <memory>
#include <string>

#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/profile_loader.hpp"
#include "storage/store.hpp"

namespace fenqun::storage {

Result<std::unique_ptr<Reader>> open_sqlite_reader(const std::string& path);

class SqliteReader final : public Reader {
 public:
  SqliteReader(std::string path, DatabaseHandle database);

  Result<std::vector<Profile>> load(std::span<const CustomerKey> keys, Depth depth) override;
  Result<Directory> directory() override;
  Result<std::vector<CustomerKey>> due(Time now, std::size_t limit) override;
  Result<std::optional<Time>> next_due() override;
  Result<std::vector<OutboxItem>> outbox_due(Time now, std::int64_t after, std::size_t limit) override;
  Result<CustomerPage> find(const CustomerQuery& query) override;
  Result<Totals> totals() override;
  Result<std::vector<std::pair<std::string, std::int64_t>>> group_sizes() override;
  Result<std::vector<std::pair<std::string, std::int64_t>>> tag_sizes() override;
  Result<std::vector<JournalEntry>> journal(const CustomerKey& who, std::size_t limit) override;
  Result<std::vector<ExportedMessage>> last_messages(const CustomerKey& who, std::size_t limit) override;
  Result<std::optional<RulesetRecord>> active_ruleset() override;
  Result<std::vector<CustomerKey>> recent_customers(std::string_view account, Time since, std::size_t limit) override;
  Result<std::optional<Time>> newest_message(std::string_view account) override;
  Result<std::vector<std::pair<std::string, std::string>>> memory(std::string_view prefix) override;
  Result<void> each_message(const std::function<bool(const ExportedMessage&)>& take) override;
  Result<void> each_customer(const std::function<bool(const Profile&)>& take) override;

 private:
  // `read` sees one snapshot from beginning to end.
  template <typename T, typename Read>
  Result<T> snapshot(Read read);

  std::string path_;
  DatabaseHandle database_;  // the statements go before it
  ProfileLoader profiles_;
};

}  // namespace fenqun::storage
