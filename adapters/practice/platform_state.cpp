#include "adapters/practice/platform_state.hpp"

namespace fenqun::adapters::practice {
namespace asio = boost::asio;
namespace {

constexpr std::size_t load_queue_bytes = 1024 * 1024;  // say_many waits while a session has more unwritten than this
constexpr std::size_t load_batch = 256;

// "Bearer x", "Token x", or access_token in the query.
std::string token_of(const net::UpgradeRequest& request) {
  const std::string header = request.header("Authorization");
  for (const std::string_view scheme : {"Bearer ", "Token "}) {
    if (header.starts_with(scheme)) return header.substr(scheme.size());
  }
  static constexpr std::string_view key = "access_token=";
  const std::string_view query = request.target;
  const auto at = query.find(key);
  if (at == std::string_view::npos) return {};
  const std::string_view value = query.substr(at + key.size());
  return std::string(value.substr(0, value.find('&')));
}

}  // namespace

int Platform::State::admit(const net::UpgradeRequest& request) {
  const int status = machine.admit(token_of(request));
  if (status != 101) ++counters.refused;
  return status;
}

void Platform::State::opened(net::SessionId session, const net::UpgradeRequest& request) {
  ++counters.opened;
  written_ids[session];
  const std::string token = token_of(request);
  if (!machine.token_is_right(token)) ++counters.refused;
  act([&](Effects& out) { machine.on_open(session, request.target, token, clock.now(), out); });
  feed();
}

void Platform::State::received(net::SessionId session, std::string_view bytes, bool) {
  ++counters.calls;
  act([&](Effects& out) { machine.on_text(session, bytes, clock.now(), out); });
}

void Platform::State::written(net::SessionId session) {
  auto& ids = written_ids[session];
  const std::int64_t id = ids.front();
  ids.pop_front();
  Logged* entry = id != 0 ? machine.world().find(id) : nullptr;
  if (entry && !std::exchange(entry->handed, true) && !entry->by_bot) ++counters.handed;
  if (!backlog.empty() && server->queued_bytes(session) < load_queue_bytes / 2) feed();
}

void Platform::State::closed(net::SessionId session, std::uint16_t) {
  written_ids.erase(session);
  machine.on_closed(session);
}

void Platform::State::perform(Effects& effects) {
  for (Frame& frame : effects.frames) {
    const auto ids = written_ids.find(frame.to);
    if (ids == written_ids.end()) continue;
    ids->second.push_back(frame.message);
    server->send(frame.to, std::move(frame.text));
    if (frame.then_close) server->close(frame.to, 1005);
  }
  for (const BotSaid& one : effects.said) {
    if (callbacks.said) callbacks.said(one);
  }
  for (const BotRenamed& one : effects.renamed) {
    if (callbacks.renamed) callbacks.renamed(one);
  }
  for (const BotRemarked& one : effects.remarked) {
    if (callbacks.remarked) callbacks.remarked(one);
  }
}

std::int64_t Platform::State::say(Line line) {
  ++counters.said;
  std::int64_t id = 0;
  act([&](Effects& out) { id = machine.say(std::move(line), clock.now(), out); });
  return id;
}

std::size_t Platform::State::longest_queue() const {
  std::size_t longest = 0;
  for (const auto& [session, ids] : written_ids) longest = std::max(longest, server->queued_bytes(session));
  return longest;
}

void Platform::State::feed() {
  if (std::exchange(feeding, true)) return;
  for (std::size_t i = 0; i < load_batch && !backlog.empty() && machine.listeners() > 0; ++i) {
    if (longest_queue() > load_queue_bytes) break;
    Line line = std::move(backlog.front());
    backlog.pop_front();
    say(std::move(line));
  }
  feeding = false;
  if (backlog.empty() || machine.listeners() == 0 || longest_queue() > load_queue_bytes) return;
  if (std::exchange(feed_posted, true)) return;
  asio::post(io, [this] {
    feed_posted = false;
    feed();
  });
}

void Platform::State::beat() {
  heartbeat.expires_after(machine.options().heartbeat);
  heartbeat.async_wait([this](boost::system::error_code error) {
    if (error) return;
    act([&](Effects& out) { machine.on_heartbeat(clock.now(), out); });
    beat();
  });
}

void Platform::State::beat_pulse() {
  pulse.expires_after(std::chrono::milliseconds(200));
  pulse.async_wait([this](boost::system::error_code error) {
    if (error) return;
    act([&](Effects& out) { machine.release_answers(out); });
    beat_pulse();
  });
}

std::vector<net::SessionId> Platform::State::sessions() const {
  std::vector<net::SessionId> out;
  for (const auto& [session, ids] : written_ids) out.push_back(session);
  return out;
}

// Ends the thread when every farewell is said, after `patience` looks at the latest.
void Platform::State::finish(int patience) {
  if (written_ids.empty() || patience == 0) return io.stop();
  pulse.expires_after(std::chrono::milliseconds(10));
  pulse.async_wait([this, patience](boost::system::error_code) { finish(patience - 1); });
}

}  // namespace fenqun::adapters::practice
