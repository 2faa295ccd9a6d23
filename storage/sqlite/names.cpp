#include "storage/sqlite/names.hpp"

namespace fenqun::storage {
namespace {
// Names beyond this are looked up in the database each time.
constexpr std::size_t most_names = 20'000;
}  // namespace

Names::Names(SQLite::Database& database)
    : find_account_(database, "select id from account where name = ?"),
      make_account_(database, "insert into account(name) values(?) returning id"),
      find_tag_(database, "select id from tag where name = ?"),
      make_tag_(database, "insert into tag(name) values(?) returning id"),
      find_group_(
          database,
          "select id from tag_group where name = ?1 union all select group_id from group_alias where name = ?1"),
      make_group_(database, "insert into tag_group(name) values(?) returning id") {}

std::int64_t Names::known(NameIds& ids, Statement& find, std::string_view name) {
  if (const auto found = ids.find(name); found != ids.end()) return found->second;
  const auto id = find.bind(name).number().value_or(0);
  if (id != 0 && ids.size() < most_names) ids.emplace(name, id);
  return id;
}

std::int64_t Names::made(NameIds& ids, Statement& find, Statement& make, std::string_view name) {
  if (const auto id = known(ids, find, name); id != 0) return id;
  const auto id = make.bind(name).number().value_or(0);
  if (ids.size() < most_names) ids.emplace(name, id);
  return id;
}

std::int64_t Names::account(std::string_view name) {
  return made(accounts_, find_account_, make_account_, name);
}
std::int64_t Names::tag(std::string_view name) {
  return made(tags_, find_tag_, make_tag_, name);
}
std::int64_t Names::group(std::string_view name) {
  return made(groups_, find_group_, make_group_, name);
}
std::int64_t Names::known_account(std::string_view name) {
  return known(accounts_, find_account_, name);
}
std::int64_t Names::known_tag(std::string_view name) {
  return known(tags_, find_tag_, name);
}

void Names::forget() {
  accounts_.clear();
  tags_.clear();
  groups_.clear();
}

}  // namespace fenqun::storage
