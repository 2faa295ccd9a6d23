#include "adapters/net/wire.hpp"

#include <boost/asio/write.hpp>

#include "adapters/net/socket_wire.hpp"

namespace fenqun::adapters::net {
namespace asio = boost::asio;
namespace {

class PlainWire final : public Wire {
 public:
  explicit PlainWire(TcpSocket socket) : socket_(std::move(socket)) {}
  void read_some(asio::mutable_buffer into, IoDone done) override { socket_.async_read_some(into, std::move(done)); }
  void write_all(asio::const_buffer from, IoDone done) override { asio::async_write(socket_, from, std::move(done)); }
  void finish() override { shut(socket_); }
  void close() override { close_now(socket_); }
  void reset() override { reset_now(socket_); }

 private:
  TcpSocket socket_;
};

}  // namespace

void shut(TcpSocket& socket) {
  error_code ignored;
  socket.shutdown(asio::socket_base::shutdown_send, ignored);
}

void close_now(TcpSocket& socket) {
  error_code ignored;
  socket.close(ignored);
}

void reset_now(TcpSocket& socket) {
  error_code ignored;
  socket.set_option(asio::socket_base::linger(true, 0), ignored);
  socket.close(ignored);
}

std::unique_ptr<Wire> plain_wire(TcpSocket socket) {
  error_code ignored;
  socket.set_option(asio::ip::tcp::no_delay(true), ignored);
  return std::make_unique<PlainWire>(std::move(socket));
}

}  // namespace fenqun::adapters::net
