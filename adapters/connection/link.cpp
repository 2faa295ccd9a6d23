#include "adapters/connection/link.hpp"

#include <boost/asio/post.hpp>

#include "adapters/connection/line.hpp"

namespace fenqun::adapters {
namespace {
constexpr auto polite_time = std::chrono::milliseconds(1'200);  // a socket ends its own closing within a second
constexpr auto longest_sleep = std::chrono::seconds(30);
}  // namespace

Link::Link(Connection::Parts parts)
    : parts_(std::move(parts)),
      wake_{boost::asio::steady_timer(parts_.io), {}, &Link::tick},
      retry_{boost::asio::steady_timer(parts_.io), {}, &Link::begin},
      stop_timer_(parts_.io) {}

Link::~Link() = default;

// ---- what the owner wants

void Link::start() {
  if (started_ || stopping_) return;
  started_ = true;
  begin();
}

void Link::begin() {
  if (stopping_) return;
  ++generation_;
  const Resume resume = parts_.resume ? parts_.resume() : Resume{};
  ask([&](Protocol& protocol, Time now, Steps& out) { protocol.start(resume, now, out); });
}

void Link::settle(const std::vector<std::pair<Ack, Fate>>& done) {
  ask([&](Protocol& protocol, Time now, Steps& out) {
    for (const auto& [ack, fate] : done) protocol.on_committed(ack, fate, now, out);
  });
}

void Link::send(const std::vector<OutboxItem>& items) {
  ask([&](Protocol& protocol, Time now, Steps& out) {
    for (const OutboxItem& item : items) protocol.send(item, now, out);
  });
}

void Link::stop(std::function<void()> done) {
  if (gone_) return done();
  stopped_.push_back(std::move(done));
  if (stopping_) return;
  stopping_ = true;
  wake_.at.reset();
  retry_.at.reset();
  // The protocol hears it as a close, so that what it has sent without an answer yet gets its Sent.
  std::vector<Socket> numbers;
  for (const auto& [socket, line] : lines_) numbers.push_back(socket);
  for (const Socket socket : numbers) {
    ask([&](Protocol& protocol, Time now, Steps& out) {
      protocol.on_closed(socket, Closed{1001, 0, "stopping", false}, now, out);
    });
  }
  hang_up_all(1001);
  stop_timer_.expires_after(polite_time);
  stop_timer_.async_wait([weak = weak_from_this()](boost::system::error_code error) {
    const auto self = weak.lock();
    if (self && !error) self->finish_if_done(true);
  });
  finish_if_done(false);
}

void Link::finish_if_done(bool at_once) {
  if (!stopping_ || gone_ || (!at_once && (!hanging_.empty() || !pending_.empty()))) return;
  gone_ = true;
  stop_timer_.cancel();
  LinkStatus status;
  status.link = parts_.id;
  status.phase = Phase::stopped;
  status.capabilities = parts_.protocol->capabilities();
  Inbound last = std::move(status);
  parts_.inbox.try_put(last);
  for (const auto& line : hanging_) line->let_go();
  hanging_.clear();
  for (const auto& done : std::exchange(stopped_, {})) done();
}

void Link::abandon() {
  gone_ = stopping_ = true;
  for (const auto& [socket, line] : lines_) line->let_go();
  for (const auto& line : hanging_) line->let_go();
  lines_.clear();
  hanging_.clear();
  wake_.timer.cancel();
  retry_.timer.cancel();
  stop_timer_.cancel();
}

ConnectionCounters Link::counters() const {
  ConnectionCounters out;
  out.frames = frames_.load(std::memory_order_relaxed);
  out.bytes = bytes_.load(std::memory_order_relaxed);
  out.events = events_.load(std::memory_order_relaxed);
  out.drops = drops_.load(std::memory_order_relaxed);
  out.dials = dials_.load(std::memory_order_relaxed);
  return out;
}

// ---- what the sockets tell

void Link::opened(Socket socket) {
  ask([&](Protocol& protocol, Time now, Steps& out) { protocol.on_open(socket, now, out); });
}

bool Link::received(Socket socket, std::string_view bytes, bool binary) {
  frames_.fetch_add(1, std::memory_order_relaxed);
  bytes_.fetch_add(bytes.size(), std::memory_order_relaxed);
  ask([&](Protocol& protocol, Time now, Steps& out) {
    binary ? protocol.on_binary(socket, bytes, now, out) : protocol.on_text(socket, bytes, now, out);
  });
  return pending_.empty();
}

void Link::ponged(Socket socket) {
  ask([&](Protocol& protocol, Time now, Steps& out) { protocol.on_pong(socket, now, out); });
}

void Link::closed(Line& line, const Closed& why) {
  const auto leave = [&](const std::shared_ptr<Line>& gone) {
    boost::asio::post(parts_.io, [gone] {});  // it is inside a call of its socket: destroyed a moment later
  };
  const auto known = lines_.find(line.number());
  if (known != lines_.end() && known->second.get() == &line) {
    leave(known->second);
    lines_.erase(known);
    return ask([&](Protocol& protocol, Time now, Steps& out) { protocol.on_closed(line.number(), why, now, out); });
  }
  const auto hung = std::find_if(hanging_.begin(), hanging_.end(), [&](const auto& one) { return one.get() == &line; });
  if (hung == hanging_.end()) return;
  leave(*hung);
  hanging_.erase(hung);
  finish_if_done(false);
}

OpenSocket* Link::find(Socket socket) {
  const auto known = lines_.find(socket);
  return known == lines_.end() ? nullptr : known->second->socket();
}

void Link::hang_up(std::shared_ptr<Line> line, std::uint16_t code) {
  if (line->hang_up(code)) hanging_.push_back(std::move(line));
}

void Link::hang_up_all(std::uint16_t code) {
  for (auto& [socket, line] : std::exchange(lines_, {})) hang_up(line, code);
}

// ---- alarms

void Link::arm(Alarm& alarm) {
  const Millis wait = std::clamp<Millis>(*alarm.at - parts_.clock.now(), Millis{0}, longest_sleep);
  alarm.timer.expires_after(wait);
  alarm.timer.async_wait([weak = weak_from_this(), &alarm](boost::system::error_code error) {
    if (error) return;
    if (const auto self = weak.lock()) self->ring(alarm);
  });
}

void Link::ring(Alarm& alarm) {
  if (!alarm.at || gone_) return;
  if (parts_.clock.now() < *alarm.at) return arm(alarm);
  alarm.at.reset();
  (this->*alarm.ring)();
}

void Link::tick() {
  if (!pending_.empty()) {
    tick_missed_ = true;
    return;
  }
  ask([&](Protocol& protocol, Time now, Steps& out) { protocol.on_tick(now, out); });
}

}  // namespace fenqun::adapters
