// How each step is performed.
#include <boost/asio/post.hpp>
#include <iterator>

#include "adapters/connection/line.hpp"
#include "adapters/connection/link.hpp"

namespace fenqun::adapters {
namespace {
constexpr auto future_limit = std::chrono::minutes(5);  // how far a platform's clock may be ahead of ours
constexpr auto steady_after = std::chrono::minutes(1);  // ready for so long: the next wait starts from the floor
constexpr std::size_t most_counts = 256;
}  // namespace

void Link::perform(Steps& steps) {
  std::size_t done = 0;
  if (pending_.empty()) {
    while (done < steps.size() && perform(steps[done])) ++done;
  }
  if (done == steps.size()) return;
  const bool waits_already = !pending_.empty();
  std::move(steps.begin() + static_cast<std::ptrdiff_t>(done), steps.end(), std::back_inserter(pending_));
  if (!waits_already) wait_for_room();
}

void Link::wait_for_room() {
  if (std::exchange(waiting_for_room_, true)) return;
  // From any thread, perhaps from inside try_put or when_room.
  parts_.inbox.when_room([&io = parts_.io, weak = weak_from_this()] {
    boost::asio::post(io, [weak] {
      if (const auto self = weak.lock()) self->carry_on();
    });
  });
}

void Link::carry_on() {
  waiting_for_room_ = false;
  if (gone_) return;
  while (!pending_.empty() && perform(pending_.front())) pending_.pop_front();
  if (!pending_.empty()) return wait_for_room();
  for (const auto& [socket, line] : lines_) line->socket()->resume_reading();
  if (std::exchange(tick_missed_, false)) tick();
  finish_if_done(false);
}

bool Link::perform(Step& step) {
  return std::visit([this](auto& one) { return perform(one); }, step);
}

// ---- sockets

bool Link::perform(Dial& step) {
  if (stopping_) return true;
  dials_.fetch_add(1, std::memory_order_relaxed);
  if (const auto old = lines_.find(step.socket); old != lines_.end()) {
    hang_up(std::exchange(old->second, nullptr), 1000);
    lines_.erase(old);
  }
  auto line = std::make_shared<Line>(*this, step.socket);
  SocketOptions options;
  options.url = std::move(step.url);
  options.headers = std::move(step.headers);
  options.subprotocol = std::move(step.subprotocol);
  options.ca_file = parts_.account.ca_file;
  options.max_frame_bytes = parts_.account.max_frame_bytes;
  line->own(parts_.transport.open(parts_.io, std::move(options), *line));
  lines_[step.socket] = std::move(line);
  return true;
}

bool Link::perform(Hang& step) {
  const auto known = lines_.find(step.socket);
  if (known == lines_.end()) return true;
  auto line = std::move(known->second);
  lines_.erase(known);
  hang_up(std::move(line), step.code);
  return true;
}

bool Link::perform(Http& step) {
  boost::asio::post(parts_.io, [weak = weak_from_this(), id = step.id, asked_in = generation_] {
    const auto self = weak.lock();
    if (!self || self->generation_ != asked_in || self->stopping_) return;
    self->ask([&](Protocol& protocol, Time now, Steps& out) { protocol.on_http(id, HttpReply{}, now, out); });
  });
  return true;
}

bool Link::perform(Write& step) {
  if (OpenSocket* socket = find(step.socket)) socket->write(std::move(step.bytes), step.binary);
  return true;
}

bool Link::perform(Ping& step) {
  if (OpenSocket* socket = find(step.socket)) socket->ping();
  return true;
}

bool Link::perform(Wake& step) {
  if (stopping_) return true;
  wake_.at = step.at;
  arm(wake_);
  return true;
}

// ---- to the core

template <typename Make, typename Back>
bool Link::put(Make make, Back back) {
  Inbound item = make();
  if (parts_.inbox.try_put(item)) return true;
  back(item);
  return false;
}

bool Link::perform(Deliver& step) {
  const Time now = parts_.clock.now();
  step.event.seen_at = now;
  step.event.sent_at = std::min(step.event.sent_at, Time(now + future_limit));
  const bool taken = put(
      [&]() -> Inbound {
        return Delivered{parts_.id, step.ack, std::move(step.event)};
      },
      [&](Inbound& item) { step.event = std::move(std::get<Delivered>(item).event); });
  if (taken) events_.fetch_add(1, std::memory_order_relaxed);
  return taken;
}

bool Link::perform(Sent& step) {
  return put([&]() -> Inbound { return Settled{parts_.id, step.settlement, step.stored}; }, [](Inbound&) {});
}

bool Link::perform(Quarantine& step) {
  return put(
      [&]() -> Inbound {
        return LinkSaw{parts_.id, std::move(step)};
      },
      [&](Inbound& item) { step = std::move(std::get<Quarantine>(std::get<LinkSaw>(item).what)); });
}

bool Link::perform(Remember& step) {
  return put([&]() -> Inbound { return LinkSaw{parts_.id, step}; }, [](Inbound&) {});
}

bool Link::perform(ChatSeen& step) {
  return put([&]() -> Inbound { return LinkSaw{parts_.id, step}; }, [](Inbound&) {});
}

bool Link::perform(Status& step) {
  if (stopping_) return true;
  if (step.phase == Phase::ready && !ready_since_) ready_since_ = parts_.clock.now();
  return put(
      [&]() -> Inbound {
        LinkStatus status;
        status.link = parts_.id;
        status.phase = step.phase;
        status.detail = step.detail;
        status.capabilities = parts_.protocol->capabilities();
        return status;
      },
      [](Inbound&) {});
}

bool Link::perform(Count& step) {
  const auto known = counts_.find(step.what);
  if (known != counts_.end()) {
    ++known->second;
  } else if (counts_.size() < most_counts) {
    counts_.emplace(std::move(step.what), 1);
  }
  return true;
}

// ---- dropping

Millis Link::wait_after(const Drop& drop) {
  const Time now = parts_.clock.now();
  if (ready_since_ && now - *ready_since_ >= steady_after) backoff_.reset();
  const Millis wait = drop.retry == Retry::slowly ? backoff_.next_slow(parts_.random) : backoff_.next(parts_.random);
  return std::max(wait, Millis(drop.not_before - now));
}

bool Link::perform(Drop& step) {
  if (stopping_) return true;
  const bool again = step.retry != Retry::never;
  if (!drop_wait_) drop_wait_ = again ? wait_after(step) : Millis{0};
  const bool told = put(
      [&]() -> Inbound {
        LinkStatus status;
        status.link = parts_.id;
        status.phase = again ? Phase::dialing : Phase::stopped;
        status.detail = step.reason.line(Language::zh);
        status.capabilities = parts_.protocol->capabilities();
        status.problem = step.reason.message();
        status.code = step.reason.code();
        status.retry_in = *drop_wait_;
        return status;
      },
      [](Inbound&) {});
  if (!told) return false;
  const Millis wait = *std::exchange(drop_wait_, std::nullopt);
  drops_.fetch_add(1, std::memory_order_relaxed);
  ++generation_;
  ready_since_.reset();
  wake_.at.reset();
  hang_up_all(1000);
  if (!again) return true;
  retry_.at = parts_.clock.now() + wait;
  arm(retry_);
  return true;
}

}  // namespace fenqun::adapters
