#include "adapters/practice/platform.hpp"

#include <boost/asio/post.hpp>

#include "adapters/practice/platform_state.hpp"

namespace fenqun::adapters::practice {
namespace {

constexpr int farewell_looks = 50;  // 10 ms apart

// Looks every few milliseconds: a test's way of waiting, on the wall clock whatever clock the platform has.
template <typename Look>
bool wait_until(Look look, Millis at_most) {
  const auto end = std::chrono::steady_clock::now() + at_most;
  while (!look()) {
    if (std::chrono::steady_clock::now() >= end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

}  // namespace

Platform::Platform(std::unique_ptr<State> state) : state_(std::move(state)) {}
Platform::~Platform() {
  stop();
}

Result<std::unique_ptr<Platform>> Platform::start(Options options, const Clock& clock, Callbacks callbacks) {
  net::ServerOptions listening;
  listening.port = options.port;
  auto state = std::make_unique<State>(std::move(options), clock, std::move(callbacks));
  auto server = net::listen(state->io, listening, *state);
  if (!server) return server.error();
  state->server = std::move(*server);
  state->port = state->server->port();
  if (state->machine.options().heartbeat > Millis{0}) state->beat();
  state->beat_pulse();
  state->thread = std::thread([&io = state->io] { io.run(); });
  return std::unique_ptr<Platform>(new Platform(std::move(state)));
}

void Platform::stop() {
  if (!state_->thread.joinable()) return;
  boost::asio::post(state_->io, [state = state_.get()] {
    state->server->stop_listening();
    state->heartbeat.cancel();
    state->backlog.clear();
    for (const auto session : state->sessions()) state->server->close(session, 1001);
    state->finish(farewell_looks);
  });
  state_->thread.join();
  state_->stopped = true;
  state_->written_ids.clear();
  state_->server.reset();
}

std::uint16_t Platform::port() const {
  return state_->port;
}
std::string Platform::url() const {
  return "ws://127.0.0.1:" + std::to_string(port()) + "/";
}

// ---- people

std::int64_t Platform::say(Line line) {
  return state_->ask([&] { return state_->say(std::move(line)); });
}

void Platform::say_many(std::vector<Line> lines) {
  boost::asio::post(state_->io, [state = state_.get(), lines = std::move(lines)]() mutable {
    for (Line& line : lines) state->backlog.push_back(std::move(line));
    state->feed();
  });
}

void Platform::rename_group(std::int64_t group, std::int64_t by, std::string name) {
  state_->ask(
      [&] { state_->act([&](Effects& out) { state_->machine.rename(group, by, name, state_->clock.now(), out); }); });
}

void Platform::recall(std::int64_t message) {
  state_->ask([&] { state_->act([&](Effects& out) { state_->machine.recall(message, state_->clock.now(), out); }); });
}

void Platform::befriend(std::int64_t user, std::string name) {
  state_->ask(
      [&] { state_->act([&](Effects& out) { state_->machine.befriend(user, name, state_->clock.now(), out); }); });
}

std::string Platform::group_name(std::int64_t group) {
  return state_->ask([&] {
    const Group* known = state_->machine.world().group(group);
    return known ? known->name : std::string();
  });
}

std::string Platform::remark(std::int64_t user) {
  return state_->ask([&] { return state_->machine.world().person(user).remark; });
}

// ---- trouble

void Platform::set_faults(Faults faults) {
  state_->ask([&] { state_->machine.set_faults(faults); });
}

void Platform::redeliver(std::size_t newest) {
  state_->ask([&] { state_->act([&](Effects& out) { state_->machine.redeliver(newest, out); }); });
}

void Platform::set_redeliver_on_open(std::size_t newest) {
  state_->ask([&] { state_->machine.set_redeliver_on_open(newest); });
}

void Platform::disconnect(std::uint16_t code) {
  state_->ask([&] {
    for (const auto session : state_->sessions()) state_->server->close(session, code);
  });
}

void Platform::reset() {
  state_->ask([&] {
    for (const auto session : state_->sessions()) {
      state_->server->reset(session);
      state_->closed(session, 1006);
    }
  });
}

void Platform::freeze() {
  state_->ask([&] {
    for (const auto session : state_->sessions()) state_->server->freeze(session);
  });
}

void Platform::send_text(std::string frame) {
  state_->ask([&] {
    Effects effects;
    for (const auto session : state_->sessions()) effects.frames.push_back({session, frame, 0, false});
    state_->perform(effects);
  });
}

// ---- looking

Counters Platform::counters() {
  return state_->ask([&] {
    Counters out = state_->counters;
    out.sessions = state_->machine.listeners();
    out.backlog = state_->backlog.size();
    return out;
  });
}

std::vector<std::int64_t> Platform::handed() {
  return state_->ask([&] {
    std::vector<std::int64_t> out;
    for (const Logged& entry : state_->machine.world().log()) {
      if (entry.handed && !entry.by_bot) out.push_back(entry.id);
    }
    return out;
  });
}

bool Platform::wait_handed(std::uint64_t count, Millis at_most) {
  return wait_until(
      [&] {
        const Counters now = counters();
        return now.handed >= count && now.backlog == 0;
      },
      at_most);
}

bool Platform::wait_sessions(std::size_t count, Millis at_most) {
  return wait_until([&] { return counters().sessions >= count; }, at_most);
}

}  // namespace fenqun::adapters::practice
