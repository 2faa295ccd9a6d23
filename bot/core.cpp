#include "bot/core.hpp"

#include <utility>

#include "bot/core/reports.hpp"
#include "bot/limits.hpp"

namespace fenqun::bot {

Core::Core(Parts parts)
    : clock_(parts.clock),
      mailbox_(parts.mailbox),
      reader_(parts.reader),
      store_(std::move(parts.store)),
      rules_(std::move(parts.rules)),
      links_(std::move(parts.links)),
      link_status_(links_.size()),
      link_told_(links_.size()),
      settings_(std::move(parts.settings)),
      profiles_(limits::cached_profiles),
      session_(make_command_session()),
      started_(clock_.now()) {
  for (const auto& port : links_) {
    outbox_.add_account(port.account, port.send);
    if (auto zone = rules::TimeZone::find(port.timezone)) zones_.accounts.insert_or_assign(port.account, *zone);
  }
  for (auto& hook : parts.webhooks) outbox_.add_webhook(hook.name, std::move(hook.send));
  reload_directory();
  refresh_enabled();
  define_missing();
  if (auto due = reader_.next_due()) next_due_ = *due;
  load_outbox(0, limits::outbox_in_memory);
}

void Core::run() {
  std::vector<CoreInput> inputs;
  while (!done()) {
    start_write();
    inputs.clear();
    mailbox_.take(inputs, room(), deadline());
    load_unknown(inputs);
    for (auto& input : inputs) take_in(input);
    decide_again();
    look_at_due();
    outbox_.pump(clock_.now());
    profiles_.trim();
  }
}

void Core::take_in(CoreInput& input) {
  if (auto* inbound = std::get_if<adapters::Inbound>(&input)) {
    take_in(*inbound);
  } else if (auto* answer = std::get_if<StoreAnswer>(&input)) {
    on_answer(*answer);
  } else if (auto* use = std::get_if<UseRules>(&input)) {
    use_rules(std::move(*use));
  } else if (auto* slice = std::get_if<RedecideSlice>(&input)) {
    redecide(std::move(*slice));
  } else if (auto* told = std::get_if<Announce>(&input)) {
    announce(std::move(*told));
  } else if (auto* fact = std::get_if<KeepFact>(&input)) {
    forming_.memory.emplace_back(std::move(fact->key), std::move(fact->value));
  } else {
    stopping_ = true;
  }
}

void Core::take_in(adapters::Inbound& inbound) {
  if (auto* delivered = std::get_if<adapters::Delivered>(&inbound)) {
    ++received_;
    Pending pending;
    pending.link = delivered->link;
    pending.ack = delivered->ack;
    pending.event = std::move(delivered->event);
    // Behind what is to be decided again, so that a customer's events keep their order.
    if (redo_.empty()) {
      decide(std::move(pending));
    } else {
      redo_.push_back(std::move(pending));
    }
  } else if (auto* settled = std::get_if<adapters::Settled>(&inbound)) {
    if (auto known = outbox_.settled(std::move(settled->settlement), clock_.now())) {
      if (known->result == SendResult::refused || known->result == SendResult::unknown) {
        report(reports::not_sent, {std::to_string(known->item), known->detail});
      }
      forming_.settlements.push_back(std::move(*known));
    }
  } else if (auto* status = std::get_if<adapters::LinkStatus>(&inbound)) {
    const auto* port = link(status->link);
    if (port == nullptr) return;
    outbox_.set_ready(port->account, status->phase == adapters::Phase::ready, clock_.now());
    report_link(*port, *status);
    link_status_[status->link] = std::move(*status);
  } else if (auto* saw = std::get_if<adapters::LinkSaw>(&inbound)) {
    const auto* port = link(saw->link);
    if (port == nullptr) return;
    if (auto* quarantine = std::get_if<adapters::Quarantine>(&saw->what)) {
      ++quarantined_;
      quarantine->bytes.resize(std::min(quarantine->bytes.size(), limits::quarantine_bytes));
      forming_.quarantine.push_back(
          {port->account, std::move(quarantine->bytes), std::move(quarantine->reason), clock_.now()});
    } else if (auto* remember = std::get_if<adapters::Remember>(&saw->what)) {
      forming_.memory.emplace_back(port->account + "." + remember->key, std::move(remember->value));
    } else if (auto* seen = std::get_if<adapters::ChatSeen>(&saw->what)) {
      rename_seen(*seen, saw->link);
    }
  }
}

std::optional<std::chrono::steady_clock::time_point> Core::deadline() const {
  std::optional<Time> next = store_down_ ? reopen_at_ : next_due_;
  const auto outbox = outbox_.next_due();
  if (outbox && (!next || *outbox < *next)) next = outbox;
  // Due customers wait for the write in flight, whose answer wakes the loop anyway.
  if (!store_down_ && writing_ && next && *next <= clock_.now()) return std::nullopt;
  if (!next) return std::nullopt;
  return std::chrono::steady_clock::now() + std::max(Millis{0}, *next - clock_.now());
}

bool Core::done() const {
  if (!stopping_ || writing_) return false;
  if (store_down_) return true;  // nothing was acknowledged that is not written; platforms deliver it again
  return forming_.batch.empty() && forming_.settlements.empty() && redo_.empty() && mailbox_.size() == 0;
}

// How many more events may be decided before the batch that forms is full. While the store is away nothing is taken, so
// that the mailbox fills and the sockets wait.
std::size_t Core::room() const {
  if (store_down_ || !redo_.empty()) return 0;
  const auto forming = forming_.batch.events.size();
  return forming >= limits::batch_commits ? 0 : limits::batch_commits - forming;
}

void Core::report(const Bilingual& text, const Args& args) const {
  if (settings_.report) settings_.report(fill(text.in(settings_.language), args));
}

// Each state of a link once: a peer that is away for a day makes one line, not one per try.
void Core::report_link(const LinkPort& port, const adapters::LinkStatus& status) {
  const auto& problem = status.problem.in(settings_.language);
  const auto next_try = std::to_string(std::chrono::ceil<std::chrono::seconds>(status.retry_in).count());
  auto& told = link_told_[status.link];
  const auto tell = [&](const std::string& state, const Bilingual& text, const Args& args) {
    if (std::exchange(told, state) != state) report(text, args);
  };
  if (status.phase == adapters::Phase::ready) {
    tell("ready " + status.detail, reports::link_ready, {port.account, status.detail});
  } else if (status.phase == adapters::Phase::platform_offline) {
    tell("offline", reports::platform_offline, {port.account, status.detail});
  } else if (status.phase == adapters::Phase::stopped && !problem.empty()) {
    tell("stopped " + problem, reports::link_stopped, {port.account, problem, status.code});
  } else if (!problem.empty()) {
    tell("dropped " + problem, reports::link_dropped, {port.account, problem, status.code, next_try});
  }
}

const LinkPort* Core::link(adapters::LinkId id) const {
  return id < links_.size() ? &links_[id] : nullptr;
}

}  // namespace fenqun::bot
