#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/field.hpp>
#include <deque>
#include <optional>

#include "adapters/net/frame_stream.hpp"
#include "adapters/net/transport.hpp"
#include "adapters/net/url.hpp"
#include "adapters/net/version.hpp"

namespace fenqun::adapters {
namespace net {
namespace {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace ws = beast::websocket;

constexpr auto handshake_time = std::chrono::seconds(15);
constexpr auto closing_time = std::chrono::seconds(1);
constexpr std::size_t queue_frames = 10'000;
constexpr std::size_t queue_bytes = 16 * 1024 * 1024;
constexpr std::size_t keep_buffer_bytes = 1024 * 1024;  // a larger one is given back after its message

struct Outgoing {
  enum Kind { text, binary, ping, close } kind = text;
  std::string bytes;
  std::uint16_t code = 0;
};

// One WebSocket from dialling to its end. Lives as long as something is under way; `events_` is null once its owner has
// let go, and then nobody is told anything.
class ClientSocket final : public FrameTaker, public std::enable_shared_from_this<ClientSocket> {
 public:
  ClientSocket(asio::io_context& io, SocketOptions options, SocketEvents& events)
      : io_(io), options_(std::move(options)), events_(&events), timer_(io) {}

  void start();
  void abandon();
  void push(Outgoing item);
  void close(std::uint16_t code);
  void resume_reading();
  bool take(std::string_view payload, bool binary) override;

 private:
  void dial_out();
  void dialled(std::unique_ptr<Wire> wire, Closed why);
  void upgrade(std::unique_ptr<Wire> wire);
  void upgraded(error_code error);
  void limit_time(std::chrono::steady_clock::duration time, const char* reason);
  void read();
  void was_read(error_code error);
  void write();
  void was_written(error_code error);
  void ended(error_code error);
  void report(Closed why);

  asio::io_context& io_;
  SocketOptions options_;
  SocketEvents* events_;
  asio::steady_timer timer_;
  std::optional<Url> url_;
  std::unique_ptr<Dialing> dialing_;
  std::shared_ptr<FramePump> pump_;
  std::optional<WebSocket> socket_;
  ws::response_type answer_;
  beast::flat_buffer message_;
  std::deque<Outgoing> queue_;
  std::size_t queued_bytes_ = 0;
  bool open_ = false;
  bool writing_ = false;
  bool waiting_for_room_ = false;  // the owner said stop after a message that Beast had read
  bool closing_ = false;
  std::optional<Closed> verdict_;  // why we closed it ourselves
};

Closed closed_with(std::uint16_t code, std::string reason) {
  Closed why;
  why.code = code;
  why.reason = std::move(reason);
  return why;
}

// ---- opening

void ClientSocket::start() {
  limit_time(handshake_time, "no answer within 15 s");
  asio::post(io_, [self = shared_from_this()] { self->dial_out(); });
}

void ClientSocket::dial_out() {
  if (!events_ || verdict_) return;
  url_ = parse_url(options_.url);
  if (!url_ || !options_.url.starts_with("ws")) return report(closed_with(0, "not a ws:// or wss:// address"));
  dialing_ = dial(io_, *url_, options_.ca_file, [self = shared_from_this()](std::unique_ptr<Wire> wire, Closed why) {
    self->dialled(std::move(wire), std::move(why));
  });
}

void ClientSocket::limit_time(std::chrono::steady_clock::duration time, const char* reason) {
  timer_.expires_after(time);
  timer_.async_wait([self = shared_from_this(), reason](error_code error) {
    if (error) return;
    Closed why = self->verdict_.value_or(closed_with(self->open_ ? 1006 : 0, reason));
    self->report(std::move(why));
  });
}

void ClientSocket::dialled(std::unique_ptr<Wire> wire, Closed why) {
  if (!events_) return;
  if (!wire) return report(std::move(why));
  upgrade(std::move(wire));
}

void ClientSocket::upgrade(std::unique_ptr<Wire> wire) {
  pump_ = std::make_shared<FramePump>(io_, std::move(wire));
  socket_.emplace(FrameStream(pump_));
  socket_->read_message_max(options_.max_frame_bytes);
  socket_->auto_fragment(false);
  socket_->write_buffer_bytes(16 * 1024);
  socket_->set_option(ws::stream_base::decorator([this](ws::request_type& request) {
    request.set(beast::http::field::user_agent, "fenqun/" + std::string(version));
    for (const auto& [name, value] : options_.headers) request.set(name, value);
    if (!options_.subprotocol.empty()) {
      request.set(beast::http::field::sec_websocket_protocol, options_.subprotocol);
    }
  }));
  socket_->async_handshake(answer_, url_->host_header, url_->target,
                           [self = shared_from_this()](error_code error) { self->upgraded(error); });
}

void ClientSocket::upgraded(error_code error) {
  if (!events_) return;
  if (error) {
    Closed why = closed_with(0, error.message());
    if (error == ws::error::upgrade_declined) {
      why.http_status = answer_.result_int();
      why.reason = "the upgrade was refused with HTTP status " + std::to_string(why.http_status);
    }
    return report(verdict_.value_or(std::move(why)));
  }
  timer_.cancel();
  open_ = true;
  options_.headers.clear();
  socket_->control_callback([weak = weak_from_this()](ws::frame_type kind, beast::string_view) {
    const auto self = weak.lock();
    if (kind != ws::frame_type::pong || !self) return;
    asio::post(self->io_, [self] {
      if (self->events_) self->events_->ponged();
    });
  });
  if (!closing_) pump_->take_frames(*this, options_.max_frame_bytes);
  if (!closing_) events_->opened();
  if (!events_) return;
  if (closing_) limit_time(closing_time, "closed");
  read();
  write();
}

// ---- reading

bool ClientSocket::take(std::string_view payload, bool binary) {
  return !events_ || closing_ || events_->received(payload, binary);
}

void ClientSocket::read() {
  socket_->async_read(message_, [self = shared_from_this()](error_code error, std::size_t) { self->was_read(error); });
}

void ClientSocket::was_read(error_code error) {
  if (!events_) return;
  if (error) return ended(error);
  const auto bytes = message_.cdata();
  const bool go_on = take({static_cast<const char*>(bytes.data()), bytes.size()}, socket_->got_binary());
  message_.consume(bytes.size());
  if (message_.capacity() > keep_buffer_bytes) message_ = {};
  if (!events_) return;
  if (!go_on && !closing_) {
    waiting_for_room_ = true;
    return;
  }
  read();
}

void ClientSocket::resume_reading() {
  if (!pump_ || !open_) return;
  pump_->resume();
  if (!std::exchange(waiting_for_room_, false)) return;
  asio::post(io_, [self = shared_from_this()] {
    if (self->events_) self->read();
  });
}

// ---- writing

void ClientSocket::push(Outgoing item) {
  if (!events_ || closing_) return;
  queued_bytes_ += item.bytes.size();
  queue_.push_back(std::move(item));
  if (queue_.size() > queue_frames || queued_bytes_ > queue_bytes) {
    verdict_ = closed_with(1008, "the peer does not read what we write");
    queue_.erase(queue_.begin() + (writing_ ? 1 : 0), queue_.end());
    return close(1008);
  }
  write();
}

void ClientSocket::write() {
  if (!open_ || writing_ || queue_.empty()) return;
  writing_ = true;
  Outgoing& item = queue_.front();
  if (item.kind == Outgoing::close) {
    return socket_->async_close(ws::close_reason(item.code),
                                [self = shared_from_this()](error_code error) { self->ended(error); });
  }
  if (item.kind == Outgoing::ping) {
    return socket_->async_ping({}, [self = shared_from_this()](error_code error) { self->was_written(error); });
  }
  socket_->binary(item.kind == Outgoing::binary);
  socket_->async_write(asio::buffer(item.bytes),
                       [self = shared_from_this()](error_code error, std::size_t) { self->was_written(error); });
}

void ClientSocket::was_written(error_code error) {
  writing_ = false;
  if (!events_ || error) return;  // the reader tells how it ended
  queued_bytes_ -= queue_.front().bytes.size();
  queue_.pop_front();
  write();
}

// ---- the end

void ClientSocket::close(std::uint16_t code) {
  if (!events_ || closing_) return;
  closing_ = true;
  if (!verdict_) verdict_ = closed_with(code, "closed by us");
  limit_time(closing_time, "closed");
  if (pump_ && open_) pump_->leave_frames();
  Outgoing last;
  last.kind = Outgoing::close;
  last.code = code;
  queue_.push_back(std::move(last));
  write();
  resume_reading();
}

void ClientSocket::ended(error_code error) {
  if (!events_) return;
  if (verdict_) return report(*verdict_);
  if (error == ws::error::closed) {
    const auto& reason = socket_->reason();
    const auto code =
        reason.code == ws::close_code::none ? std::uint16_t{1005} : static_cast<std::uint16_t>(reason.code);
    return report(closed_with(code, std::string(reason.reason.data(), reason.reason.size())));
  }
  if (error == ws::error::message_too_big || error == ws::error::buffer_overflow) {
    return report(
        closed_with(1009, "the peer sent a message over " + std::to_string(options_.max_frame_bytes) + " bytes"));
  }
  if (error == ws::error::bad_frame_payload) return report(closed_with(1007, "the peer sent text that is not UTF-8"));
  if (error.category() == make_error_code(ws::error::bad_opcode).category()) {
    return report(closed_with(1002, "the peer broke the WebSocket protocol: " + error.message()));
  }
  report(closed_with(1006, "the connection broke: " + error.message()));
}

void ClientSocket::report(Closed why) {
  SocketEvents* events = events_;
  abandon();
  if (events) events->closed(why);
}

void ClientSocket::abandon() {
  events_ = nullptr;
  timer_.cancel();
  dialing_.reset();
  if (pump_) pump_->close();
}

// What the owner holds.
class ClientHandle final : public OpenSocket {
 public:
  explicit ClientHandle(std::shared_ptr<ClientSocket> socket) : socket_(std::move(socket)) {}
  ~ClientHandle() override { socket_->abandon(); }

  void write(std::string bytes, bool binary) override {
    socket_->push({binary ? Outgoing::binary : Outgoing::text, std::move(bytes), 0});
  }
  void ping() override { socket_->push({Outgoing::ping, {}, 0}); }
  void close(std::uint16_t code) override { socket_->close(code); }
  void resume_reading() override { socket_->resume_reading(); }

 private:
  std::shared_ptr<ClientSocket> socket_;
};

class BeastTransport final : public Transport {
 public:
  std::unique_ptr<OpenSocket> open(asio::io_context& io, SocketOptions options, SocketEvents& events) override {
    auto socket = std::make_shared<ClientSocket>(io, std::move(options), events);
    socket->start();
    return std::make_unique<ClientHandle>(std::move(socket));
  }
};

}  // namespace
}  // namespace net

std::unique_ptr<Transport> make_beast_transport() {
  return std::make_unique<net::BeastTransport>();
}

}  // namespace fenqun::adapters
