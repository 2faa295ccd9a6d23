// Storage: whole batches in, values out; no cursor, transaction or SQL leaks out. Everything here blocks. One Store
// writes (the disk thread owns it); any number of Readers look at what is committed, each owned by one thread.
// A Problem of kind FQ-30xx is worth another try later (locked, full, I/O); FQ-31xx is not (corrupt, newer schema).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/commit.hpp"
#include "model/problem.hpp"

namespace fenqun::storage {

struct QuarantineRecord {
  std::string account;
  std::string bytes;  // at most 64 KiB are kept
  std::string reason;
  Time at{};
};

struct RulesetRecord {
  std::int64_t rev = 0;
  std::string digest;
  std::string sources;  // all files, as text
  Time at{};
};

struct Totals {
  std::int64_t customers = 0;
  std::int64_t messages = 0;
  std::int64_t tags = 0;  // assignments
  std::int64_t outbox_waiting = 0;
  std::int64_t quarantined = 0;
};

// Which customers; all given conditions must hold. Names are compared after case folding, as a prefix unless exact.
struct CustomerQuery {
  std::optional<std::string> name;  // name or remark
  bool exact_name = false;
  std::optional<std::string> user;  // user id, exact
  std::optional<std::string> tag;
  std::optional<std::string> group;
  std::optional<Time> seen_before;
  std::optional<Time> seen_after;
  std::size_t offset = 0;
  std::size_t limit = 10;  // at most 1000
};
struct CustomerPage {
  std::int64_t total = 0;
  std::vector<CustomerKey> customers;  // newest seen first
};

struct ExportedMessage {
  CustomerKey customer;
  EventKey key;
  Time at{};
  std::string text;
  std::string kind;
  Author author = Author::customer;
};

// Whether the evidence behind tags and group is loaded too.
enum class Depth : std::uint8_t { whole, shallow };

class Reader {
 public:
  virtual ~Reader() = default;
  // In the order of the keys; a customer who is not stored gets a Profile with only `key` set and rev 0.
  // Deciding needs no reasons: without them a profile is read faster and takes a third of the memory.
  virtual Result<std::vector<Profile>> load(std::span<const CustomerKey> keys, Depth depth = Depth::whole) = 0;
  virtual Result<Directory> directory() = 0;
  // Customers whose look_again_at is at or before `now`, earliest first.
  virtual Result<std::vector<CustomerKey>> due(Time now, std::size_t limit) = 0;
  // The earliest look_again_at of all, if any.
  virtual Result<std::optional<Time>> next_due() = 0;
  // Unsettled outbox items whose not_before has come, in the order of ids greater than `after`.
  virtual Result<std::vector<OutboxItem>> outbox_due(Time now, std::int64_t after, std::size_t limit) = 0;
  virtual Result<CustomerPage> find(const CustomerQuery& query) = 0;
  virtual Result<Totals> totals() = 0;
  // Members per group and customers per tag, for lists.
  virtual Result<std::vector<std::pair<std::string, std::int64_t>>> group_sizes() = 0;
  virtual Result<std::vector<std::pair<std::string, std::int64_t>>> tag_sizes() = 0;
  // Newest first; `who` with an empty platform: the directory's entries.
  virtual Result<std::vector<JournalEntry>> journal(const CustomerKey& who, std::size_t limit) = 0;
  virtual Result<std::vector<ExportedMessage>> last_messages(const CustomerKey& who, std::size_t limit) = 0;
  virtual Result<std::optional<RulesetRecord>> active_ruleset() = 0;
  // Customers with a message since `since`, newest first: where backfill looks after a gap.
  virtual Result<std::vector<CustomerKey>> recent_customers(std::string_view account, Time since,
                                                            std::size_t limit) = 0;
  // When the account's newest stored message was sent; nothing when there is none.
  virtual Result<std::optional<Time>> newest_message(std::string_view account) = 0;
  // What Store::remember() kept under keys that begin so.
  virtual Result<std::vector<std::pair<std::string, std::string>>> memory(std::string_view prefix) = 0;
  // Exports: the callback gets one at a time, in the order of ids, from one snapshot; false stops.
  virtual Result<void> each_message(const std::function<bool(const ExportedMessage&)>& take) = 0;
  virtual Result<void> each_customer(const std::function<bool(const Profile&)>& take) = 0;
};

class Store {
 public:
  virtual ~Store() = default;
  // One transaction for the whole batch, durable when it returns. Each commit has its own fate; a Problem means that
  // nothing of the batch was written. Commits of the batch see one another (the second with the same key is a
  // duplicate; expected_rev counts the first's).
  virtual Result<std::vector<Outcome>> apply(std::span<const Commit> commits) = 0;
  // done, unverified, refused, unknown: settled; retry: attempts + 1 and not_before = retry_at. Durable with the next
  // apply(), not before: what is lost in between is sent again.
  virtual Result<void> settle(std::span<const Settlement> settlements) = 0;
  virtual Result<void> quarantine(std::span<const QuarantineRecord> records) = 0;
  // Stores the sources and makes them the active set; answers the new revision. Same digest as the active one: its rev.
  virtual Result<std::int64_t> activate_ruleset(const RulesetRecord& record) = 0;
  // Small facts that survive a restart, "backfill.refused.main" …
  virtual Result<void> remember(std::string_view key, std::string_view value) = 0;
  virtual Result<std::optional<std::string>> recall(std::string_view key) = 0;
  // After a Problem: closes and opens the database again. Fails with the problem that remains.
  virtual Result<void> reopen() = 0;
  virtual Result<std::unique_ptr<Reader>> reader() = 0;
};

// "sqlite:PATH" or "memory:". Creates and migrates. A second writer of the same file is refused (FQ-3103).
Result<std::unique_ptr<Store>> open_store(std::string_view url);
// Beside a running bot, read-only; never creates. FQ-3104 when there is no such database.
Result<std::unique_ptr<Reader>> open_reader(std::string_view url);

}  // namespace fenqun::storage
