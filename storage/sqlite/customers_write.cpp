#include "storage/fold.hpp"
#include "storage/sqlite/codec.hpp"
#include "storage/sqlite/customers.hpp"

namespace fenqun::storage {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;

// Nothing for a customer of whom only the key is stored, so that searches do not find it.
std::optional<std::int64_t> hour_of(const CustomerImage& image) {
  if (image.rev == 0) return std::nullopt;
  return to_millis(image.row.last_seen) / hour_ms;
}

}  // namespace

void Customers::insert_row(CustomerImage& image) {
  const auto& row = image.row;
  insert_
      .bind(image.id, image.key.platform, image.key.scope, image.key.user, image.rev, row.messages, row.first_seen,
            row.last_seen, hour_of(image), row.look_again_at, image.last_message, image.last_journal,
            write_counters(row.counters), row.name, fold_name(row.name), row.remark, fold_name(row.remark),
            row.waiting_since)
      .run();
}

void Customers::write_row(CustomerImage& image) {
  const auto& row = image.row;
  const auto hour = hour_of(image);
  if (!image.stored) {
    insert_row(image);
  } else {
    if (image.counters_changed) {
      update_counters_
          .bind(image.rev, row.messages, row.first_seen, row.last_seen, image.last_message, image.last_journal,
                row.waiting_since, write_counters(row.counters), image.id)
          .run();
    } else {
      update_
          .bind(image.rev, row.messages, row.first_seen, row.last_seen, image.last_message, image.last_journal,
                row.waiting_since, image.id)
          .run();
    }
    if (image.names_changed) {
      update_names_.bind(row.name, fold_name(row.name), row.remark, fold_name(row.remark), image.id).run();
    }
    if (hour != image.stored_hour) update_hour_.bind(hour, image.id).run();
    if (row.look_again_at != image.stored_look_again) update_due_.bind(row.look_again_at, image.id).run();
  }
  if (image.detail_changed) write_detail(image);
  image.stored = true;
  image.names_changed = image.counters_changed = image.detail_changed = false;
  image.stored_hour = hour;
  image.stored_look_again = row.look_again_at;
}

void Customers::write_detail(CustomerImage& image) {
  const auto& row = image.row;
  const auto& reach = row.reach;
  const auto account = reach.account.empty() ? std::nullopt : std::optional(names_.account(reach.account));
  put_detail_
      .bind(image.id, account, static_cast<int>(reach.chat.kind), reach.chat.id, reach.chat.via, row.order_count,
            row.order_cents, write_follow_ups(row.follow_ups))
      .run();
}

void Customers::write_tags(CustomerImage& image) {
  for (const auto& [tag, state] : image.tags) {
    if (state == nullptr) {
      drop_tag_.bind(image.id, tag).run();
    } else {
      put_tag_
          .bind(image.id, tag, state->since, state->until, static_cast<int>(state->life), state->pinned,
                to_string(state->by), write_evidence(state->why))
          .run();
    }
  }
  image.tags.clear();
}

void Customers::write_group(CustomerImage& image) {
  if (image.left) {
    drop_group_.bind(image.id).run();
  } else if (image.moved != nullptr) {
    put_group_
        .bind(image.id, image.moved_to, image.moved->since, image.moved->pinned, to_string(image.moved->by),
              write_evidence(image.moved->why))
        .run();
  }
  image.left = false;
  image.moved = nullptr;
}

void Customers::write_other(CustomerImage& image, const Change& change) {
  if (const auto* add = std::get_if<AddBlock>(&change)) {
    const auto& block = add->block;
    add_block_.bind(image.id, names_.tag(block.tag), block.rule, block.since, to_string(block.by)).run();
  } else if (const auto* drop = std::get_if<DropBlock>(&change)) {
    const auto tag = names_.known_tag(drop->tag);
    if (drop->rule.empty()) {
      drop_blocks_.bind(image.id, tag).run();
    } else {
      drop_block_.bind(image.id, tag, drop->rule).run();
    }
  } else if (const auto* set = std::get_if<SetAttribute>(&change)) {
    if (set->value.empty()) {
      drop_attribute_.bind(image.id, set->name).run();
    } else {
      put_attribute_.bind(image.id, set->name, set->value).run();
    }
  } else if (const auto* bought = std::get_if<AddOrder>(&change)) {
    write_order(image, bought->order);
  }
}

void Customers::write_order(const CustomerImage& image, const Order& order) {
  add_order_.bind(image.id, order.at, order.cents, order.product).run();
  if (image.row.order_count > static_cast<std::int64_t>(max_orders)) drop_old_orders_.bind(image.id, max_orders).run();
}

}  // namespace fenqun::storage
