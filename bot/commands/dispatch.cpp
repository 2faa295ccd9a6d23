// One command from the words to the answer: pace, offers, grammar, rights, lookups, handler, journal.
#include "bot/commands/call.hpp"
#include "bot/commands/heard.hpp"
#include "bot/text/unicode.hpp"

namespace fenqun::bot {
namespace {

constexpr std::size_t detail_columns = 120;

constexpr Bilingual sent_privately{"已私聊发送。", "Sent to you in private."};
constexpr Bilingual done_privately{"✓ 已完成,详情私聊发送。", "✓ Done; the details are sent to you in private."};
constexpr Bilingual cancelled{"已取消。", "Cancelled."};
constexpr Bilingual unbalanced_quote{"(引号没有配对,取到了行尾)",
                                     "(a quote was not closed and took the rest of the line)"};
constexpr Bilingual run_as{"(按「{0}」执行)", "(run as “{0}”)"};
constexpr Bilingual did_you_mean{"是不是「{0}」? 回复 . 执行,或 {1}",
                                 "Did you mean “{0}”? Answer . to run it, or: {1}"};
constexpr Bilingual which_command{"是哪一个? 回复序号:", "Which one? Answer with its number:"};

class Turn {
 public:
  Turn(const Event& event, const Text& text, std::optional<Role> role, Language language, CommandContext& context,
       CommandSession& session)
      : text_(text),
        call_{{}, event, role, language, context, session, actor_of(event, context), {}, {}},
        address_(address_of(event, text, context.prefixes)) {}

  CommandAnswer run() {
    switch (call_.session.pace(call_.event.who, call_.context.now)) {
      case CommandSession::Pace::go:
        break;
      case CommandSession::Pace::silent:
        return {};
      case CommandSession::Pace::notice:
        return refuse(Problem(problems::too_fast));
    }
    if (call_.role) {
      if (auto answer = offered()) return std::move(*answer);
    }
    const auto parse = parse_command(text_.text, address_.start, text_.mentions);
    return call_.role ? member(parse) : stranger(parse);
  }

 private:
  static Actor actor_of(const Event& event, const CommandContext& context) {
    return {event.who, context.now, event.key.account + "/" + event.key.native_id};
  }

  // ---- what was offered before
  std::optional<CommandAnswer> offered() {
    const auto* pending = call_.session.pending(talk_of(call_.event), call_.context.now);
    if (pending == nullptr) return std::nullopt;
    auto answer = answer_in(text_, address_, *pending);
    if (!answer) return std::nullopt;
    using Kind = PendingAnswer::Kind;
    call_.invocation = pending->options.front();
    if (answer->kind == Kind::no_such_choice || answer->kind == Kind::no_such_page) {
      const auto& kind = answer->kind == Kind::no_such_page ? problems::no_such_page : problems::no_such_choice;
      return finish(failed(call_, Problem(kind, {answer->typed, std::to_string(answer->limit)})));
    }
    call_.session.withdraw(pending->id);
    if (answer->kind == Kind::cancel) return finish(done(call_.say(cancelled)));
    return execute(std::move(answer->invocation));
  }

  // ---- grammar
  CommandAnswer stranger(const Parse& parse) {
    const bool binds = parse.kind == Parse::Kind::command && !parse.first.ref.command->role;
    call_.invocation = parse.first;
    if (!binds) {
      auto reply = done({});
      reply.code = std::string(problems::role_needed.code);
      return finish(std::move(reply));
    }
    auto answer = execute(parse.first);
    // A wrong code is not answered: whoever guesses learns nothing.
    if (!answer.bound) answer.text.clear();
    return answer;
  }

  CommandAnswer member(const Parse& parse) {
    if (parse.unbalanced) call_.notes.push_back(call_.say(unbalanced_quote));
    switch (parse.kind) {
      case Parse::Kind::empty:
        return {};
      case Parse::Kind::command:
        return execute(parse.first);
      case Parse::Kind::near:
        return near(parse);
      case Parse::Kind::choose:
        return choose(parse);
      case Parse::Kind::unknown:
        break;
    }
    return finish(failed(call_, *parse.problem));
  }

  CommandAnswer near(const Parse& parse) {
    if (!parse.first.ref.command->writes) {
      call_.notes.push_back(call_.say(run_as, {shown(written(parse.first, call_.language))}));
      return execute(parse.first);
    }
    const auto& hint = parse.problem->hint().in(call_.language);
    auto reply =
        failed(call_, *parse.problem, call_.say(did_you_mean, {shown(written(parse.first, call_.language), 80), hint}));
    Pending pending;
    pending.kind = Pending::Kind::confirm;
    pending.options = {parse.first};
    reply.pending = std::move(pending);
    return finish(std::move(reply));
  }

  CommandAnswer choose(const Parse& parse) {
    auto reply = failed(call_, *parse.problem, call_.say(which_command));
    Pending pending;
    for (const auto& option : parse.options) {
      if (pending.options.size() == 9) break;
      pending.options.push_back(option);
      reply.text += "\n" + std::to_string(pending.options.size()) + "  " + shown(written(option, call_.language), 80);
    }
    reply.pending = std::move(pending);
    return finish(std::move(reply));
  }

  // ---- rights, lookups, handler
  CommandAnswer execute(Invocation invocation) {
    call_.invocation = std::move(invocation);
    const auto& command = call_.command();
    if (command.role && (!call_.role || *call_.role < *command.role)) {
      const auto own = call_.role ? call_.say(name_of(*call_.role)) : std::string("—");
      return refuse(Problem(problems::role_needed,
                            {title(call_.invocation.ref, call_.language), call_.say(name_of(*command.role)), own}));
    }
    auto wrong = bind(call_);
    auto reply = wrong ? std::move(*wrong) : command.run(call_);
    if (reply.personal && call_.in_group_chat() && call_.role < Role::agent) {
      return refuse(Problem(problems::not_in_a_group_chat, {call_.say(name_of(Role::agent))}));
    }
    return finish(std::move(reply));
  }

  CommandAnswer refuse(const Problem& problem) {
    if (!call_.role) return finish(coded(problem));
    return finish(failed(call_, problem), true);
  }
  static Reply coded(const Problem& problem) {
    Reply reply;
    reply.code = problem.code();
    return reply;
  }

  // ---- the answer and the journal
  JournalEntry journal_entry(const Reply& reply, bool refused) const {
    JournalEntry entry;
    entry.at = call_.context.now;
    entry.by = call_.actor.by();
    entry.action = refused || (!call_.role && !reply.bound) ? "refused" : "command";
    const auto* command = call_.invocation.ref.command;
    entry.subject = command != nullptr ? std::string(command->id) : "unknown";
    const bool secret = command != nullptr && command->id == "admin.bind";
    if (command != nullptr && !secret) entry.detail = shown(written(call_.invocation, Language::en), detail_columns);
    if (!reply.code.empty()) entry.detail += (entry.detail.empty() ? "" : " · ") + reply.code;
    if (call_.values.customer) entry.who = call_.values.customer->key;
    return entry;
  }

  CommandAnswer finish(Reply reply, bool refused = false) {
    CommandAnswer answer;
    answer.bound = reply.bound;
    auto entry = journal_entry(reply, refused);
    answer.commits = std::move(reply.commits);
    const bool changed = !answer.commits.empty();
    if (!changed) answer.commits.emplace_back();
    auto& journal = answer.commits.front().journal;
    journal.insert(journal.begin(), std::move(entry));
    std::string text;
    for (const auto& note : call_.notes) text += note + "\n";
    text += reply.text;
    while (text.ends_with('\n')) text.pop_back();
    const bool away = reply.personal && call_.in_group_chat();
    if (reply.pending) offer(std::move(*reply.pending), away);
    if (!away) {
      answer.text = std::move(text);
    } else {
      answer.text = call_.say(changed ? done_privately : sent_privately);
      answer.direct = std::move(text);
    }
    return answer;
  }

  // What was sent in private may be answered there or where it was asked.
  void offer(Pending pending, bool away) {
    std::vector<TalkKey> talks{talk_of(call_.event)};
    if (away) talks.push_back({call_.event.who, call_.event.key.account, {}});
    call_.session.offer(talks, std::move(pending), call_.context.now);
  }

  const Text& text_;
  Call call_;
  Address address_;
};

}  // namespace

std::shared_ptr<CommandSession> make_command_session() {
  return std::make_shared<CommandSession>();
}

CommandAnswer dispatch(const Event& event, std::optional<Role> role, Language language, CommandContext& context,
                       CommandSession& session) {
  const auto* text = text_of(event);
  if (text == nullptr) return {};
  return Turn(event, *text, role, language, context, session).run();
}

}  // namespace fenqun::bot
