// Time: who is due to be looked at again, and what is due to be sent.
#include "bot/core.hpp"
#include "bot/core/reports.hpp"
#include "bot/limits.hpp"

namespace fenqun::bot {
namespace {

Pending quiet_event(const CustomerKey& who, Time now) {
  Pending pending;
  pending.event.who = who;
  pending.event.sent_at = now;
  pending.event.seen_at = now;
  pending.event.payload = Quiet{};
  return pending;
}

}  // namespace

// Cost follows who is due, not how many customers there are. The next ones are read when these are written.
void Core::look_at_due() {
  if (const auto from = outbox_.take_missed()) load_outbox(*from, limits::outbox_in_memory / 2);
  const auto now = clock_.now();
  if (store_down_ || stopping_ || quiet_in_flight_ > 0 || !next_due_ || *next_due_ > now) return;
  auto due = reader_.due(now, limits::due_customers);
  if (!due) return store_failed(due.error());
  if (!load_due(*due)) return;
  for (const auto& who : *due) {
    const auto* known = profiles_.find(who);
    // A newer look is decided and on its way to the disk.
    if (known != nullptr && (!known->look_again_at || *known->look_again_at > now)) continue;
    decide(quiet_event(who, now));
  }
  if (quiet_in_flight_ > 0) return;
  auto next = reader_.next_due();
  if (!next) return store_failed(next.error());
  next_due_ = *next;
  // Everyone who is due has a write in flight that moves them on; look again when it is done.
  if (next_due_ && *next_due_ <= now) next_due_ = now + Millis{50};
}

// One read for all that are not at hand.
bool Core::load_due(std::span<const CustomerKey> due) {
  std::vector<CustomerKey> unknown;
  for (const auto& who : due) {
    if (profiles_.find(who) == nullptr) unknown.push_back(who);
  }
  if (unknown.empty()) return true;
  auto loaded = reader_.load(unknown, storage::Depth::shallow);
  if (!loaded) {
    store_failed(loaded.error());
    return false;
  }
  for (auto& profile : *loaded) profiles_.put(std::move(profile));
  return true;
}

// Also what is to be sent later: nobody asks the store again when its time has come.
void Core::load_outbox(std::int64_t from, std::size_t most) {
  auto items = reader_.outbox_due(Time::max(), from - 1, most);
  if (!items) return;
  const auto more_from = items->size() < most ? 0 : items->back().id + 1;
  for (auto& item : *items) {
    if (!outbox_.holds(item.id)) hand_out(std::move(item));
  }
  if (more_from > 0) outbox_.left_from(more_from);
}

// A webhook that is no longer in the configuration is refused, once; an account may come back.
void Core::hand_out(OutboxItem item) {
  const auto now = clock_.now();
  const auto* call = std::get_if<CallWebhook>(&item.body);
  if (call != nullptr && !outbox_.knows(item)) {
    report(reports::not_sent, {std::to_string(item.id), "[webhook." + call->name + "]?"});
    forming_.settlements.push_back({item.id, SendResult::refused, "no [webhook." + call->name + "]", now, {}});
    return;
  }
  outbox_.add(std::move(item), now);
}

}  // namespace fenqun::bot
