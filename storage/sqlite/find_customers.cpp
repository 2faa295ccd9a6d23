#include "storage/sqlite/find_customers.hpp"

#include <algorithm>

#include "storage/fold.hpp"
#include "storage/limits.hpp"
#include "storage/sqlite/statement.hpp"

namespace fenqun::storage {
namespace {

// Up to so many members are sorted by when they were last seen; of more, the newest customers are asked one by one.
constexpr std::int64_t few = 20'000;

// The conditions with the parameters that stand in every statement made of them.
struct Conditions {
  std::int64_t tag = 0;     // ?1
  std::int64_t group = 0;   // ?2
  std::string low, high;    // ?3 and ?4, folded names
  std::string user;         // ?5
  std::int64_t before = 0;  // ?6
  std::int64_t after = 0;   // ?7
  std::string where = " c.seen_hour is not null";

  Statement& bind(Statement& statement, std::size_t limit, std::size_t offset) const {
    return statement.bind(tag, group, low, high, user, before, after, limit, offset);
  }
};

// Names the last parameter, so that every statement takes the whole list.
constexpr std::string_view parameters = " and ?9 >= 0";

std::string name_condition(const CustomerQuery& query, const Conditions& conditions) {
  const auto one = [&](const std::string& column) {
    auto sql = "select id from customer where " + column + " <> '' and " + column;
    if (query.exact_name) return sql + " = ?3";
    sql += " >= ?3";
    return conditions.high.empty() ? sql : sql + " and " + column + " < ?4";
  };
  return " and c.id in (" + one("name_fold") + " union " + one("remark_fold") + ")";
}

void add_conditions(const CustomerQuery& query, Conditions& out) {
  if (query.user) {
    out.user = *query.user;
    out.where += " and c.user = ?5";
  }
  if (query.name) {
    out.low = fold_name(*query.name);
    out.high = after_prefix(out.low);
    out.where += name_condition(query, out);
  }
  if (query.seen_before) {
    out.before = to_millis(*query.seen_before);
    out.where += " and c.seen_hour <= ?6 / 3600000 and (c.seen_hour < ?6 / 3600000 or c.last_seen < ?6)";
  }
  if (query.seen_after) {
    out.after = to_millis(*query.seen_after);
    out.where += " and c.seen_hour >= ?7 / 3600000 and (c.seen_hour > ?7 / 3600000 or c.last_seen >= ?7)";
  }
}

std::int64_t id_of(SQLite::Database& database, std::string_view sql, const std::string& name) {
  return Statement(database, sql).bind(name).number().value_or(0);
}

constexpr std::string_view has_tag =
    " and exists(select 1 from customer_tag x where x.customer_id = c.id and x.tag_id = ?1)";
constexpr std::string_view in_group =
    " and exists(select 1 from customer_group y where y.customer_id = c.id and y.group_id = ?2)";

// How the members of a tag or a group are walked through.
struct Drive {
  std::string from;   // all that is walked, with "where"
  std::string where;  // what remains to be asked of each
  std::int64_t size = 0;
};

Drive drive_by_members(SQLite::Database& database, const Conditions& conditions, bool tag, bool group) {
  if (tag) {
    Statement count(database, "select count(*) from customer_tag where tag_id = ?");
    return {" from customer_tag d cross join customer c on c.id = d.customer_id where d.tag_id = ?1 and",
            group ? std::string(in_group) : std::string(), count.bind(conditions.tag).number().value_or(0)};
  }
  Statement count(database, "select count(*) from customer_group where group_id = ?");
  return {" from customer_group d cross join customer c on c.id = d.customer_id where d.group_id = ?2 and", "",
          count.bind(conditions.group).number().value_or(0)};
}

std::int64_t count_all(SQLite::Database& database, const Conditions& conditions, const std::string& from,
                       const std::string& where) {
  const auto sql = "select count(*)" + from + conditions.where + where + std::string(parameters);
  Statement count(database, sql);
  return conditions.bind(count, 0, 0).number().value_or(0);
}

}  // namespace

CustomerPage find_customers(SQLite::Database& database, const CustomerQuery& query) {
  CustomerPage page;
  Conditions conditions;
  if (query.tag) conditions.tag = id_of(database, "select id from tag where name = ?", *query.tag);
  if (query.group) {
    conditions.group = id_of(database,
                             "select id from tag_group where name = ?1 union all "
                             "select group_id from group_alias where name = ?1",
                             *query.group);
  }
  if ((query.tag && conditions.tag == 0) || (query.group && conditions.group == 0)) return page;
  add_conditions(query, conditions);

  const bool members = query.tag || query.group;
  const bool narrow = query.user || query.name;
  std::string from = " from customer c where";
  auto where = std::string(query.tag ? has_tag : "") + std::string(query.group ? in_group : "");
  std::string order = narrow ? " order by c.last_seen desc, c.id desc" : "";
  if (members && !narrow) {
    const auto drive = drive_by_members(database, conditions, query.tag.has_value(), query.group.has_value());
    const bool alone = !(query.tag && query.group) && !query.seen_before && !query.seen_after;
    page.total = alone ? drive.size : count_all(database, conditions, drive.from, drive.where);
    if (drive.size <= few) {
      from = drive.from;
      where = drive.where;
      order = " order by c.last_seen desc, c.id desc";
    }
  } else {
    page.total = count_all(database, conditions, from, where);
  }
  if (order.empty()) {
    from = " from customer c indexed by customer_seen where";
    order = " order by c.seen_hour desc, c.last_seen desc, c.id desc";
  }
  const auto sql = "select c.platform, c.scope, c.user" + from + conditions.where + where + std::string(parameters) +
                   order + " limit ?8 offset ?9";
  Statement rows(database, sql);
  conditions.bind(rows, std::min(query.limit, most_found), query.offset);
  while (rows.step()) page.customers.push_back({rows.text(0), rows.text(1), rows.text(2)});
  return page;
}

}  // namespace fenqun::storage
