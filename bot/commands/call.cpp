#include "bot/commands/call.hpp"

#include "bot/text/table.hpp"
#include "bot/text/unicode.hpp"

namespace fenqun::bot {
namespace {

constexpr Bilingual suggestion{"是不是「{0}」? 回复 . 用它,或 {1}", "Did you mean “{0}”? Answer . to use it, or {1}"};
constexpr Bilingual pages_footer{"第 {0}/{1} 页,共 {2} 条 · 回复 下、上 或页码",
                                 "page {0}/{1}, {2} in all · answer next, prev or a number"};
constexpr Bilingual which_one{"是哪一个? 回复序号:", "Which one? Answer with its number:"};

std::string cross(const Problem& problem, Language language, const std::string& hint) {
  auto out = "✗ " + problem.message().in(language);
  if (!hint.empty()) out += (language == Language::en ? " " : "") + hint;
  return out + "   " + problem.code();
}

}  // namespace

Reply done(std::string text) {
  Reply reply;
  reply.text = std::move(text);
  return reply;
}

Reply personal(std::string text) {
  auto reply = done(std::move(text));
  reply.personal = true;
  return reply;
}

Reply failed(const Call& call, const Problem& problem, const std::string& hint) {
  auto reply = done(cross(problem, call.language, hint));
  reply.code = problem.code();
  return reply;
}

Reply failed(const Call& call, const Problem& problem) {
  return failed(call, problem, problem.hint().in(call.language));
}

Reply unavailable(const Call& call, const Problem& cause) {
  return failed(call, Problem(problems::not_ready, {shown(cause.message().in(call.language), 120)}));
}

std::size_t page_count(std::size_t total) {
  return total == 0 ? 1 : (total + rows_per_page - 1) / rows_per_page;
}

void add_pages(const Call& call, std::size_t total, Reply& reply) {
  const auto pages = page_count(total);
  if (pages <= 1) return;
  reply.text +=
      call.say(pages_footer, {std::to_string(call.invocation.page + 1), std::to_string(pages), std::to_string(total)});
  Pending pending;
  pending.kind = Pending::Kind::pages;
  pending.options = {call.invocation};
  pending.page = call.invocation.page;
  pending.pages = pages;
  reply.pending = std::move(pending);
}

NamedCustomer named(const Call& call, const Profile& profile) {
  const auto& key = profile.key;
  const bool here = key.platform == call.event.who.platform && key.scope == call.event.who.scope;
  const auto id = shown(here ? key.user : to_string(key), 48);
  const auto& best = profile.remark.empty() ? profile.name : profile.remark;
  return {best.empty() ? id : shown(best, 32), id};
}

std::string customer_text(const Call& call, const Profile& profile) {
  const auto name = named(call, profile);
  return name.title == name.id ? name.id : name.title + " (" + name.id + ")";
}

namespace {

Invocation replaced(const Call& call, std::size_t argument, const std::string& name) {
  auto invocation = call.invocation;
  if (argument < invocation.args.size()) {
    auto& token = invocation.args[argument];
    token.kind = Token::Kind::quoted;
    token.text = name;
  }
  return invocation;
}

Reply choose_name(const Call& call, const Problem& problem, std::size_t argument, const NameMatch& match) {
  auto reply = failed(call, problem, call.say(which_one));
  Pending pending;
  for (const auto& name : match.others) {
    pending.options.push_back(replaced(call, argument, name));
    reply.text += "\n" + std::to_string(pending.options.size()) + "  " + shown(name);
  }
  reply.pending = std::move(pending);
  return reply;
}

}  // namespace

Reply not_found(const Call& call, const ProblemKind& kind, std::size_t argument, const NameMatch& match) {
  const auto typed = argument < call.invocation.args.size() ? call.invocation.args[argument].text : std::string();
  const Problem problem(kind, {shown(typed, 40)});
  if (match.found == Found::several) return choose_name(call, problem, argument, match);
  if (match.found == Found::none) return failed(call, problem);
  const auto& whole = problem.hint().in(call.language);
  // The first half of the hint says where they are all listed.
  const auto comma = whole.find(call.language == Language::zh ? "," : ", ");
  auto reply = failed(call, problem, call.say(suggestion, {shown(match.name), whole.substr(0, comma)}));
  Pending pending;
  pending.kind = Pending::Kind::confirm;
  pending.options = {replaced(call, argument, match.name)};
  reply.pending = std::move(pending);
  return reply;
}

}  // namespace fenqun::bot
