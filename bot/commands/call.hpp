// One command being carried out: what the handlers get and what they give back. Lives for one dispatch().
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/admin.hpp"
#include "bot/commands/commands.hpp"
#include "bot/commands/grammar.hpp"
#include "bot/commands/problems.hpp"
#include "bot/commands/registry.hpp"
#include "bot/commands/session.hpp"
#include "bot/text/names.hpp"

namespace fenqun::bot {

// The arguments, looked up.
struct Values {
  std::optional<Profile> customer;
  std::optional<std::string> tag;
  std::optional<GroupInfo> group;
  const rules::Rule* rule = nullptr;
  std::optional<std::string> place;
  std::optional<Millis> duration;
  std::optional<std::string> new_name;
  std::optional<std::string> word;
  std::optional<std::string> rest;
};

struct Call {
  Invocation invocation;
  const Event& event;
  std::optional<Role> role;
  Language language = Language::zh;
  CommandContext& context;
  CommandSession& session;
  Actor actor;
  Values values;
  std::vector<std::string> notes;  // said before the answer: what was corrected

  const Command& command() const { return *invocation.ref.command; }
  bool in_group_chat() const { return event.where.kind == ChatKind::group; }
  std::string say(const Bilingual& text, const Args& args = {}) const { return fill(text.in(language), args); }
};

struct Reply {
  std::string text;
  std::vector<Commit> commits;
  bool personal = false;  // tells something about a customer: not for a group chat
  std::optional<Pending> pending;
  std::string code;  // of the problem; empty: done
  bool bound = false;
};

inline constexpr std::size_t rows_per_page = 10;

Reply done(std::string text);
Reply personal(std::string text);
// "✗ what was wrong what would be right   FQ-2103".
Reply failed(const Call& call, const Problem& problem);
// The same with another hint.
Reply failed(const Call& call, const Problem& problem, const std::string& hint);
// The store could not answer.
Reply unavailable(const Call& call, const Problem& cause);

// A page of a list whose `total` rows are known; adds the footer and makes `下`, `上` and numbers work.
std::size_t page_count(std::size_t total);
void add_pages(const Call& call, std::size_t total, Reply& reply);

// ---- who and what is meant
struct NamedCustomer {
  std::string title;  // remark, name or id, fit to be shown
  std::string id;     // "10002", with the platform when it is not the caller's
};
NamedCustomer named(const Call& call, const Profile& profile);
// "张三 (10002)".
std::string customer_text(const Call& call, const Profile& profile);

// Answers for a name that was not found: a guess to be confirmed, a choice of several, or a plain mistake. `argument`
// is the position in invocation.args that a guess would replace.
Reply not_found(const Call& call, const ProblemKind& kind, std::size_t argument, const NameMatch& match);

// Fills values from invocation.args; a Reply instead when that is not possible.
std::optional<Reply> bind(Call& call);
// The customer that an argument means.
std::optional<Reply> find_customer(Call& call, std::size_t argument);

}  // namespace fenqun::bot
