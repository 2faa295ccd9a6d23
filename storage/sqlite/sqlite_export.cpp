// The parts of SqliteReader that walk through many messages or customers.
#include <SQLiteCpp/Database.h>

#include <unordered_set>

#include "storage/limits.hpp"
#include "storage/sqlite/snapshot.hpp"
#include "storage/sqlite/sqlite_reader.hpp"

namespace fenqun::storage {
namespace {

// A message's own time is at most this much after it was seen.
constexpr Millis most_ahead = std::chrono::minutes(5);

}  // namespace

Result<std::vector<CustomerKey>> SqliteReader::recent_customers(std::string_view account, Time since,
                                                                std::size_t limit) {
  std::vector<CustomerKey> out;
  const auto done = guarded(path_, [&]() -> Result<void> {
    const Snapshot open(*database_);
    Statement row(*database_,
                  "select m.customer_id, m.account_id = a.id, m.at, m.seen_at from message m, "
                  "(select id from account where name = ?) a order by m.id desc limit ?");
    Statement key(*database_, "select platform, scope, user from customer where id = ?");
    std::unordered_set<std::int64_t> seen;
    row.bind(account, most_scanned);
    while (out.size() < std::min(limit, most_listed) && row.step()) {
      if (row.time(3) < since - most_ahead) break;
      if (row.integer(1) == 0 || row.null(0) || row.time(2) < since || !seen.insert(row.integer(0)).second) continue;
      if (!key.bind(row.integer(0)).step()) continue;
      out.push_back({key.text(0), key.text(1), key.text(2)});
    }
    return {};
  });
  if (!done) return done.error();
  return out;
}

Result<void> SqliteReader::each_message(const std::function<bool(const ExportedMessage&)>& take) {
  return guarded(path_, [&]() -> Result<void> {
    const Snapshot open(*database_);
    Statement row(
        *database_,
        "select c.platform, c.scope, c.user, a.name, m.native_id, m.at, m.text, m.kind, m.author from message m "
        "cross join account a on a.id = m.account_id cross join customer c on c.id = m.customer_id order by m.id");
    ExportedMessage message;
    while (row.step()) {
      message.customer = {row.text(0), row.text(1), row.text(2)};
      message.key = {row.text(3), row.text(4)};
      message.at = row.time(5);
      message.text = row.view(6);
      message.kind = row.view(7);
      message.author = static_cast<Author>(row.integer(8));
      if (!take(message)) break;
    }
    return {};
  });
}

Result<void> SqliteReader::each_customer(const std::function<bool(const Profile&)>& take) {
  return guarded(path_, [&]() -> Result<void> {
    const Snapshot open(*database_);
    std::int64_t after = 0;
    while (auto found = profiles_.next(after)) {
      after = found->first;
      if (!take(found->second)) break;
    }
    return {};
  });
}

}  // namespace fenqun::storage
