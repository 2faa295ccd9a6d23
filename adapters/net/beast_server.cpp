#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <deque>
#include <map>
#include <optional>

#include "adapters/net/frame_stream.hpp"
#include "adapters/net/problems.hpp"
#include "adapters/net/server.hpp"

namespace fenqun::adapters::net {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace ws = beast::websocket;

std::string UpgradeRequest::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (beast::iequals({key.data(), key.size()}, {name.data(), name.size()})) return value;
  }
  return {};
}

namespace {

constexpr auto handshake_time = std::chrono::seconds(15);

class BeastServer;

class ServerSession : public std::enable_shared_from_this<ServerSession> {
 public:
  ServerSession(BeastServer& server, asio::io_context& io, SessionId id, std::unique_ptr<Wire> wire);
  void start();
  void send(std::string bytes, bool binary);
  void send_raw(std::string bytes) {
    raw_ += bytes;
    if (!std::exchange(writing_raw_, true)) write_raw();
  }
  void close(std::uint16_t code);
  void end(bool reset);  // nobody is told
  void freeze() {
    frozen_ = true;
    pump_->freeze();
  }
  std::size_t queued_bytes() const { return queued_bytes_; }

 private:
  struct Outgoing {
    std::string bytes;
    bool binary = false;
    std::optional<std::uint16_t> close;
  };
  void write_raw();
  void asked(error_code error);
  void refuse(int status);
  void accepted(error_code error);
  void read();
  void was_read(error_code error);
  void write();
  void was_written(error_code error);
  void ended(error_code error);

  BeastServer* server_;
  asio::io_context& io_;
  SessionId id_;
  asio::steady_timer timer_;
  std::shared_ptr<FramePump> pump_;
  WebSocket socket_;
  beast::flat_buffer message_;
  http::request<http::string_body> request_;
  http::response<http::string_body> refusal_;
  UpgradeRequest upgrade_;
  std::deque<Outgoing> queue_;
  std::size_t queued_bytes_ = 0;
  bool open_ = false, writing_ = false, frozen_ = false, closing_ = false;
  std::string raw_;  // of send_raw, not yet taken by the pump
  bool writing_raw_ = false;
};

class BeastServer final : public Server {
 public:
  BeastServer(asio::io_context& io, ServerOptions options, ServerEvents& events)
      : io_(io), acceptor_(io.get_executor()), options_(std::move(options)), events_(events) {}
  ~BeastServer() override {
    *alive_ = false;
    for (const auto& [id, session] : sessions_) session->end(true);
  }

  error_code open();
  std::uint16_t port() const override { return port_; }
  void send(SessionId session, std::string bytes, bool binary) override {
    if (const auto one = find(session)) one->send(std::move(bytes), binary);
  }
  void send_raw(SessionId session, std::string bytes) override {
    if (const auto one = find(session)) one->send_raw(std::move(bytes));
  }
  std::size_t queued_bytes(SessionId session) const override {
    const auto one = find(session);
    return one ? one->queued_bytes() : 0;
  }
  void close(SessionId session, std::uint16_t code) override {
    if (const auto one = find(session)) one->close(code);
  }
  void reset(SessionId session) override {
    const auto one = find(session);
    if (!one) return;
    sessions_.erase(session);
    one->end(true);
  }
  void freeze(SessionId session) override {
    if (const auto one = find(session)) one->freeze();
  }
  void stop_listening() override {
    error_code ignored;
    acceptor_.close(ignored);
  }

  ServerEvents& events() { return events_; }
  const ServerOptions& options() const { return options_; }
  bool full() const { return sessions_.size() > options_.max_sessions; }
  void forget(SessionId session) { sessions_.erase(session); }

 private:
  std::shared_ptr<ServerSession> find(SessionId session) const {
    const auto known = sessions_.find(session);
    return known == sessions_.end() ? nullptr : known->second;
  }
  void accept();
  void accepted(TcpSocket socket);
  void begin(std::unique_ptr<Wire> wire);

  asio::io_context& io_;
  asio::basic_socket_acceptor<asio::ip::tcp, Executor> acceptor_;
  ServerOptions options_;
  ServerEvents& events_;
  std::uint16_t port_ = 0;
  SessionId last_ = 0;
  std::map<SessionId, std::shared_ptr<ServerSession>> sessions_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // for handlers that may come later
};

// ---- one session

ServerSession::ServerSession(BeastServer& server, asio::io_context& io, SessionId id, std::unique_ptr<Wire> wire)
    : server_(&server),
      io_(io),
      id_(id),
      timer_(io),
      pump_(std::make_shared<FramePump>(io, std::move(wire))),
      socket_(FrameStream(pump_)) {}

void ServerSession::start() {
  timer_.expires_after(handshake_time);
  timer_.async_wait([self = shared_from_this()](error_code error) {
    if (!error) self->ended(asio::error::timed_out);
  });
  http::async_read(socket_.next_layer(), message_, request_,
                   [self = shared_from_this()](error_code error, std::size_t) { self->asked(error); });
}

void ServerSession::asked(error_code error) {
  if (!server_) return;
  if (error || !ws::is_upgrade(request_)) return error ? ended(error) : refuse(426);
  upgrade_.target = std::string(request_.target());
  for (const auto& field : request_) upgrade_.headers.emplace_back(field.name_string(), field.value());
  const int status = server_->full() ? 503 : server_->events().admit(upgrade_);
  if (!server_) return;
  if (status != 101) return refuse(status);
  socket_.read_message_max(server_->options().max_frame_bytes);
  socket_.auto_fragment(false);
  socket_.async_accept(request_, [self = shared_from_this()](error_code failed) { self->accepted(failed); });
}

void ServerSession::refuse(int status) {
  refusal_.result(static_cast<unsigned>(status));
  refusal_.version(11);
  refusal_.keep_alive(false);
  refusal_.prepare_payload();
  http::async_write(socket_.next_layer(), refusal_, [self = shared_from_this()](error_code, std::size_t) {
    self->pump_->teardown(true, [self](error_code, std::size_t) { self->ended({}); });
  });
}

void ServerSession::accepted(error_code error) {
  if (!server_) return;
  if (error) return ended(error);
  timer_.cancel();
  message_.clear();
  open_ = true;
  server_->events().opened(id_, upgrade_);
  if (!server_) return;
  read();
  write();
}

void ServerSession::read() {
  if (frozen_) return;
  socket_.async_read(message_, [self = shared_from_this()](error_code error, std::size_t) { self->was_read(error); });
}

void ServerSession::was_read(error_code error) {
  if (!server_ || (frozen_ && !error)) return;
  if (error) return ended(error);
  const auto bytes = message_.cdata();
  server_->events().received(id_, {static_cast<const char*>(bytes.data()), bytes.size()}, socket_.got_binary());
  message_.consume(bytes.size());
  if (server_) read();
}

void ServerSession::send(std::string bytes, bool binary) {
  if (closing_) return;
  queued_bytes_ += bytes.size();
  if (queued_bytes_ > server_->options().max_queue_bytes) {
    closing_ = true;
    pump_->close(true);
    return asio::post(io_, [self = shared_from_this()] { self->ended(asio::error::no_buffer_space); });
  }
  queue_.push_back({std::move(bytes), binary, std::nullopt});
  write();
}

void ServerSession::write_raw() {
  writing_raw_ = !raw_.empty();
  if (raw_.empty()) return;
  pump_->write(asio::buffer(raw_), [self = shared_from_this()](error_code error, std::size_t count) {
    self->raw_.erase(0, error ? std::string::npos : count);
    self->write_raw();
  });
}

void ServerSession::close(std::uint16_t code) {
  if (closing_) return;
  closing_ = true;
  queue_.push_back({{}, false, code});
  timer_.expires_after(std::chrono::seconds(2));
  timer_.async_wait([self = shared_from_this()](error_code error) {
    if (!error) self->ended(asio::error::timed_out);
  });
  write();
}

void ServerSession::write() {
  if (!open_ || writing_ || frozen_ || queue_.empty()) return;
  writing_ = true;
  const Outgoing& item = queue_.front();
  if (item.close) {
    const ws::close_reason reason = *item.close == 1005 ? ws::close_reason() : ws::close_reason(*item.close);
    return socket_.async_close(reason, [self = shared_from_this()](error_code error) { self->ended(error); });
  }
  socket_.binary(item.binary);
  socket_.async_write(asio::buffer(item.bytes),
                      [self = shared_from_this()](error_code error, std::size_t) { self->was_written(error); });
}

void ServerSession::was_written(error_code error) {
  writing_ = false;
  if (!server_ || error) return;  // the reader tells how it ended
  queued_bytes_ -= queue_.front().bytes.size();
  queue_.pop_front();
  server_->events().written(id_);
  if (server_) write();
}

void ServerSession::ended(error_code error) {
  BeastServer* server = server_;
  const bool was_open = open_;
  end(false);
  if (!server) return;
  server->forget(id_);
  if (!was_open) return;
  std::uint16_t code = 1006;
  const auto given = socket_.reason().code;
  if (error == ws::error::closed || !error) code = given == ws::close_code::none ? 1005 : given;
  if (error == ws::error::message_too_big) code = 1009;
  if (error == ws::error::bad_frame_payload) code = 1007;
  server->events().closed(id_, code);
}

void ServerSession::end(bool reset) {
  server_ = nullptr;
  open_ = false;
  timer_.cancel();
  pump_->close(reset);
}

// ---- listening

error_code BeastServer::open() {
  const asio::ip::tcp::endpoint where(asio::ip::address_v4::loopback(), options_.port);
  error_code error;
  acceptor_.open(where.protocol(), error);
  if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor_.bind(where, error);
  if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
  if (!error) port_ = acceptor_.local_endpoint(error).port();
  if (!error) accept();
  return error;
}

void BeastServer::accept() {
  acceptor_.async_accept(io_.get_executor(), [this, alive = alive_](error_code error, TcpSocket socket) {
    if (!*alive || error == asio::error::operation_aborted || error == asio::error::bad_descriptor) return;
    if (!error) accepted(std::move(socket));
    accept();
  });
}

void BeastServer::accepted(TcpSocket socket) {
  if (options_.certificate.empty()) return begin(plain_wire(std::move(socket)));
  accept_tls(std::move(socket), options_.certificate, [this, alive = alive_](std::unique_ptr<Wire> wire) {
    if (*alive && wire) begin(std::move(wire));
  });
}

void BeastServer::begin(std::unique_ptr<Wire> wire) {
  const SessionId id = ++last_;
  auto session = std::make_shared<ServerSession>(*this, io_, id, std::move(wire));
  sessions_.emplace(id, session);
  session->start();
}

}  // namespace

Result<std::unique_ptr<Server>> listen(asio::io_context& io, ServerOptions options, ServerEvents& events) {
  const std::string port = std::to_string(options.port);
  auto server = std::make_unique<BeastServer>(io, std::move(options), events);
  if (const error_code error = server->open()) return Problem(problems::cannot_listen, {port, error.message()});
  return std::unique_ptr<Server>(std::move(server));
}

}  // namespace fenqun::adapters::net
