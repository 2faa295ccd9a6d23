// 管理员: who may do what, and binding the first owner with the code that the program prints at start.
#include "bot/commands/describe.hpp"
#include "bot/text/table.hpp"
#include "bot/text/unicode.hpp"
#include "rules/fold.hpp"

namespace fenqun::bot {
namespace {

constexpr Bilingual nobody{"还没有人有权限。", "Nobody has a role yet."};
constexpr Bilingual head{"有权限的人 {0} 位:", "People with a role: {0}"};
constexpr Bilingual by_config{"配置里写的", "named in the configuration"};

Reply list(Call& call) {
  std::vector<std::vector<std::string>> rows;
  const auto add = [&](const CustomerKey& who, Role role, const std::string& note) {
    const auto profile = call.context.profile(who);
    const auto name = profile ? named(call, *profile).title : std::string();
    rows.push_back({call.say(name_of(role)), shown(to_string(who), 40), name, note});
  };
  for (const auto& who : call.context.config_owners) add(who, Role::owner, call.say(by_config));
  for (const auto& [who, role] : call.context.directory.roles) add(who, role, {});
  if (rows.empty()) return done(call.say(nobody));
  Table table(40);
  const auto begin = std::min(rows.size(), call.invocation.page * rows_per_page);
  for (auto i = begin; i < std::min(rows.size(), begin + rows_per_page); ++i) table.row(rows[i]);
  auto reply = done(call.say(head, {std::to_string(rows.size())}) + "\n" + table.text());
  add_pages(call, rows.size(), reply);
  return reply;
}

constexpr Bilingual bound{"✓ 绑定成功:你({0})现在是 所有者。帮助 看能做什么",
                          "✓ Bound: you ({0}) are owner now. help shows what you can do"};
constexpr Bilingual owner_already{"你已经是 所有者。", "You are owner already."};

// Compares all of it whatever differs, so that time tells nothing.
bool same_code(std::string_view typed, std::string_view code) {
  if (typed.size() != code.size() || code.empty()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < code.size(); ++i) difference |= static_cast<unsigned char>(typed[i] ^ code[i]);
  return difference == 0;
}

Reply bind_owner(Call& call) {
  const auto& who = call.event.who;
  if (call.role == Role::owner) return done(call.say(owner_already));
  const bool allowed = call.session.may_try_code(who, call.context.now);
  if (!allowed || !same_code(rules::fold(*call.values.word), call.context.bind_code)) {
    if (allowed) call.session.wrong_code(who, call.context.now);
    return failed(call, Problem(problems::wrong_code));
  }
  auto reply = done(call.say(bound, {shown(to_string(who))}));
  reply.bound = true;
  reply.commits.push_back(grant_role(call.actor, who, Role::owner));
  return reply;
}

}  // namespace

Noun admin_noun() {
  return {"admin",
          {"管理员", "admin"},
          {"admins", "权限"},
          {"谁有什么权限", "who may do what"},
          {{"admin.list",
            {"列表", "list"},
            {"全部", "有谁", "ls"},
            Role::admin,
            false,
            {},
            {"有权限的人", "the people with a role"},
            {{"管理员 列表", "admin list"}},
            list},
           {"admin.bind",
            {"绑定", "bind"},
            {},
            std::nullopt,
            true,
            {{ArgKind::word, {"绑定码", "code"}}},
            {"用程序启动时显示的 6 位码成为所有者", "makes you owner with the 6-digit code printed at start"},
            {{"管理员 绑定 123456", "admin bind 123456"}},
            bind_owner}},
          "admin.list"};
}

}  // namespace fenqun::bot
