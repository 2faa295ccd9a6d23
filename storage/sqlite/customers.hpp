// The writer's side of customers: an image of the recently touched rows answers revision checks and collects what a
// transaction changes, so that each row is written once per transaction however many messages the customer sent.
// The writer's own, one thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/change.hpp"
#include "storage/sqlite/names.hpp"
#include "storage/sqlite/statement.hpp"

namespace fenqun::storage {

// What the row of one customer will be. Tags, group, blocks, attributes and orders have tables of their own and are
// not in it.
struct CustomerImage {
  struct PendingTag {
    std::int64_t id = 0;
    const TagState* state = nullptr;  // null: dropped; else inside the batch's commits
  };

  CustomerKey key;
  std::int64_t id = 0;  // 0: no row and none promised yet
  bool stored = false;
  std::int64_t rev = 0;
  std::int64_t last_message = 0;
  std::int64_t last_journal = 0;
  Profile row;  // messages, first_seen, last_seen, look_again_at, name, remark, counters, reach, waiting_since,
                // order_count, order_cents, follow_ups

  // Since the last flush:
  bool dirty = false;
  bool names_changed = false;
  bool counters_changed = false;
  bool detail_changed = false;  // reach, what was ordered, follow-ups
  std::vector<PendingTag> tags;
  const Membership* moved = nullptr;
  std::int64_t moved_to = 0;  // 0 with `left`: no group
  bool left = false;
  std::vector<const Change*> others;  // blocks, attributes and orders, in order
  std::optional<std::int64_t> stored_hour;
  std::optional<Time> stored_look_again;
};

class Customers {
 public:
  Customers(SQLite::Database& database, Names& names);

  // Valid until begin() or forget(). Unknown customers get an image without a row.
  CustomerImage& image(const CustomerKey& key);
  // Its row id, promised now and written at the flush.
  std::int64_t id_of(CustomerImage& image);
  // Marks it for the flush.
  void touch(CustomerImage& image);
  // A change about a customer; `change` must live until the flush.
  void change(CustomerImage& image, const Change& change);

  void begin();   // of a transaction: may let old images go
  void flush();   // writes everything pending
  void forget();  // after a rollback, or when somebody else has written

 private:
  using Images = std::unordered_map<CustomerKey, CustomerImage>;

  void load(CustomerImage& image);
  void write_row(CustomerImage& image);
  void insert_row(CustomerImage& image);
  void write_tags(CustomerImage& image);
  void write_group(CustomerImage& image);
  void write_detail(CustomerImage& image);
  void write_other(CustomerImage& image, const Change& change);
  void write_order(const CustomerImage& image, const Order& order);
  void pend_tag(CustomerImage& image, std::int64_t tag, const TagState* state);

  Names& names_;
  Images young_, old_;  // two generations: what is not touched for a generation is let go
  std::vector<CustomerImage*> dirty_;
  std::int64_t next_id_ = 0;  // 0: to be asked for

  Statement find_, newest_, insert_, update_, update_counters_, update_names_, update_hour_, update_due_, put_detail_;
  Statement put_tag_, drop_tag_, put_group_, drop_group_;
  Statement add_block_, drop_block_, drop_blocks_, put_attribute_, drop_attribute_, add_order_, drop_old_orders_;
};

}  // namespace fenqun::storage
