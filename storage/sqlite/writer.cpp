#include "storage/sqlite/writer.hpp"

#include <SQLiteCpp/Database.h>

#include "storage/sqlite/codec.hpp"

namespace fenqun::storage {
namespace {

std::int64_t newest(SQLite::Database& database, std::string_view table) {
  return Statement(database, "select max(id) from " + std::string(table)).number().value_or(0);
}

}  // namespace

Writer::Writer(SQLite::Database& database)
    : database_(database),
      names_(database),
      customers_(database, names_),
      directory_(database, names_),
      begin_(database, "begin immediate"),
      commit_(database, "commit"),
      version_(database, "pragma data_version"),
      find_message_(database, "select 1 from message where account_id = ? and native_id = ?"),
      add_message_(
          database,
          "insert or ignore into message(id, account_id, native_id, customer_id, prev, chat_kind, chat, "
          "chat_via, author, origin, kind, text, at, seen_at) values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      add_outbox_(database,
                  "insert into outbox(id, via, chat_kind, chat, chat_via, action, text, quote, not_before, attempts, "
                  "token) values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      add_journal_(database,
                   "insert into journal(id, at, decided_by, customer_id, prev, action, subject, detail) "
                   "values(?, ?, ?, ?, ?, ?, ?, ?)"),
      add_tally_(database, "update tally set value = value + ? where name = ?") {}

void Writer::begin() {
  begin_.bind().run();
  const auto version = version_.bind().number().value_or(0);
  if (version != seen_version_) forget();
  seen_version_ = version;
  if (ids_known_) return;
  last_message_ = newest(database_, "message");
  last_outbox_ = newest(database_, "outbox");
  last_journal_ = newest(database_, "journal");
  ids_known_ = true;
}

void Writer::commit() {
  commit_.bind().run();
}

void Writer::forget() {
  names_.forget();
  customers_.forget();
  ids_known_ = false;
  new_messages_ = 0;
}

void Writer::rollback() noexcept {
  database_.tryExec("rollback");  // an error here: SQLite has rolled back itself
  forget();
}

std::vector<Outcome> Writer::apply(std::span<const Commit> commits) {
  std::vector<Outcome> outcomes;
  outcomes.reserve(commits.size());
  begin();
  customers_.begin();
  for (const auto& commit : commits) outcomes.push_back(apply_one(commit));
  customers_.flush();
  if (new_messages_ > 0) add_tally_.bind(new_messages_, "messages").run();
  commit();
  new_messages_ = 0;
  return outcomes;
}

Outcome Writer::apply_one(const Commit& commit) {
  auto* who = commit.who.platform.empty() ? nullptr : &customers_.image(commit.who);
  if (who != nullptr && who->rev != commit.expected_rev) {
    return {commit.event && known(commit.event->key) ? Fate::duplicate : Fate::stale, 0, 0};
  }
  if (commit.event && !write_message(*commit.event, who)) return {Fate::duplicate, 0, 0};
  if (who != nullptr) {
    customers_.touch(*who);
    ++who->rev;
  }
  for (const auto& change : commit.changes) {
    if (!about_customer(change)) {
      write_directory_change(change);
    } else if (who != nullptr) {
      customers_.change(*who, change);
    }
  }
  write_journal(commit.journal);
  return {Fate::applied, who == nullptr ? 0 : who->rev, write_outbox(commit.outbox)};
}

bool Writer::known(const EventKey& key) {
  const auto account = names_.known_account(key.account);
  return account != 0 && find_message_.bind(account, key.native_id).number().has_value();
}

bool Writer::write_message(const MessageRecord& message, CustomerImage* who) {
  const auto id = last_message_ + 1;
  const auto account = names_.account(message.key.account);
  const auto& chat = message.where;
  if (message.who.platform.empty()) {
    if (!add_message_
             .bind(id, account, message.key.native_id, nullptr, 0, static_cast<int>(chat.kind), "", nullptr,
                   static_cast<int>(message.author), static_cast<int>(message.origin), "command", "", message.at,
                   message.seen_at)
             .run_changed()) {
      return false;
    }
    last_message_ = id;
    return true;
  }
  auto& image = who != nullptr && who->key == message.who ? *who : customers_.image(message.who);
  const auto via = chat.via.empty() ? std::optional<std::string_view>() : std::string_view(chat.via);
  if (!add_message_
           .bind(id, account, message.key.native_id, customers_.id_of(image), image.last_message,
                 static_cast<int>(chat.kind), chat.id, via, static_cast<int>(message.author),
                 static_cast<int>(message.origin), message.kind, message.text, message.at, message.seen_at)
           .run_changed()) {
    return false;
  }
  customers_.touch(image);
  image.last_message = last_message_ = id;
  ++new_messages_;
  return true;
}

void Writer::write_directory_change(const Change& change) {
  customers_.flush();
  directory_.write(change);
}

std::int64_t Writer::write_outbox(const std::vector<OutboxItem>& items) {
  if (items.empty()) return 0;
  const auto first = last_outbox_ + 1;
  for (const auto& item : items) {
    const auto body = write_body(item.body);
    add_outbox_
        .bind(++last_outbox_, item.via, static_cast<int>(item.to.kind), item.to.id, item.to.via, body.action, body.text,
              body.quote, item.not_before, item.attempts, item.token)
        .run();
  }
  return first;
}

void Writer::write_journal(const std::vector<JournalEntry>& entries) {
  for (const auto& entry : entries) {
    std::optional<std::int64_t> customer;
    std::int64_t before = 0;
    const auto id = ++last_journal_;
    if (!entry.who.platform.empty()) {
      auto& image = customers_.image(entry.who);
      customers_.touch(image);
      customer = image.id;
      before = std::exchange(image.last_journal, id);
    }
    add_journal_.bind(id, entry.at, to_string(entry.by), customer, before, entry.action, entry.subject, entry.detail)
        .run();
  }
}

}  // namespace fenqun::storage
