// Real sockets in a test: a server and a client on one io_context, and what each of them was told.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/net/server.hpp"
#include "adapters/net/transport.hpp"

namespace fenqun::adapters::net {

// Runs the loop until `done` says so; false when the time is over first.
inline bool run_until(boost::asio::io_context& io, const std::function<bool()>& done,
                      std::chrono::milliseconds at_most = std::chrono::seconds(20)) {
  const auto end = std::chrono::steady_clock::now() + at_most;
  while (!done()) {
    if (std::chrono::steady_clock::now() > end) return false;
    io.restart();
    io.run_one_for(std::chrono::milliseconds(1));
  }
  return true;
}
inline void run_for(boost::asio::io_context& io, std::chrono::milliseconds time) {
  run_until(
      io, [] { return false; }, time);
}

struct TestServer : ServerEvents {
  explicit TestServer(boost::asio::io_context& io, ServerOptions options = {}) {
    auto made = listen(io, std::move(options), *this);
    if (made) server = std::move(*made);
  }
  int admit(const UpgradeRequest& request) override {
    asked = request;
    return status;
  }
  void opened(SessionId id, const UpgradeRequest&) override { session = id; }
  void received(SessionId id, std::string_view bytes, bool binary) override {
    got.emplace_back(bytes);
    got_binary = binary;
    if (echo) server->send(id, std::string(bytes), binary);
  }
  void written(SessionId) override { ++writes; }
  void closed(SessionId, std::uint16_t code) override { closed_with = code; }

  std::string url(const std::string& path = "/") const {
    return "ws://127.0.0.1:" + std::to_string(server->port()) + path;
  }

  std::unique_ptr<Server> server;
  int status = 101;
  bool echo = false;
  UpgradeRequest asked;
  SessionId session = 0;
  std::vector<std::string> got;
  bool got_binary = false;
  std::size_t writes = 0;
  std::optional<std::uint16_t> closed_with;
};

struct TestSocket : SocketEvents {
  void opened() override { open = true; }
  bool received(std::string_view bytes, bool binary) override {
    got.emplace_back(bytes);
    got_binary = binary;
    return go_on();
  }
  void ponged() override { ++pongs; }
  void closed(const Closed& why) override { end = why; }

  bool open = false;
  std::vector<std::string> got;
  bool got_binary = false;
  int pongs = 0;
  std::optional<Closed> end;
  std::function<bool()> go_on = [] { return true; };
};

// A server, a client connected to it.
struct Pair {
  explicit Pair(SocketOptions options = {}, ServerOptions server_options = {}) : far(io, std::move(server_options)) {
    if (options.url.empty()) options.url = far.url();
    near = transport->open(io, std::move(options), socket);
  }
  bool connect() {
    return run_until(io, [&] { return (socket.open && far.session != 0) || socket.end; }) && socket.open;
  }
  bool wait(const std::function<bool()>& done) { return run_until(io, done); }
  bool wait_end() {
    return run_until(io, [&] { return socket.end.has_value(); });
  }
  void raw(std::string bytes) { far.server->send_raw(far.session, std::move(bytes)); }

  boost::asio::io_context io{1};
  TestServer far;
  TestSocket socket;
  std::unique_ptr<Transport> transport = make_beast_transport();
  std::unique_ptr<OpenSocket> near;
};

// One frame as a server writes it.
inline std::string frame(unsigned char first, std::string_view payload) {
  std::string out(1, static_cast<char>(first));
  const auto size = payload.size();
  if (size < 126) {
    out += static_cast<char>(size);
  } else if (size <= 0xffff) {
    out += static_cast<char>(126);
    for (int shift = 8; shift >= 0; shift -= 8) out += static_cast<char>(size >> shift & 0xff);
  } else {
    out += static_cast<char>(127);
    for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(size >> shift & 0xff);
  }
  return out.append(payload);
}

}  // namespace fenqun::adapters::net
