#include "adapters/onebot11/backfill.hpp"

#include <algorithm>

#include "adapters/onebot11/encode.hpp"
#include "adapters/onebot11/ids.hpp"

namespace fenqun::adapters::onebot11 {
namespace {

constexpr std::string_view action = "get_friend_msg_history";
constexpr std::string_view refused_prefix = "refused:";
constexpr std::string_view key_refused = "backfill";      // "refused:<dialect>"
constexpr std::string_view key_since = "backfill_since";  // milliseconds; empty: the last one was finished
constexpr std::int64_t max_seconds = 253'402'300'800;     // the year 10000
constexpr std::size_t max_page_messages = 1000;           // of one answer, whatever was asked for

}  // namespace

void Backfill::resume(const Resume& resume) {
  stop();
  everybody_.clear();
  for (const CustomerKey& who : resume.recent) {
    if (everybody_.size() < max_customers && number_of(who.user)) everybody_.push_back(who.user);
  }
  last_event_ = resume.last_event;
  if (last_event_ == Time{}) {
    since_ = never;
    return;
  }
  since_ = std::min(since_, last_event_ - overlap);
  for (const auto& [key, value] : resume.memory) {
    if (key == key_refused && value.starts_with(refused_prefix)) refused_by_ = value.substr(refused_prefix.size());
    if (key != key_since) continue;
    if (const auto ms = number_of(value); ms && *ms > 0) since_ = std::min(since_, from_millis(*ms));
  }
}

void Backfill::gap(Time from) {
  if (last_event_ != Time{}) since_ = std::min(since_, from - overlap);
}

bool Backfill::refused_before() const {
  return !refused_by_.empty() && refused_by_ == to_string(link_.dialect);
}

void Backfill::begin(Time now, Steps& out) {
  if (state_ != State::idle || since_ == never || link_.account.backfill == 0) return;
  if (refused_before()) {
    link_.can.history = Can::no;
    return;
  }
  if (lacks_private_history(link_.dialect)) return refuse(out);
  out.push_back(Remember{std::string(key_since), std::to_string(to_millis(since_))});
  silences_ = 0;
  incomplete_ = false;
  seen_.clear();
  const std::string_view recent = "get_recent_contact";
  if (!lists_recent_chats(link_.dialect) || link_.unsupported.contains(recent)) return walk(now, out);
  state_ = State::looking;
  const std::string params = "{\"count\":" + std::to_string(max_recent) + "}";
  link_.call({Purpose::recent_contact, std::string(recent), {}, 0}, params, now, out);
}

void Backfill::on_recent(const Answer& answer, Time now, Steps& out) {
  if (state_ != State::looking) return;
  constexpr std::int64_t private_chat = 1;
  std::size_t count = 0;
  answer.data.elements([&](Json chat) {
    const auto user = id_of(chat["peerUin"]);
    const auto seconds = number_of(id_of(chat["msgTime"]).value_or(""));
    const bool in_gap = seconds && *seconds < max_seconds && from_millis(*seconds * 1000) >= since_;
    const bool known = user && std::find(everybody_.begin(), everybody_.end(), *user) != everybody_.end();
    const bool room = everybody_.size() < max_customers + max_recent;
    if (user && *user != "0" && !known && room && in_gap && id_of(chat["chatType"]) == std::to_string(private_chat)) {
      everybody_.push_back(*user);
    }
    return ++count < max_recent;
  });
  walk(now, out);
}

void Backfill::on_recent_silence(Time now, Steps& out) {
  if (state_ == State::looking) walk(now, out);
}

void Backfill::walk(Time now, Steps& out) {
  for (const std::string& user : everybody_) waiting_.push_back({user, 0, {}});
  if (waiting_.empty()) return finish(out);
  ask(now, out);
}

void Backfill::stop() {
  state_ = State::idle;
  due_ = never;
  waiting_.clear();
  unsettled_.clear();
}

// The first page is short, because mostly nothing is missing.
void Backfill::ask(Time now, Steps& out) {
  Customer& customer = waiting_.front();
  const std::size_t budget = link_.account.backfill;
  HistoryPage wanted{customer.user, std::min(customer.asked == 0 ? first_page : page, budget), {}, {}, false};
  if (customer.asked >= page) {  // the newest 100 are known, now towards older ones
    wanted.count = std::min(page, budget - customer.asked);
    wanted.anchor = customer.anchor;
    wanted.anchor_field = link_.dialect == Dialect::lagrange ? "message_id" : "message_seq";
    wanted.reverse_order = link_.dialect == Dialect::napcat;
    customer.asked += wanted.count;
  } else {
    customer.asked = wanted.count;
  }
  known_ = fresh_ = false;
  state_ = State::asking;
  link_.call({Purpose::history, std::string(action), customer.user, 0}, history_params(wanted), now, out);
}

void Backfill::on_answer(const Answer& answer, const DecodeContext& context, Steps& out) {
  if (state_ != State::asking) return;
  silences_ = 0;
  if (means_unsupported(answer.retcode)) return refuse(out);
  if (!answer.ok) return next_customer(context.now, out);  // NapCat answers 1200 where nothing is
  link_.can.history = Can::yes;
  deliver(answer.data["messages"], context, out);
  if (!unsettled_.empty()) {
    state_ = State::committing;
    due_ = context.now + commit_patience;
  } else {
    judge(context.now, out);
  }
}

void Backfill::deliver(Json messages, const DecodeContext& context, Steps& out) {
  std::vector<Event> events;
  std::size_t count = 0;
  Customer& customer = waiting_.front();
  Time oldest = never;
  messages.elements([&](Json message) {
    Meaning meaning = decode_history(message, customer.user, context);
    if (auto* happened = std::get_if<Happened>(&meaning)) {
      if (happened->event.sent_at < oldest) {
        oldest = happened->event.sent_at;
        customer.anchor = anchor_of(message);
      }
      events.push_back(std::move(happened->event));
    }
    return ++count < max_page_messages;
  });
  full_ = count >= std::min({customer.asked, page});
  // Oldest first, also where the peer reverses; equal seconds keep the order of the page.
  if (!events.empty() && events.front().sent_at > events.back().sent_at) std::reverse(events.begin(), events.end());
  std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.sent_at < b.sent_at; });
  for (Event& event : events) {
    if (event.sent_at < since_) {
      known_ = true;
    } else if (seen_.insert(event.key.native_id).second) {
      fresh_ = true;
      unsettled_.insert(++last_ack_);
      out.push_back(Deliver{std::move(event), last_ack_});
    }
  }
}

// What the next page begins with: NapCat and Lagrange know message_id, LLOneBot the chat's own sequence.
std::string Backfill::anchor_of(Json message) const {
  const bool by_id = link_.dialect == Dialect::napcat || link_.dialect == Dialect::lagrange;
  if (!by_id && link_.dialect != Dialect::llonebot) return {};
  return id_of(message[by_id ? "message_id" : "message_seq"]).value_or("");
}

void Backfill::on_committed(Ack ack, Fate fate, Time now, Steps& out) {
  if (fate == Fate::stale || unsettled_.erase(ack) == 0) return;
  known_ = known_ || fate == Fate::duplicate;
  if (unsettled_.empty() && state_ == State::committing) judge(now, out);
}

// Whether older messages of this customer may still be missing.
void Backfill::judge(Time now, Steps& out) {
  const Customer& customer = waiting_.front();
  const bool no_anchor = customer.asked >= page && customer.anchor.empty();
  if (known_ || !fresh_ || !full_ || no_anchor || customer.asked >= link_.account.backfill) {
    return next_customer(now, out);
  }
  pause(now);
}

void Backfill::next_customer(Time now, Steps& out) {
  waiting_.pop_front();
  seen_.clear();
  unsettled_.clear();
  if (waiting_.empty()) return finish(out);
  pause(now);
}

void Backfill::pause(Time now) {
  state_ = State::pausing;
  due_ = now + between_calls;
}

void Backfill::tick(Time now, Steps& out) {
  if (now < next()) return;
  if (state_ == State::pausing) {
    ask(now, out);
  } else {
    incomplete_ = true;  // the store is slow: what is there was delivered, but older pages were not asked for
    next_customer(now, out);
  }
}

void Backfill::on_silence(Time now, Steps& out) {
  if (state_ != State::asking) return;
  incomplete_ = true;
  if (++silences_ >= max_silences) return stop();
  next_customer(now, out);
}

void Backfill::refuse(Steps& out) {
  refused_by_ = to_string(link_.dialect);
  link_.can.history = Can::no;
  incomplete_ = false;
  out.push_back(Remember{std::string(key_refused), std::string(refused_prefix) + refused_by_});
  finish(out);
}

void Backfill::finish(Steps& out) {
  stop();
  if (incomplete_) return;  // the same gap is asked for again after the next start
  since_ = never;
  out.push_back(Remember{std::string(key_since), ""});
}

}  // namespace fenqun::adapters::onebot11
