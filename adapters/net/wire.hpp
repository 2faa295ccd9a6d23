// A byte stream, plain TCP or TLS, behind one face, so that the WebSocket code above is compiled once. Asio only.
// Owned by one FramePump; everything happens on one io_context.
#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/error_code.hpp>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "adapters/net/url.hpp"
#include "adapters/protocol.hpp"

namespace fenqun::adapters::net {

using boost::system::error_code;
using Executor = boost::asio::io_context::executor_type;
// Not the type-erased executor of tcp::socket: that costs on every operation.
using TcpSocket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
using IoDone = std::function<void(error_code, std::size_t)>;

class Wire {
 public:
  virtual ~Wire() = default;  // closes
  // One read and one write may be under way at a time; the memory must live until `done`. Never calls `done` from
  // inside.
  virtual void read_some(boost::asio::mutable_buffer into, IoDone done) = 0;
  virtual void write_all(boost::asio::const_buffer from, IoDone done) = 0;
  virtual void finish() = 0;  // nothing more will be written
  virtual void close() = 0;   // at once; what is under way ends with operation_aborted
  virtual void reset() = 0;   // the same with a TCP reset, as after a crash
};

// Opens a connection: name, address, TCP, and TLS 1.2+ with certificate and host name checked where the URL says so.
class Dialing {
 public:
  virtual ~Dialing() = default;  // gives up: `done` is not called any more
};
// `wire` is empty when it failed; then `why` tells.
using DialDone = std::function<void(std::unique_ptr<Wire> wire, Closed why)>;
std::unique_ptr<Dialing> dial(boost::asio::io_context& io, const Url& url, const std::string& ca_file, DialDone done);

std::unique_ptr<Wire> plain_wire(TcpSocket socket);

// The other side, for servers of tests and of the practice platform.
struct Certificate {
  std::string chain_pem;
  std::string key_pem;

  bool empty() const { return chain_pem.empty(); }
};
// Does the server's part of the TLS handshake; an empty wire means that it failed.
void accept_tls(TcpSocket socket, const Certificate& certificate, std::function<void(std::unique_ptr<Wire>)> done);

}  // namespace fenqun::adapters::net
