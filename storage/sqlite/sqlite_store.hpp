// The store on an SQLite file. Owned by one thread; see storage/store.hpp for the contract.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/writer.hpp"
#include "storage/sqlite/writer_lock.hpp"
#include "storage/store.hpp"

namespace fenqun::storage {

class SqliteStore final : public Store {
 public:
  static Result<std::unique_ptr<Store>> open(const std::string& path, const SqliteOptions& options = {});

  Result<std::vector<Outcome>> apply(std::span<const Commit> commits) override;
  Result<void> settle(std::span<const Settlement> settlements) override;
  Result<void> quarantine(std::span<const QuarantineRecord> records) override;
  Result<std::int64_t> activate_ruleset(const RulesetRecord& record) override;
  Result<void> remember(std::string_view key, std::string_view value) override;
  Result<std::optional<std::string>> recall(std::string_view key) override;
  Result<void> reopen() override;
  Result<std::unique_ptr<Reader>> reader() override;

 private:
  SqliteStore(std::string path, const SqliteOptions& options, WriterLock lock);

  // Runs `work` unless the connection is broken; after a problem nothing of it is in the database.
  Result<void> write(const std::function<void(Writer&)>& work);

  std::string path_;
  SqliteOptions options_;
  WriterLock lock_;
  DatabaseHandle database_;  // the writer's statements go before it
  std::unique_ptr<Writer> writer_;
  std::optional<Problem> broken_;  // why nothing works until reopen(): a failed sync is never retried in place
};

}  // namespace fenqun::storage
