// What a Connection is made of, scripted: a transport whose sockets the test plays, a protocol that answers what the
// test puts in, an inbox that can be full, a clock that the test sets.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "adapters/connection.hpp"

namespace fenqun::adapters {

struct FakeClock : Clock {
  Time now() const override { return time; }
  Time time = from_millis(1'767'225'600'000);
};

struct FakeRandom : Random {
  std::int64_t between(std::int64_t low, std::int64_t high) override {
    asked.emplace_back(low, high);
    return std::min(high, low + add);
  }
  std::int64_t add = 0;
  std::vector<std::pair<std::int64_t, std::int64_t>> asked;
};

struct FakeSocket {
  SocketOptions options;
  SocketEvents* events = nullptr;  // null: let go
  std::vector<std::string> written;
  int pings = 0;
  int resumed = 0;
  std::uint16_t close_code = 0;
};

struct FakeTransport : Transport {
  struct Handle : OpenSocket {
    explicit Handle(std::shared_ptr<FakeSocket> one) : socket(std::move(one)) {}
    ~Handle() override { socket->events = nullptr; }
    void write(std::string bytes, bool binary) override { socket->written.push_back((binary ? "b:" : "") + bytes); }
    void ping() override { ++socket->pings; }
    void close(std::uint16_t code) override { socket->close_code = code; }
    void resume_reading() override { ++socket->resumed; }
    std::shared_ptr<FakeSocket> socket;
  };
  std::unique_ptr<OpenSocket> open(boost::asio::io_context&, SocketOptions options, SocketEvents& events) override {
    auto socket = std::make_shared<FakeSocket>();
    socket->options = std::move(options);
    socket->events = &events;
    sockets.push_back(socket);
    return std::make_unique<Handle>(socket);
  }
  std::vector<std::shared_ptr<FakeSocket>> sockets;
};

// Writes down what it is told; answers with the steps that wait under that name.
struct FakeProtocol : Protocol {
  struct Notes {
    std::vector<std::string> told;
    std::map<std::string, std::deque<Steps>> answers;  // by the first word of what it is told
    Capabilities capabilities;
  };
  explicit FakeProtocol(Notes& to) : notes(to) {}
  void note(const std::string& word, const std::string& rest, Steps& out) {
    notes.told.push_back(rest.empty() ? word : word + " " + rest);
    auto& waiting = notes.answers[word];
    if (waiting.empty()) return;
    for (Step& step : waiting.front()) out.push_back(std::move(step));
    waiting.pop_front();
  }
  void start(const Resume& resume, Time, Steps& out) override {
    note("start", resume.memory.empty() ? "" : resume.memory[0].second, out);
  }
  void on_open(Socket socket, Time, Steps& out) override { note("open", std::to_string(socket), out); }
  void on_text(Socket, std::string_view bytes, Time, Steps& out) override { note("text", std::string(bytes), out); }
  void on_binary(Socket, std::string_view bytes, Time, Steps& out) override { note("binary", std::string(bytes), out); }
  void on_pong(Socket socket, Time, Steps& out) override { note("pong", std::to_string(socket), out); }
  void on_closed(Socket socket, const Closed& why, Time, Steps& out) override {
    note("closed", std::to_string(socket) + " " + std::to_string(why.code), out);
  }
  void on_http(HttpId id, const HttpReply& reply, Time, Steps& out) override {
    note("http", std::to_string(id) + " " + std::to_string(reply.status), out);
  }
  void on_tick(Time, Steps& out) override { note("tick", "", out); }
  void on_committed(Ack ack, Fate, Time, Steps& out) override { note("committed", std::to_string(ack), out); }
  void send(const OutboxItem& item, Time, Steps& out) override { note("send", std::to_string(item.id), out); }
  const Capabilities& capabilities() const override { return notes.capabilities; }
  Notes& notes;
};

struct FakeInbox : Inbox {
  bool try_put(Inbound& item) override {
    if (got.size() >= room) return false;
    got.push_back(std::move(item));
    return true;
  }
  void when_room(std::function<void()> wake) override { waiting.push_back(std::move(wake)); }
  void make_room(std::size_t more) {
    room += more;
    for (const auto& wake : std::exchange(waiting, {})) wake();
  }
  template <typename T>
  std::vector<const T*> all() const {
    std::vector<const T*> out;
    for (const Inbound& item : got) {
      if (const T* one = std::get_if<T>(&item)) out.push_back(one);
    }
    return out;
  }
  std::vector<Inbound> got;
  std::size_t room = 1'000'000;
  std::vector<std::function<void()>> waiting;
};

}  // namespace fenqun::adapters
