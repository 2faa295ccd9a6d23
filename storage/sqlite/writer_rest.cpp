// The writes beside batches of commits: all rare.
#include "storage/limits.hpp"
#include "storage/sqlite/codec.hpp"
#include "storage/sqlite/writer.hpp"

#include <SQLiteCpp/Database.h>

namespace fenqun::storage {
namespace {

// Between transactions only. A commit under it is in the log, but it becomes durable with the next synced one.
class Unsynced {
 public:
  explicit Unsynced(SQLite::Database& database) : database_(database) { database_.exec("pragma synchronous = normal"); }
  ~Unsynced() { database_.tryExec("pragma synchronous = full"); }
  Unsynced(const Unsynced&) = delete;
  Unsynced& operator=(const Unsynced&) = delete;

 private:
  SQLite::Database& database_;
};

}  // namespace

// What a power failure takes back is sent once more, as after any crash: not worth a sync of its own.
void Writer::settle(std::span<const Settlement> settlements) {
  const Unsynced unsynced(database_);
  begin();
  Statement again(database_,
                  "update outbox set attempts = attempts + 1, not_before = ?, detail = ? "
                  "where id = ? and settled_at is null");
  Statement settled(database_,
                    "update outbox set result = ?, detail = ?, settled_at = ? where id = ? and settled_at is null");
  for (const auto& item : settlements) {
    if (item.result == SendResult::retry) {
      again.bind(item.retry_at, item.detail, item.item).run();
    } else {
      settled.bind(to_word(item.result), item.detail, item.at, item.item).run();
    }
  }
  commit();
}

void Writer::quarantine(std::span<const QuarantineRecord> records) {
  begin();
  Statement add(database_, "insert into quarantine(account, bytes, reason, at) values(?, ?, ?, ?)");
  for (const auto& record : records) {
    const auto bytes = std::string_view(record.bytes).substr(0, most_quarantined_bytes);
    add.bind(record.account, Blob{bytes}, record.reason, record.at).run();
  }
  Statement(database_, "delete from quarantine where id <= (select max(id) from quarantine) - ?")
      .bind(most_quarantined)
      .run();
  add_tally_.bind(records.size(), "quarantined").run();
  commit();
}

std::int64_t Writer::activate_ruleset(const RulesetRecord& record) {
  begin();
  Statement active(database_, "select rev, digest from ruleset order by rev desc limit 1");
  std::int64_t rev = 1;
  bool same = false;
  if (active.step()) {
    same = active.view(1) == record.digest;
    rev = active.integer(0) + (same ? 0 : 1);
    active.reset();
  }
  if (!same) {
    Statement(database_, "insert into ruleset(rev, digest, sources, at) values(?, ?, ?, ?)")
        .bind(rev, record.digest, record.sources, record.at)
        .run();
  }
  commit();
  return rev;
}

void Writer::remember(std::string_view key, std::string_view value) {
  begin();
  Statement(database_,
            "insert into memory(name, value) values(?, ?) on conflict(name) do update set value = excluded.value")
      .bind(key, value)
      .run();
  commit();
}

std::optional<std::string> Writer::recall(std::string_view key) {
  Statement find(database_, "select value from memory where name = ?");
  if (!find.bind(key).step()) return std::nullopt;
  return find.text(0);
}

}  // namespace fenqun::storage
