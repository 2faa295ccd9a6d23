// A WebSocket server on loopback, for the practice platform and for tests; no platform of ours is reached through it.
// Everything happens on the io_context that it was made with.
#pragma once

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/net/wire.hpp"
#include "adapters/protocol.hpp"
#include "model/problem.hpp"

namespace fenqun::adapters::net {

using SessionId = std::uint32_t;  // minted by the server, never used again

struct UpgradeRequest {
  std::string target;
  Headers headers;

  std::string header(std::string_view name) const;  // case-insensitive; empty: not there
};

class ServerEvents {
 public:
  virtual ~ServerEvents() = default;
  virtual int admit(const UpgradeRequest& request) = 0;  // 101, or the HTTP status of the refusal
  virtual void opened(SessionId session, const UpgradeRequest& request) = 0;
  virtual void received(SessionId session, std::string_view bytes, bool binary) = 0;
  virtual void written(SessionId session) = 0;  // one frame has left the queue
  virtual void closed(SessionId session, std::uint16_t code) = 0;
};

struct ServerOptions {
  std::uint16_t port = 0;   // 0: any free one
  Certificate certificate;  // empty: no TLS
  std::size_t max_frame_bytes = 50 * 1024 * 1024;
  std::size_t max_sessions = 64;                    // more are refused with 503
  std::size_t max_queue_bytes = 256 * 1024 * 1024;  // a client that reads less is reset
};

class Server {
 public:
  virtual ~Server() = default;  // resets what is open
  virtual std::uint16_t port() const = 0;
  virtual void send(SessionId session, std::string bytes, bool binary = false) = 0;
  virtual std::size_t queued_bytes(SessionId session) const = 0;
  virtual void close(SessionId session, std::uint16_t code) = 0;  // after what is queued; 1005: without a code
  virtual void reset(SessionId session) = 0;                      // at once, as a crash does
  // Half-open: the socket stays, but nothing is read, written or answered any more, pings neither.
  virtual void freeze(SessionId session) = 0;
  // Bytes as they are, under the WebSocket layer, for tests that break the rules. Only while nothing is queued.
  virtual void send_raw(SessionId session, std::string bytes) = 0;
  virtual void stop_listening() = 0;
};

// `io` and `events` must outlive the server.
Result<std::unique_ptr<Server>> listen(boost::asio::io_context& io, ServerOptions options, ServerEvents& events);

}  // namespace fenqun::adapters::net
