// Who is meant: a mention, the sender of the replied-to message, an exact id, an exact remark or name, a unique prefix;
// else a numbered list.
#include "bot/commands/call.hpp"
#include "bot/text/table.hpp"
#include "bot/text/unicode.hpp"
#include "rules/fold.hpp"

namespace fenqun::bot {
namespace {

constexpr std::size_t max_choices = 9;
constexpr Bilingual several{"「{0}」有 {1} 位,回复序号:", "Customers for “{0}”: {1}. Answer with a number:"};
constexpr Bilingual more{"…… 还有 {0} 位,请写长一点", "… and {0} more: write more of the name"};

struct Lookup {
  std::optional<Profile> one;
  std::vector<CustomerKey> many;
  std::int64_t total = 0;
  std::optional<Problem> problem;

  bool found() const { return one.has_value() || !many.empty() || problem.has_value(); }
};

bool is_stored(const Profile& profile) {
  return profile.rev > 0 || profile.messages > 0;
}

Lookup by_key(const Call& call, const CustomerKey& key) {
  Lookup out;
  auto profile = call.context.profile(key);
  if (!profile) {
    out.problem = profile.error();
  } else if (is_stored(*profile)) {
    out.one = std::move(*profile);
  }
  return out;
}

Lookup by_query(const Call& call, const storage::CustomerQuery& query) {
  Lookup out;
  const auto page = call.context.reader.find(query);
  if (!page) {
    out.problem = page.error();
    return out;
  }
  if (page->total == 1 && page->customers.size() == 1) {
    out = by_key(call, page->customers.front());
    if (out.found()) return out;
  }
  out.many = page->customers;
  out.total = page->total;
  return out;
}

Lookup by_id(const Call& call, const std::string& text) {
  if (const auto key = parse_customer_key(text)) {
    if (auto found = by_key(call, *key); found.found()) return found;
  }
  const auto& caller = call.event.who;
  if (auto found = by_key(call, {caller.platform, caller.scope, text}); found.found()) return found;
  storage::CustomerQuery query;
  query.user = text;
  query.limit = max_choices;
  return by_query(call, query);
}

Lookup by_name(const Call& call, const std::string& text, bool exact) {
  storage::CustomerQuery query;
  query.name = text;
  query.exact_name = exact;
  query.limit = max_choices;
  return by_query(call, query);
}

Lookup look_up(const Call& call, const std::string& typed) {
  std::vector<std::string> spellings{typed};
  if (typed.starts_with('@')) spellings.push_back(typed.substr(1));
  if (auto folded = rules::fold(typed); folded != typed && !folded.empty()) spellings.push_back(std::move(folded));
  for (const auto& text : spellings) {
    if (auto found = by_id(call, text); found.found()) return found;
  }
  for (const bool exact : {true, false}) {
    for (const auto& text : spellings) {
      if (auto found = by_name(call, text, exact); found.found()) return found;
    }
  }
  return {};
}

Reply ask_which(const Call& call, std::size_t argument, const Lookup& found) {
  auto reply =
      personal(call.say(several, {shown(call.invocation.args[argument].text, 40), std::to_string(found.total)}) + "\n");
  Table table;
  Pending pending;
  for (const auto& key : found.many) {
    const auto profile = call.context.profile(key);
    if (!profile) return unavailable(call, profile.error());
    auto choice = call.invocation;
    choice.args[argument] = {Token::Kind::mention, key.user, to_string(key), 0, 0};
    pending.options.push_back(std::move(choice));
    const auto name = named(call, *profile);
    table.row({std::to_string(pending.options.size()), name.title, name.id,
               profile->group ? shown(profile->group->group, 24) : "—"});
  }
  reply.text += table.text();
  const auto left = found.total - static_cast<std::int64_t>(found.many.size());
  if (left > 0) reply.text += call.say(more, {std::to_string(left)});
  reply.pending = std::move(pending);
  return reply;
}

// A mention's id: written by the platform, or a whole key by ask_which().
CustomerKey mentioned(const Call& call, const Token& token) {
  if (token.begin == token.end) {
    if (auto key = parse_customer_key(token.user)) return *key;
  }
  return {call.event.who.platform, call.event.who.scope, token.user};
}

}  // namespace

std::optional<Reply> find_customer(Call& call, std::size_t argument) {
  const auto& token = call.invocation.args[argument];
  const auto typed = std::string(trimmed(token.text));
  auto found = token.kind == Token::Kind::mention ? by_key(call, mentioned(call, token)) : look_up(call, typed);
  if (found.problem) return unavailable(call, *found.problem);
  if (found.one) {
    call.values.customer = std::move(*found.one);
    return std::nullopt;
  }
  if (!found.many.empty()) return ask_which(call, argument, found);
  return failed(call, Problem(problems::unknown_customer, {shown(typed.empty() ? token.user : typed, 40)}));
}

}  // namespace fenqun::bot
