// Chat commands: one text in, one answer and the commits that make it true out. Runs on the core thread.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/commit.hpp"
#include "model/directory.hpp"
#include "model/event.hpp"
#include "model/problem.hpp"
#include "rules/ruleset.hpp"
#include "storage/store.hpp"

namespace fenqun::bot {

struct LinkView {  // one account, for 状态
  std::string account;
  std::string platform;
  std::string phase;  // "ready" …
  std::string detail;
  std::string dialect;
  bool history = false;
  bool acknowledge = false;
  bool rename_chat = true;              // false: the platform is known not to do it
  std::size_t max_chat_name_chars = 0;  // 0: not known
};
struct StatusView {
  std::string version;
  Time started{};
  std::vector<LinkView> links;
  bool store_ok = true;
  std::string store_detail;
  std::uint64_t received = 0, applied = 0, duplicate = 0, quarantined = 0;
  std::size_t mailbox = 0;
};

// What 规则 重载 and 规则 生效 ask for. Takes seconds, so it is done elsewhere and answered later.
struct RuleOrder {
  enum class What : std::uint8_t { check, activate } what = What::check;
  std::int64_t seen_rev = 0;    // activate: the revision that the editor saw
  std::optional<Millis> since;  // activate: how far back customers are decided again; nothing: not at all
  std::string account;          // where to answer
  Chat to;
  Language language = Language::zh;
};

// What a command may look at and do. Filled by Core for each command; nothing is kept after dispatch() returns.
struct CommandContext {
  const Directory& directory;
  const rules::RuleSet& rules;
  storage::Reader& reader;
  std::function<Result<Profile>(const CustomerKey&)>
      profile;  // as the core knows it now, with what is still being written
  std::function<StatusView()> status;
  Time now{};
  std::string timezone;   // of the account, for times shown
  std::string bind_code;  // the 6-digit code printed at start; empty: used up
  std::span<const std::string> prefixes;
  // Plays the rules on a text for 规则 试: one line per firing, nothing is stored.
  std::function<std::vector<std::string>(const std::string& text)> try_text;
  std::span<const CustomerKey> config_owners = {};  // owners that the configuration names, for 管理员 列表
  // What stands between a customer and a rule, were they to say what they said last now.
  std::function<std::vector<rules::Gap>(const Profile&, const rules::Rule&)> why_not = {};
  std::function<void(RuleOrder)> order_rules = {};  // empty: rules are not changed here
};

struct CommandAnswer {
  std::string text;             // to the chat where it was asked; empty: silence
  std::string direct;           // to the asker's own direct chat: what must not be read in a group chat; empty: nothing
  std::vector<Commit> commits;  // without the event record; Core puts the asking message's key on the first
  bool bound = false;           // the bind code was used
};

// Remembers, per person and chat, numbered choices and pages that were offered (expire after 60 s; at most 1000 kept).
class CommandSession;
std::shared_ptr<CommandSession> make_command_session();

// Whether this message is meant for the bot: prefix, mention, or in a private chat a known first word, an answer to a
// pending choice, or a binding code. `role` is nothing for strangers: theirs are commands only when they are spelt
// without a mistake, so that a customer who happens to begin with a prefix stays a customer. Only live messages are
// commands.
bool is_command(const Event& event, std::optional<Role> role, std::span<const std::string> prefixes,
                const CommandSession& session, Time now);

CommandAnswer dispatch(const Event& event, std::optional<Role> role, Language language, CommandContext& context,
                       CommandSession& session);

// docs/commands.md, from the registry.
std::string commands_markdown();

}  // namespace fenqun::bot
