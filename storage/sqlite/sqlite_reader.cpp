#include "storage/sqlite/sqlite_reader.hpp"

#include <SQLiteCpp/Database.h>

#include "storage/limits.hpp"
#include "storage/sqlite/codec.hpp"
#include "storage/sqlite/find_customers.hpp"
#include "storage/sqlite/read_directory.hpp"
#include "storage/sqlite/snapshot.hpp"

namespace fenqun::storage {
namespace {

using Sizes = std::vector<std::pair<std::string, std::int64_t>>;

std::int64_t customer_id(SQLite::Database& database, const CustomerKey& who) {
  return Statement(database, "select id from customer where user = ? and platform = ? and scope = ?")
      .bind(who.user, who.platform, who.scope)
      .number()
      .value_or(0);
}

CustomerKey key_at(const Statement& row, int column) {
  return {row.text(column), row.text(column + 1), row.text(column + 2)};
}

Sizes read_sizes(SQLite::Database& database, std::string_view sql) {
  Sizes out;
  for (Statement row(database, sql); row.step();) out.emplace_back(row.text(0), row.integer(1));
  return out;
}

ExportedMessage message_at(const Statement& row) {
  return {key_at(row, 0), {row.text(3), row.text(4)}, row.time(5), row.text(6), row.text(7), static_cast<Author>(row.integer(8))};
}

std::int64_t count(SQLite::Database& database, std::string_view sql) {
  return Statement(database, sql).number().value_or(0);
}

std::int64_t limited(std::size_t limit, std::size_t most) {
  return static_cast<std::int64_t>(std::min(limit, most));
}

}  // namespace

Result<std::unique_ptr<Reader>> open_sqlite_reader(const std::string& path) {
  auto database = open_for_reading(path);
  if (!database) return database.error();
  std::unique_ptr<Reader> reader;
  const auto prepared = guarded(path, [&]() -> Result<void> {
    reader = std::make_unique<SqliteReader>(path, std::move(*database));
    return {};
  });
  if (!prepared) return prepared.error();
  return reader;
}

SqliteReader::SqliteReader(std::string path, DatabaseHandle database)
    : path_(std::move(path)), database_(std::move(database)), profiles_(*database_) {}

template <typename T, typename Read>
Result<T> SqliteReader::snapshot(Read read) {
  std::optional<T> value;
  const auto done = guarded(path_, [&]() -> Result<void> {
    const Snapshot open(*database_);
    value = read(*database_);
    return {};
  });
  if (!done) return done.error();
  return std::move(*value);
}

Result<std::vector<Profile>> SqliteReader::load(std::span<const CustomerKey> keys, Depth depth) {
  return snapshot<std::vector<Profile>>([&](SQLite::Database&) {
    std::vector<Profile> out;
    out.reserve(keys.size());
    for (const auto& key : keys) out.push_back(profiles_.load(key, depth));
    return out;
  });
}

Result<Directory> SqliteReader::directory() {
  return snapshot<Directory>(read_directory);
}

Result<std::vector<CustomerKey>> SqliteReader::due(Time now, std::size_t limit) {
  return snapshot<std::vector<CustomerKey>>([&](SQLite::Database& database) {
    std::vector<CustomerKey> out;
    Statement row(
        database,
        "select platform, scope, user from customer where look_again_at <= ? order by look_again_at, id limit ?");
    for (row.bind(now, limited(limit, most_listed)); row.step();) out.push_back(key_at(row, 0));
    return out;
  });
}

Result<std::optional<Time>> SqliteReader::next_due() {
  return snapshot<std::optional<Time>>([](SQLite::Database& database) {
    const auto at =
        Statement(database, "select min(look_again_at) from customer where look_again_at is not null").number();
    return at ? std::optional(from_millis(*at)) : std::nullopt;
  });
}

Result<std::vector<OutboxItem>> SqliteReader::outbox_due(Time now, std::int64_t after, std::size_t limit) {
  return snapshot<std::vector<OutboxItem>>([&](SQLite::Database& database) {
    std::vector<OutboxItem> out;
    Statement row(database,
                  "select id, via, chat_kind, chat, chat_via, action, text, quote, not_before, attempts, token "
                  "from outbox where settled_at is null and id > ? and not_before <= ? order by id limit ?");
    for (row.bind(after, now, limited(limit, most_listed)); row.step();) {
      out.push_back({row.integer(0),
                     row.text(1),
                     {static_cast<ChatKind>(row.integer(2)), row.text(3), row.text(4)},
                     read_body({row.view(5), row.view(6), row.view(7)}),
                     row.time(8),
                     static_cast<std::uint32_t>(row.integer(9)),
                     row.text(10)});
    }
    return out;
  });
}

Result<CustomerPage> SqliteReader::find(const CustomerQuery& query) {
  return snapshot<CustomerPage>([&](SQLite::Database& database) { return find_customers(database, query); });
}

Result<Totals> SqliteReader::totals() {
  return snapshot<Totals>([](SQLite::Database& database) {
    Totals out;
    out.customers = count(database, "select count(*) from customer where seen_hour is not null");
    out.messages = count(database, "select value from tally where name = 'messages'");
    out.tags = count(database, "select count(*) from customer_tag");
    out.outbox_waiting = count(database, "select count(*) from outbox where settled_at is null");
    out.quarantined = count(database, "select value from tally where name = 'quarantined'");
    return out;
  });
}

Result<Sizes> SqliteReader::group_sizes() {
  return snapshot<Sizes>([](SQLite::Database& database) {
    return read_sizes(database,
                      "select g.name, (select count(*) from customer_group c where c.group_id = g.id) "
                      "from tag_group g order by g.name");
  });
}

Result<Sizes> SqliteReader::tag_sizes() {
  return snapshot<Sizes>([](SQLite::Database& database) {
    return read_sizes(
        database,
        "select t.name, (select count(*) from customer_tag c where c.tag_id = t.id) from tag t order by t.name");
  });
}

Result<std::vector<JournalEntry>> SqliteReader::journal(const CustomerKey& who, std::size_t limit) {
  return snapshot<std::vector<JournalEntry>>([&](SQLite::Database& database) {
    const bool of_directory = who.platform.empty();
    Statement row(database,
                  of_directory
                      ? "select at, decided_by, action, subject, detail from journal "
                        "where customer_id is null order by id desc limit ?2"
                      : "with recursive chain(id, prev, at, decided_by, action, subject, detail) as ("
                        "select j.id, j.prev, j.at, j.decided_by, j.action, j.subject, j.detail from journal j "
                        "where j.id = (select last_journal from customer where id = ?1) union all "
                        "select j.id, j.prev, j.at, j.decided_by, j.action, j.subject, j.detail "
                        "from chain join journal j on j.id = chain.prev limit ?2) "
                        "select at, decided_by, action, subject, detail from chain");
    std::vector<JournalEntry> out;
    for (row.bind(of_directory ? 0 : customer_id(database, who), limited(limit, most_listed)); row.step();) {
      out.push_back({row.time(0), read_by(row.view(1)), who, row.text(2), row.text(3), row.text(4)});
    }
    return out;
  });
}

Result<std::vector<ExportedMessage>> SqliteReader::last_messages(const CustomerKey& who, std::size_t limit) {
  return snapshot<std::vector<ExportedMessage>>([&](SQLite::Database& database) {
    const auto wanted = limited(limit, most_listed);
    Statement row(database,
                  "with recursive chain(id, prev) as ("
                  "select m.id, m.prev from message m where m.id = (select last_message from customer where id = ?1) "
                  "union all select m.id, m.prev from chain join message m on m.id = chain.prev limit ?2) "
                  "select c.platform, c.scope, c.user, a.name, m.native_id, m.at, m.text, m.kind, m.author from chain "
                  "join message m on m.id = chain.id join account a on a.id = m.account_id "
                  "join customer c on c.id = m.customer_id order by m.at desc, m.id desc limit ?3");
    std::vector<ExportedMessage> out;
    row.bind(customer_id(database, who), wanted + static_cast<std::int64_t>(backfilled_between), wanted);
    while (row.step()) out.push_back(message_at(row));
    return out;
  });
}

Result<std::optional<RulesetRecord>> SqliteReader::active_ruleset() {
  return snapshot<std::optional<RulesetRecord>>([](SQLite::Database& database) -> std::optional<RulesetRecord> {
    Statement row(database, "select rev, digest, sources, at from ruleset order by rev desc limit 1");
    if (!row.step()) return std::nullopt;
    return RulesetRecord{row.integer(0), row.text(1), row.text(2), row.time(3)};
  });
}

Result<std::optional<Time>> SqliteReader::newest_message(std::string_view account) {
  return snapshot<std::optional<Time>>([&](SQLite::Database& database) -> std::optional<Time> {
    const auto id = Statement(database,
                              "select a.id from account a where a.name = ? and "
                              "exists(select 1 from message m where m.account_id = a.id)")
                        .bind(account)
                        .number();
    if (!id) return std::nullopt;  // else all messages would be looked through in vain
    // The unary plus keeps SQLite on the order of ids: the newest row of the account is near the end.
    Statement row(database, "select at from message where +account_id = ? order by id desc limit 1");
    if (!row.bind(*id).step()) return std::nullopt;
    return row.time(0);
  });
}

Result<std::vector<std::pair<std::string, std::string>>> SqliteReader::memory(std::string_view prefix) {
  using Facts = std::vector<std::pair<std::string, std::string>>;
  return snapshot<Facts>([&](SQLite::Database& database) {
    Facts out;
    Statement row(database, "select name, value from memory where substr(name, 1, length(?1)) = ?1 order by name");
    for (row.bind(prefix); row.step();) out.emplace_back(row.text(0), row.text(1));
    return out;
  });
}

}  // namespace fenqun::storage
