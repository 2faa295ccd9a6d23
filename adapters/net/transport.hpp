// Sockets as Connection sees them: opened by URL, frames in, frames out. BeastTransport is the real one; tests make
// their own. Everything happens on the io_context of the Connection that opened it.
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/protocol.hpp"

namespace fenqun::adapters {

// What a socket tells. Called on the link's thread, never from inside open().
class SocketEvents {
 public:
  virtual ~SocketEvents() = default;
  virtual void opened() = 0;
  // The bytes live only during the call. Reading stops until resume_reading() when it answers false.
  virtual bool received(std::string_view bytes, bool binary) = 0;
  virtual void ponged() = 0;
  virtual void closed(const Closed& why) = 0;  // the last call
};

class OpenSocket {
 public:
  virtual ~OpenSocket() = default;  // closes at once, no further calls
  virtual void write(std::string bytes, bool binary) = 0;  // queued, written in order; too much unread: closes with 1008
  virtual void ping() = 0;
  virtual void close(std::uint16_t code) = 0;
  virtual void resume_reading() = 0;
};

struct SocketOptions {
  std::string url;  // ws:// or wss://
  Headers headers;
  std::string subprotocol;
  std::string ca_file;
  std::size_t max_frame_bytes = 16 * 1024 * 1024;  // a longer message closes with 1009
};

class Transport {
 public:
  virtual ~Transport() = default;
  virtual std::unique_ptr<OpenSocket> open(boost::asio::io_context& io, SocketOptions options, SocketEvents& events) = 0;
};

// Boost.Beast over TCP or TLS 1.2+; certificates and host names are verified. Handshake within 15 s. Text frames are
// checked to be UTF-8 (1007), no permessage-deflate is offered.
std::unique_ptr<Transport> make_beast_transport();

}  // namespace fenqun::adapters
