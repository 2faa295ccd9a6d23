#include "storage/sqlite/directory_writer.hpp"

namespace fenqun::storage {

DirectoryWriter::DirectoryWriter(SQLite::Database& database, Names& names) : database_(database), names_(names) {}

void DirectoryWriter::write(const Change& change) {
  if (const auto* tag = std::get_if<DefineTag>(&change)) {
    Statement(database_,
              "insert into tag(name, about, color, dimension) values(?, ?, ?, ?) on conflict(name) do update set "
              "about = excluded.about, color = excluded.color, dimension = excluded.dimension")
        .bind(tag->tag.name, tag->tag.about, tag->tag.color, tag->tag.dimension)
        .run();
  } else if (const auto* group = std::get_if<DefineGroup>(&change)) {
    define_group(group->group);
  } else if (const auto* rename = std::get_if<RenameGroup>(&change)) {
    rename_group(*rename);
  } else if (const auto* link = std::get_if<LinkChat>(&change)) {
    link_chat(*link);
  } else if (const auto* seen = std::get_if<SeeChat>(&change)) {
    Statement(database_,
              "insert into chat(account_id, chat, name) values(?, ?, ?) on conflict(account_id, chat) do update set "
              "name = excluded.name")
        .bind(names_.account(seen->chat.account), seen->chat.chat, seen->name)
        .run();
  } else if (const auto* rule = std::get_if<EnableRule>(&change)) {
    Statement(database_,
              "insert into rule_state(rule, enabled) values(?, ?) on conflict(rule) do update set "
              "enabled = excluded.enabled")
        .bind(rule->rule, rule->enabled)
        .run();
  } else if (const auto* grant = std::get_if<GrantRole>(&change)) {
    grant_role(*grant);
  }
}

void DirectoryWriter::define_group(const GroupInfo& group) {
  Statement(database_, "delete from group_alias where name = ?").bind(group.name).run();
  names_.forget_groups();
  names_.group(group.name);  // its own parent finds it, too
  std::optional<std::int64_t> parent;
  if (!group.parent.empty()) parent = names_.group(group.parent);
  Statement(database_, "update tag_group set parent_id = ?, about = ? where name = ?")
      .bind(parent, group.about, group.name)
      .run();
}

void DirectoryWriter::rename_group(const RenameGroup& rename) {
  if (rename.from == rename.to) return;
  Statement find(database_, "select id from tag_group where name = ?");
  const auto from = find.bind(rename.from).number();
  if (!from) return;
  if (const auto taken = find.bind(rename.to).number()) merge_group(*taken, *from);
  Statement(database_, "update tag_group set name = ? where id = ?").bind(rename.to, *from).run();
  Statement(database_, "delete from group_alias where name = ?").bind(rename.to).run();
  Statement(database_,
            "insert into group_alias(name, group_id) values(?, ?) on conflict(name) do update set "
            "group_id = excluded.group_id")
      .bind(rename.from, *from)
      .run();
  names_.forget_groups();
}

// Everything that refers to the one refers to the other after it; the one is gone.
void DirectoryWriter::merge_group(std::int64_t from, std::int64_t into) {
  for (const auto* sql :
       {"update customer_group set group_id = ?2 where group_id = ?1",
        "update tag_group set parent_id = ?2 where parent_id = ?1", "update chat set group_id = ?2 where group_id = ?1",
        "update group_alias set group_id = ?2 where group_id = ?1"}) {
    Statement(database_, sql).bind(from, into).run();
  }
  Statement(database_, "delete from tag_group where id = ?").bind(from).run();
}

void DirectoryWriter::link_chat(const LinkChat& link) {
  std::optional<std::int64_t> group;
  if (!link.group.empty()) group = names_.group(link.group);
  Statement(database_,
            "insert into chat(account_id, chat, group_id) values(?, ?, ?) on conflict(account_id, chat) do update set "
            "group_id = excluded.group_id")
      .bind(names_.account(link.chat.account), link.chat.chat, group)
      .run();
}

void DirectoryWriter::grant_role(const GrantRole& grant) {
  if (!grant.role) {
    Statement(database_, "delete from role where platform = ? and scope = ? and user = ?")
        .bind(grant.who.platform, grant.who.scope, grant.who.user)
        .run();
    return;
  }
  Statement(database_,
            "insert into role(platform, scope, user, role) values(?, ?, ?, ?) on conflict do update set "
            "role = excluded.role")
      .bind(grant.who.platform, grant.who.scope, grant.who.user, static_cast<int>(*grant.role))
      .run();
}

}  // namespace fenqun::storage
