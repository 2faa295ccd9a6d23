#include "adapters/onebot11/machine.hpp"

#include <algorithm>

#include "adapters/onebot11/onebot11.hpp"
#include "adapters/problems.hpp"

namespace fenqun::adapters {

std::unique_ptr<Protocol> make_onebot11(const Account& account) {
  return std::make_unique<onebot11::Machine>(account);
}

namespace onebot11 {

std::string with_path(std::string_view url) {
  const std::size_t scheme = url.find("://");
  const std::size_t host = scheme == std::string_view::npos ? 0 : scheme + 3;
  const std::size_t end = std::min(url.find_first_of("/?#", host), url.size());
  std::string whole(url);
  if (end == url.size() || url[end] != '/') whole.insert(end, "/");
  return whole;
}

Machine::Machine(const Account& account)
    : parser_(account.max_frame_bytes),
      cards_(max_text),
      link_(account),
      groups_(link_),
      sender_(link_, groups_),
      backfill_(link_) {}

DecodeContext Machine::context(Time now) {
  return {link_.account.name, link_.can.self_id, now, cards_};
}

void Machine::start(const Resume& resume, Time now, Steps& out) {
  if (state_ != State::down) return;
  for (const auto& [key, value] : resume.memory) {
    if (key == "self_id") remembered_self_ = value;
  }
  backfill_.resume(resume);
  state_ = State::dialing;
  link_.socket = ++last_socket_;
  Dial dial{link_.socket, with_path(link_.account.url), {}, {}};
  if (!link_.account.token.empty()) dial.headers.emplace_back("Authorization", "Bearer " + link_.account.token);
  out.push_back(Status{Phase::dialing, {}});
  out.push_back(std::move(dial));
  armed_ = never;
  arm(now, out);
}

void Machine::on_open(Socket socket, Time now, Steps& out) {
  if (state_ != State::dialing || socket != link_.socket) return;
  state_ = State::greeting;
  opened_at_ = now;
  login_at_ = next_status_ = never;
  events_flow_ = dialect_known_ = false;
  online_ = true;
  away_words_.clear();
  link_.dialect = Dialect::unknown;
  link_.can = Capabilities{};
  link_.unsupported.clear();
  supervisor_.begin(now);
  tell_status(out);
  arm(now, out);
}

void Machine::on_text(Socket socket, std::string_view bytes, Time now, Steps& out) {
  if (!live(socket)) return;
  supervisor_.heard(now);
  frame_ = bytes;
  const Json frame = parser_.parse(bytes);
  Meaning meaning = frame.kind() == Json::Kind::missing
                        ? Unreadable{problems::both(problems::not_json, {std::string(parser_.error())})}
                        : decode(frame, context(now));
  std::visit([&](auto& what) { take(what, now, out); }, meaning);
  frame_ = {};
  arm(now, out);
}

void Machine::on_binary(Socket socket, std::string_view bytes, Time now, Steps& out) {
  if (!live(socket)) return;
  supervisor_.heard(now);
  quarantine(bytes, problems::both(problems::binary_frame), now, out);
  arm(now, out);
}

void Machine::on_pong(Socket socket, Time now, Steps& out) {
  if (!live(socket)) return;
  supervisor_.heard(now);
  arm(now, out);
}

void Machine::on_closed(Socket socket, const Closed& closed, Time now, Steps& out) {
  if (socket == 0 || socket != link_.socket) return;
  const std::string why(cut(closed.reason, max_words));
  if (closed.http_status == 401 || closed.http_status == 403) {
    const std::string status = "HTTP " + std::to_string(closed.http_status);
    return drop(Problem(problems::token_refused, {status}), Retry::slowly, now, out);
  }
  if (closed.tls) return drop(Problem(problems::tls_failed, {why}), Retry::slowly, now, out);
  if (closed.http_status != 0) {
    return drop(Problem(problems::upgrade_refused, {std::to_string(closed.http_status)}), Retry::soon, now, out);
  }
  if (state_ == State::dialing) return drop(Problem(problems::cannot_connect, {why}), Retry::soon, now, out);
  drop(Problem(problems::link_closed, {std::to_string(closed.code), why}), Retry::soon, now, out);
}

void Machine::on_http(HttpId, const HttpReply&, Time, Steps&) {}  // we never ask

void Machine::on_committed(Ack ack, Fate fate, Time now, Steps& out) {
  backfill_.on_committed(ack, fate, now, out);
  arm(now, out);
}

void Machine::send(const OutboxItem& item, Time now, Steps& out) {
  sender_.send(item, state_ == State::ready, now, out);
  arm(now, out);
}

void Machine::on_tick(Time now, Steps& out) {
  armed_ = never;
  if (state_ <= State::dialing || gave_up(now, out)) return;
  if (supervisor_.take_ping(now)) out.push_back(Ping{link_.socket});
  for (const Call& call : link_.calls.take_expired(now)) unanswered(call, now, out);
  tick_login(now, out);
  if (state_ == State::ready) {
    groups_.tick(now, out);
    sender_.tick(now, out);
    backfill_.tick(now, out);
  }
  if (state_ == State::away && now >= next_status_) {
    next_status_ = now + status_every;
    link_.call({Purpose::status, "get_status", {}, 0}, "{}", now, out);
  }
  arm(now, out);
}

void Machine::tick_login(Time now, Steps& out) {
  if (state_ == State::greeting && now >= opened_at_ + greeting_patience) log_in(now, out);
  if (login_at_ == never || now < login_at_ + login_patience) return;
  if (state_ == State::login && events_flow_) become_ready(now, out);
  if (!dialect_known_) know_dialect(now, out);
}

bool Machine::gave_up(Time now, Steps& out) {
  if (supervisor_.dead(now)) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(supervisor_.silence_allowed()).count();
    drop(Problem(problems::link_silent, {std::to_string(seconds)}), Retry::soon, now, out);
    return true;
  }
  if (state_ <= State::login && !events_flow_ && now >= opened_at_ + mute_patience) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(mute_patience).count();
    drop(Problem(problems::peer_mute, {std::to_string(seconds)}), Retry::soon, now, out);
    return true;
  }
  return false;
}

void Machine::drop(Problem reason, Retry retry, Time now, Steps& out) {
  state_ = State::down;
  link_.socket = 0;
  link_.calls.clear();
  sender_.drop(now, out);
  groups_.stop();
  backfill_.stop();
  out.push_back(Drop{std::move(reason), retry, {}});
}

Time Machine::next_deadline() const {
  if (state_ <= State::dialing) return never;
  Time soonest = std::min(supervisor_.next(), link_.calls.next());
  if (state_ == State::greeting) soonest = std::min(soonest, opened_at_ + greeting_patience);
  if (state_ <= State::login && !events_flow_) soonest = std::min(soonest, opened_at_ + mute_patience);
  if (login_at_ != never && !dialect_known_) soonest = std::min(soonest, login_at_ + login_patience);
  if (state_ == State::login && events_flow_) soonest = std::min(soonest, login_at_ + login_patience);
  if (state_ == State::ready) soonest = std::min({soonest, groups_.next(), sender_.next(), backfill_.next()});
  if (state_ == State::away) soonest = std::min(soonest, next_status_);
  return soonest;
}

// Only when it must be sooner than what was asked for: a Wake too early does no harm, one per frame would.
void Machine::arm(Time now, Steps& out) {
  const Time wanted = next_deadline();
  if (wanted == never || wanted >= armed_) return;
  armed_ = std::max(wanted, now);
  out.push_back(Wake{armed_});
}

}  // namespace onebot11
}  // namespace fenqun::adapters
