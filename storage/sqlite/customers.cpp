#include "storage/sqlite/customers.hpp"

#include "storage/sqlite/codec.hpp"

namespace fenqun::storage {
namespace {

constexpr std::size_t images_per_generation = 16'384;  // about 600 bytes each
}  // namespace

Customers::Customers(SQLite::Database& database, Names& names)
    : names_(names),
      find_(database,
            "select c.id, c.rev, c.messages, c.first_seen, c.last_seen, c.look_again_at, c.last_message, "
            "c.last_journal, c.counters, c.name, c.remark, c.seen_hour, c.waiting_since, "
            "(select name from account where id = d.reach_account_id), d.reach_kind, d.reach_chat, d.reach_via, "
            "d.order_count, d.order_cents, d.follow_ups from customer c left join customer_detail d "
            "on d.customer_id = c.id where c.user = ? and c.platform = ? and c.scope = ?"),
      newest_(database, "select max(id) from customer"),
      insert_(database,
              "insert into customer(id, platform, scope, user, rev, messages, first_seen, last_seen, seen_hour, "
              "look_again_at, last_message, last_journal, counters, name, name_fold, remark, remark_fold, "
              "waiting_since) values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      update_(database,
              "update customer set rev = ?, messages = ?, first_seen = ?, last_seen = ?, last_message = ?, "
              "last_journal = ?, waiting_since = ? where id = ?"),
      update_counters_(database,
                       "update customer set rev = ?, messages = ?, first_seen = ?, last_seen = ?, last_message = ?, "
                       "last_journal = ?, waiting_since = ?, counters = ? where id = ?"),
      update_names_(database, "update customer set name = ?, name_fold = ?, remark = ?, remark_fold = ? where id = ?"),
      update_hour_(database, "update customer set seen_hour = ? where id = ?"),
      update_due_(database, "update customer set look_again_at = ? where id = ?"),
      put_detail_(database,
                  "insert into customer_detail(customer_id, reach_account_id, reach_kind, reach_chat, reach_via, "
                  "order_count, order_cents, follow_ups) values(?, ?, ?, ?, ?, ?, ?, ?) on conflict do update set "
                  "reach_account_id = excluded.reach_account_id, reach_kind = excluded.reach_kind, "
                  "reach_chat = excluded.reach_chat, reach_via = excluded.reach_via, "
                  "order_count = excluded.order_count, order_cents = excluded.order_cents, "
                  "follow_ups = excluded.follow_ups"),
      put_tag_(
          database,
          "insert into customer_tag(customer_id, tag_id, since, until, life, pinned, decided_by, why) "
          "values(?, ?, ?, ?, ?, ?, ?, ?) on conflict do update set since = excluded.since, until = excluded.until, "
          "life = excluded.life, pinned = excluded.pinned, decided_by = excluded.decided_by, why = excluded.why"),
      drop_tag_(database, "delete from customer_tag where customer_id = ? and tag_id = ?"),
      put_group_(
          database,
          "insert into customer_group(customer_id, group_id, since, pinned, decided_by, why) "
          "values(?, ?, ?, ?, ?, ?) on conflict do update set group_id = excluded.group_id, "
          "since = excluded.since, pinned = excluded.pinned, decided_by = excluded.decided_by, why = excluded.why"),
      drop_group_(database, "delete from customer_group where customer_id = ?"),
      add_block_(
          database,
          "insert or ignore into customer_block(customer_id, tag_id, rule, since, decided_by) values(?, ?, ?, ?, ?)"),
      drop_block_(database, "delete from customer_block where customer_id = ? and tag_id = ? and rule = ?"),
      drop_blocks_(database, "delete from customer_block where customer_id = ? and tag_id = ?"),
      put_attribute_(database,
                     "insert into customer_attribute(customer_id, name, value) values(?, ?, ?) "
                     "on conflict do update set value = excluded.value"),
      drop_attribute_(database, "delete from customer_attribute where customer_id = ? and name = ?"),
      add_order_(database, "insert into customer_order(customer_id, at, cents, product) values(?, ?, ?, ?)"),
      drop_old_orders_(database,
                       "delete from customer_order where id in (select id from customer_order where customer_id = ? "
                       "order by at desc, id desc limit -1 offset ?)") {}

CustomerImage& Customers::image(const CustomerKey& key) {
  if (const auto found = young_.find(key); found != young_.end()) return found->second;
  if (auto found = old_.extract(key); !found.empty()) return young_.insert(std::move(found)).position->second;
  auto& image = young_[key];
  image.key = key;
  load(image);
  return image;
}

void Customers::load(CustomerImage& image) {
  if (!find_.bind(image.key.user, image.key.platform, image.key.scope).step()) return;
  image.id = find_.integer(0);
  image.stored = true;
  image.rev = find_.integer(1);
  image.row.messages = find_.integer(2);
  image.row.first_seen = find_.time(3);
  image.row.last_seen = find_.time(4);
  if (!find_.null(5)) image.row.look_again_at = find_.time(5);
  image.last_message = find_.integer(6);
  image.last_journal = find_.integer(7);
  image.row.counters = read_counters(find_.view(8));
  image.row.name = find_.text(9);
  image.row.remark = find_.text(10);
  if (!find_.null(11)) image.stored_hour = find_.integer(11);
  if (!find_.null(12)) image.row.waiting_since = find_.time(12);
  image.row.reach = {find_.text(13), {static_cast<ChatKind>(find_.integer(14)), find_.text(15), find_.text(16)}};
  image.row.order_count = find_.integer(17);
  image.row.order_cents = find_.integer(18);
  image.row.follow_ups = read_follow_ups(find_.view(19));
  image.stored_look_again = image.row.look_again_at;
  find_.reset();
}

std::int64_t Customers::id_of(CustomerImage& image) {
  if (image.id == 0) {
    if (next_id_ == 0) next_id_ = newest_.bind().number().value_or(0) + 1;
    image.id = next_id_++;
  }
  return image.id;
}

void Customers::touch(CustomerImage& image) {
  if (image.dirty) return;
  image.dirty = true;
  id_of(image);
  dirty_.push_back(&image);
}

void Customers::pend_tag(CustomerImage& image, std::int64_t tag, const TagState* state) {
  for (auto& pending : image.tags) {
    if (pending.id == tag) {
      pending.state = state;
      return;
    }
  }
  image.tags.push_back({tag, state});
}

void Customers::change(CustomerImage& image, const Change& change) {
  touch(image);
  if (const auto* add = std::get_if<AddTag>(&change)) {
    pend_tag(image, names_.tag(add->tag), &add->state);
  } else if (const auto* drop = std::get_if<DropTag>(&change)) {
    if (const auto tag = names_.known_tag(drop->tag); tag != 0) pend_tag(image, tag, nullptr);
  } else if (const auto* move = std::get_if<MoveTo>(&change)) {
    image.left = move->membership.group.empty();
    image.moved = image.left ? nullptr : &move->membership;
    image.moved_to = image.left ? 0 : names_.group(move->membership.group);
  } else if (std::holds_alternative<AddBlock>(change) || std::holds_alternative<DropBlock>(change) ||
             std::holds_alternative<SetAttribute>(change)) {
    image.others.push_back(&change);
  } else if (const auto* order = std::get_if<AddOrder>(&change)) {
    image.others.push_back(&change);
    ++image.row.order_count;
    image.row.order_cents += order->order.cents;
    image.detail_changed = true;
  } else {
    image.names_changed |= std::holds_alternative<SetName>(change) || std::holds_alternative<SetRemark>(change);
    image.counters_changed |= std::holds_alternative<Count>(change) || std::holds_alternative<CountSession>(change) ||
                              std::holds_alternative<DropCounter>(change);
    image.detail_changed |= std::holds_alternative<SetReach>(change) || std::holds_alternative<PlanFollowUp>(change);
    apply(change, image.row);
  }
}

void Customers::begin() {
  if (young_.size() < images_per_generation) return;
  old_ = std::move(young_);
  young_.clear();
}

void Customers::flush() {
  for (auto* image : dirty_) {
    write_row(*image);
    write_tags(*image);
    write_group(*image);
    for (const auto* change : image->others) write_other(*image, *change);
    image->others.clear();
    image->dirty = false;
  }
  dirty_.clear();
}

void Customers::forget() {
  young_.clear();
  old_.clear();
  dirty_.clear();
  next_id_ = 0;
}

}  // namespace fenqun::storage
