#include "storage/sqlite/read_directory.hpp"

#include "storage/sqlite/statement.hpp"

namespace fenqun::storage {
namespace {

void read_tags(SQLite::Database& database, Directory& out) {
  for (Statement row(database, "select name, about, color, dimension from tag"); row.step();) {
    out.tags.emplace(row.text(0), TagInfo{row.text(0), row.text(1), row.text(2), row.text(3)});
  }
}

void read_groups(SQLite::Database& database, Directory& out) {
  for (Statement row(database,
                     "select g.name, p.name, g.about from tag_group g left join tag_group p on p.id = g.parent_id");
       row.step();) {
    out.groups.emplace(row.text(0), GroupInfo{row.text(0), row.text(1), row.text(2)});
  }
  for (Statement row(database, "select a.name, g.name from group_alias a join tag_group g on g.id = a.group_id");
       row.step();) {
    out.group_aliases.emplace(row.text(0), row.text(1));
  }
}

void read_chats(SQLite::Database& database, Directory& out) {
  for (Statement row(database,
                     "select a.name, c.chat, c.name, g.name from chat c join account a on a.id = c.account_id "
                     "left join tag_group g on g.id = c.group_id");
       row.step();) {
    const ChatRef ref{row.text(0), row.text(1)};
    out.chats.emplace(ref, ChatInfo{ref, row.text(2), row.text(3)});
  }
}

void read_rights(SQLite::Database& database, Directory& out) {
  for (Statement row(database, "select rule, enabled from rule_state"); row.step();) {
    out.rules.emplace(row.text(0), row.integer(1) != 0);
  }
  for (Statement row(database, "select platform, scope, user, role from role"); row.step();) {
    out.roles.emplace(CustomerKey{row.text(0), row.text(1), row.text(2)}, static_cast<Role>(row.integer(3)));
  }
}

}  // namespace

Directory read_directory(SQLite::Database& database) {
  Directory out;
  read_tags(database, out);
  read_groups(database, out);
  read_chats(database, out);
  read_rights(database, out);
  return out;
}

}  // namespace fenqun::storage
