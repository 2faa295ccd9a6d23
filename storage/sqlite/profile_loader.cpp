#include "storage/sqlite/profile_loader.hpp"

#include "storage/sqlite/codec.hpp"

namespace fenqun::storage {
namespace {

constexpr std::string_view columns =
    "select c.id, c.platform, c.scope, c.user, c.rev, c.name, c.remark, c.messages, c.first_seen, c.last_seen, "
    "c.look_again_at, c.counters, c.waiting_since, (select name from account where id = d.reach_account_id), "
    "d.reach_kind, d.reach_chat, d.reach_via, d.order_count, d.order_cents, d.follow_ups "
    "from customer c left join customer_detail d on d.customer_id = c.id where ";

std::string select(std::string_view where) {
  return std::string(columns) + std::string(where);
}

std::optional<Time> optional_time(const Statement& row, int column) {
  return row.null(column) ? std::optional<Time>() : row.time(column);
}

}  // namespace

ProfileLoader::ProfileLoader(SQLite::Database& database)
    : find_(database, select("c.user = ? and c.platform = ? and c.scope = ?")),
      next_(database, select("c.id > ? and c.rev > 0 order by c.id limit 1")),
      tags_(database,
            "select t.name, c.since, c.until, c.life, c.pinned, c.decided_by, c.why from customer_tag c "
            "join tag t on t.id = c.tag_id where c.customer_id = ?"),
      group_(database,
             "select g.name, c.since, c.pinned, c.decided_by, c.why from customer_group c "
             "join tag_group g on g.id = c.group_id where c.customer_id = ?"),
      blocks_(database,
              "select t.name, b.rule, b.since, b.decided_by from customer_block b join tag t on t.id = b.tag_id "
              "where b.customer_id = ? order by b.id"),
      attributes_(database, "select name, value from customer_attribute where customer_id = ?"),
      orders_(database, "select at, cents, product from customer_order where customer_id = ? order by at, id") {}

std::int64_t ProfileLoader::take_row(Statement& row, Profile& profile) {
  const auto id = row.integer(0);
  profile.key = {row.text(1), row.text(2), row.text(3)};
  profile.rev = row.integer(4);
  profile.name = row.text(5);
  profile.remark = row.text(6);
  profile.messages = row.integer(7);
  profile.first_seen = row.time(8);
  profile.last_seen = row.time(9);
  profile.look_again_at = optional_time(row, 10);
  profile.counters = read_counters(row.view(11));
  profile.waiting_since = optional_time(row, 12);
  profile.reach = {row.text(13), {static_cast<ChatKind>(row.integer(14)), row.text(15), row.text(16)}};
  profile.order_count = row.integer(17);
  profile.order_cents = row.integer(18);
  profile.follow_ups = read_follow_ups(row.view(19));
  row.reset();
  return id;
}

void ProfileLoader::load_rest(std::int64_t id, Depth depth, Profile& profile) {
  for (tags_.bind(id); tags_.step();) {
    TagState state;
    state.since = tags_.time(1);
    state.until = optional_time(tags_, 2);
    state.life = static_cast<Life>(tags_.integer(3));
    state.pinned = tags_.integer(4) != 0;
    state.by = read_by(tags_.view(5));
    if (depth == Depth::whole) state.why = read_evidence(tags_.view(6));
    profile.tags.set(tags_.text(0), std::move(state));
  }
  if (group_.bind(id).step()) {
    profile.group = Membership{group_.text(0), group_.time(1), group_.integer(2) != 0, read_by(group_.view(3)),
                               depth == Depth::whole ? read_evidence(group_.view(4)) : Evidence()};
    group_.reset();
  }
  for (blocks_.bind(id); blocks_.step();) {
    profile.blocks.push_back({blocks_.text(0), blocks_.text(1), blocks_.time(2), read_by(blocks_.view(3))});
  }
  for (attributes_.bind(id); attributes_.step();) profile.attributes.emplace(attributes_.text(0), attributes_.text(1));
  if (profile.order_count == 0) return;
  for (orders_.bind(id); orders_.step();) {
    profile.orders.push_back({orders_.time(0), orders_.integer(1), orders_.text(2)});
  }
}

Profile ProfileLoader::load(const CustomerKey& key, Depth depth) {
  Profile profile;
  profile.key = key;
  if (!find_.bind(key.user, key.platform, key.scope).step()) return profile;
  const auto id = take_row(find_, profile);
  if (profile.rev > 0) load_rest(id, depth, profile);
  return profile;
}

std::optional<std::pair<std::int64_t, Profile>> ProfileLoader::next(std::int64_t after) {
  if (!next_.bind(after).step()) return std::nullopt;
  Profile profile;
  const auto id = take_row(next_, profile);
  load_rest(id, Depth::whole, profile);
  return std::pair(id, std::move(profile));
}

}  // namespace fenqun::storage
