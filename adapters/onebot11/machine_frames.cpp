// What a frame means for the machine.
#include "adapters/onebot11/ids.hpp"
#include "adapters/onebot11/machine.hpp"
#include "adapters/problems.hpp"

namespace fenqun::adapters::onebot11 {
namespace {

constexpr std::int64_t token_refused_code = 1403;

}  // namespace

void Machine::take(Happened& happened, Time now, Steps& out) {
  Event& event = happened.event;
  if (event.where.kind == ChatKind::group) {
    if (event.chat_name.empty()) {
      event.chat_name = groups_.name_of(event.where.id);
    } else {
      groups_.saw(event.where.id, event.chat_name, out);
    }
  }
  if (event.name.empty()) event.name = groups_.friend_name(event.who.user);
  events_flow_ = true;
  out.push_back(Deliver{std::move(event), 0});
  if (state_ == State::greeting) log_in(now, out);
}

void Machine::take(Lifecycle& lifecycle, Time now, Steps& out) {
  events_flow_ = true;
  learn_self(lifecycle.self, out);
  if (state_ == State::greeting) log_in(now, out);
}

void Machine::take(Heartbeat& heartbeat, Time now, Steps& out) {
  events_flow_ = true;
  supervisor_.heartbeat(heartbeat.interval);
  if (state_ == State::greeting) log_in(now, out);
  qq_is(heartbeat.online, {}, now, out);
}

void Machine::take(QqOnline& online, Time now, Steps& out) {
  events_flow_ = true;
  qq_is(online.online, online.words, now, out);
}

void Machine::take(ChatNamed& named, Time now, Steps& out) {
  events_flow_ = true;
  link_.can.rename_notice = Can::yes;
  groups_.saw(named.chat, named.name, out);
  if (named.event) out.push_back(Deliver{std::move(*named.event), 0});
  sender_.on_renamed(named.chat, named.name, now, out);
}

void Machine::take(SelfJoined& joined, Time now, Steps& out) {
  events_flow_ = true;
  if (state_ == State::ready) groups_.ask(joined.chat, now, out);
}

void Machine::take(Counted& counted, Time, Steps& out) {
  events_flow_ = true;
  count(std::move(counted.what), out);
}

void Machine::take(Unreadable& unreadable, Time now, Steps& out) {
  quarantine(frame_, std::move(unreadable.reason), now, out);
}

void Machine::take(Answer& answer, Time now, Steps& out) {
  // NapCat and LLOneBot accept the socket of a stranger and then say this.
  if (!answer.echo && answer.retcode == token_refused_code) {
    return drop(Problem(problems::token_refused, {"retcode 1403"}), Retry::slowly, now, out);
  }
  if (!answer.echo && answer.ok) return count("answer_without_echo", out);
  const auto call = link_.calls.take(answer.echo);
  if (!call) return count(answer.echo ? "late_answer" : "answer_without_echo", out);
  if (means_unsupported(answer.retcode)) link_.unsupported.insert(call->action);
  answered(*call, answer, now, out);
}

void Machine::answered(const Call& call, const Answer& answer, Time now, Steps& out) {
  switch (call.purpose) {
    case Purpose::login_info:
      return on_login_info(answer, now, out);
    case Purpose::version:
      return on_version(answer, now, out);
    case Purpose::status:
      if (answer.ok) qq_is(status_is_online(answer.data), {}, now, out);
      return;
    case Purpose::group_list:
      return groups_.on_group_list(answer.data, out);
    case Purpose::group_info:
      return groups_.on_group_info(answer.data, out);
    case Purpose::friend_list:
      return groups_.on_friend_list(answer.data);
    case Purpose::recent_contact:
      return backfill_.on_recent(answer, now, out);
    case Purpose::history: {
      const Can before = link_.can.history;
      backfill_.on_answer(answer, context(now), out);
      if (link_.can.history != before) tell_status(out);
      return;
    }
    case Purpose::send:
    case Purpose::rename_check:
      return sender_.on_answer(call, answer, now, out);
  }
}

void Machine::unanswered(const Call& call, Time now, Steps& out) {
  count("no_answer." + call.action, out);
  if (call.purpose == Purpose::recent_contact) backfill_.on_recent_silence(now, out);
  if (call.purpose == Purpose::history) backfill_.on_silence(now, out);
  if (call.purpose == Purpose::send || call.purpose == Purpose::rename_check) sender_.on_silence(call, now, out);
}

// A peer could invent names for ever.
void Machine::count(std::string what, Steps& out) {
  if (!counted_.contains(what)) {
    if (counted_.size() >= max_counted_names) {
      what = "unknown_event.other";
    } else {
      counted_.insert(what);
    }
  }
  out.push_back(Count{std::move(what)});
}

void Machine::quarantine(std::string_view bytes, std::string reason, Time now, Steps& out) {
  if (now >= quarantine_minute_ + Millis{60'000}) {
    quarantine_minute_ = now;
    quarantined_ = 0;
  }
  if (++quarantined_ > max_quarantined) return count("quarantine_skipped", out);
  out.push_back(Quarantine{std::string(bytes.substr(0, max_quarantine)), std::move(reason)});
}

}  // namespace fenqun::adapters::onebot11
