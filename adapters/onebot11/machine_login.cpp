// Who we are on the platform, which dialect it speaks, and whether QQ is there.
#include "adapters/onebot11/ids.hpp"
#include "adapters/onebot11/machine.hpp"
#include "adapters/problems.hpp"

namespace fenqun::adapters::onebot11 {

void Machine::log_in(Time now, Steps& out) {
  state_ = State::login;
  login_at_ = now;
  link_.call({Purpose::login_info, "get_login_info", {}, 0}, "{}", now, out);
  link_.call({Purpose::version, "get_version_info", {}, 0}, "{}", now, out);
  link_.call({Purpose::status, "get_status", {}, 0}, "{}", now, out);
}

void Machine::learn_self(const std::string& self, Steps& out) {
  if (self.empty() || self == "0" || self == link_.can.self_id) return;
  if (!link_.can.self_id.empty() || (!remembered_self_.empty() && remembered_self_ != self)) {
    count("self_id_changed", out);  // another QQ is logged in there now
  }
  link_.can.self_id = self;
  if (remembered_self_ == self) return;
  remembered_self_ = self;
  out.push_back(Remember{"self_id", self});
}

void Machine::on_login_info(const Answer& answer, Time now, Steps& out) {
  learn_self(id_of(answer.data["user_id"]).value_or(""), out);
  nickname_ = cut(answer.data["nickname"].string().value_or(""), max_name);
  if (state_ == State::login) become_ready(now, out);
}

void Machine::on_version(const Answer& answer, Time now, Steps& out) {
  const std::string_view app = answer.data["app_name"].string().value_or("");
  link_.dialect = dialect_of(app);
  link_.can.dialect = cut(app, max_name);
  if (const auto version = answer.data["app_version"].scalar(); version && !version->empty()) {
    link_.can.dialect.append(" ").append(cut(*version, max_name));
  }
  if (tells_renames(link_.dialect)) link_.can.rename_notice = Can::yes;
  if (link_.dialect == Dialect::llonebot || link_.dialect == Dialect::gocqhttp) link_.can.rename_notice = Can::no;
  if (link_.dialect != Dialect::unknown) {
    link_.can.rename_chat = Can::yes;
    link_.can.write_remark = lacks_remarks(link_.dialect) ? Can::no : Can::yes;
  }
  if (lacks_private_history(link_.dialect)) link_.can.history = Can::no;
  know_dialect(now, out);
  if (state_ >= State::ready) tell_status(out);
}

// Told, or not to be told in time.
void Machine::know_dialect(Time now, Steps& out) {
  dialect_known_ = true;
  begin_backfill(now, out);
}

void Machine::become_ready(Time now, Steps& out) {
  state_ = online_ ? State::ready : State::away;
  tell_status(out);
  groups_.begin(now, out);
  begin_backfill(now, out);
}

void Machine::begin_backfill(Time now, Steps& out) {
  if (dialect_known_ && state_ == State::ready) backfill_.begin(now, out);
}

void Machine::qq_is(bool online, std::string_view words, Time now, Steps& out) {
  if (online == online_) return;
  online_ = online;
  away_words_ = words;
  if (state_ < State::ready) return;  // become_ready() looks at it
  if (online) {
    state_ = State::ready;
    next_status_ = never;
    backfill_.gap(away_since_);
    tell_status(out);
    return begin_backfill(now, out);
  }
  state_ = State::away;
  away_since_ = now;
  next_status_ = now + status_every;
  backfill_.stop();
  sender_.pause(now, out);
  tell_status(out);
}

void Machine::tell_status(Steps& out) {
  if (state_ == State::greeting || state_ == State::login) {
    out.push_back(Status{Phase::open, {}});
    return;
  }
  std::string detail = "QQ " + link_.can.self_id;
  if (!nickname_.empty()) detail.append(" ").append(nickname_);
  if (!link_.can.dialect.empty()) detail.append(", ").append(link_.can.dialect);
  if (state_ == State::ready) {
    out.push_back(Status{Phase::ready, std::move(detail)});
  } else if (state_ == State::away) {
    const std::string words = away_words_.empty() ? "" : ": " + away_words_;
    out.push_back(Status{Phase::platform_offline, problems::both(problems::platform_away, {words})});
  }
}

}  // namespace fenqun::adapters::onebot11
