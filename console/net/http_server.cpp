#include "console/net/http_server.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <optional>
#include <thread>

#include "console/limits.hpp"
#include "console/problems.hpp"

namespace fenqun::console::net {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using error_code = boost::system::error_code;

struct HttpServer::State {
  State(HttpHandler given) : handler(std::move(given)), acceptor(io), pause(io) {}

  HttpHandler handler;
  std::uint16_t port = 0;
  std::size_t open = 0;    // connections; the server's thread only
  asio::io_context io{1};  // its handlers own the connections, which count themselves in `open`
  tcp::acceptor acceptor;
  asio::steady_timer pause;  // between tries to accept when the system has no descriptor left
  std::thread thread;

  error_code bind(std::uint16_t wanted);
  void accept();
  void accepted(error_code error, tcp::socket socket);
  HttpResponse answer(const HttpRequest& request) const;
};

namespace {

constexpr std::chrono::seconds goodbye{1};

std::string text_of(beast::string_view text) {
  return std::string(text.data(), text.size());
}

unsigned status_of(const error_code& error) {
  if (error == http::error::header_limit) return 431;
  if (error == http::error::body_limit) return 413;
  return 400;
}

// What the peer sent wrongly deserves an answer; a peer that is gone or slow gets none.
bool answerable(const error_code& error) {
  return error.category() == make_error_code(http::error::bad_method).category() &&
         error != http::error::end_of_stream && error != http::error::partial_message;
}

}  // namespace

// One connection; its handlers keep it alive, and the server outlives them.
class HttpServer::Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(State& server, tcp::socket socket) : server_(server), stream_(std::move(socket)) { ++server_.open; }
  ~Connection() { --server_.open; }

  void read() {
    parser_.emplace();
    parser_->header_limit(limits::header_bytes);
    parser_->body_limit(limits::body_bytes);
    stream_.expires_after(limits::patience);
    http::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](error_code error, std::size_t) { self->was_read(error); });
  }

 private:
  void was_read(error_code error) {
    if (error && !answerable(error)) return close();
    keep_alive_ = !error && parser_->keep_alive();
    if (error) {
      HttpResponse refusal;
      refusal.status = status_of(error);
      return write(std::move(refusal), false);
    }
    const auto& message = parser_->get();
    write(server_.answer(request_of(message)), message.method() == http::verb::head);
  }

  template <typename Message>
  static HttpRequest request_of(const Message& message) {
    HttpRequest out;
    out.method = text_of(message.method_string());
    out.target = text_of(message.target());
    if (message.count(http::field::host) == 1) out.host = text_of(message[http::field::host]);
    out.origin = text_of(message[http::field::origin]);
    out.content_type = text_of(message[http::field::content_type]);
    const auto cookies = message.equal_range(http::field::cookie);
    for (auto cookie = cookies.first; cookie != cookies.second; ++cookie) {
      out.cookie += (out.cookie.empty() ? "" : "; ") + text_of(cookie->value());
    }
    out.body = message.body();
    return out;
  }

  template <typename Message>
  void head(Message& message, const HttpResponse& response) const {
    message.result(response.status);
    message.version(11);
    for (const auto& [name, value] : response.headers) message.set(name, value);
    message.keep_alive(keep_alive_);
    message.content_length(response.body.size());
  }

  void write(HttpResponse response, bool without_body) {
    stream_.expires_after(limits::patience);
    if (without_body) {
      http::response<http::empty_body> message;
      head(message, response);
      return send(std::move(message));
    }
    http::response<http::string_body> message;
    head(message, response);
    message.body() = std::move(response.body);
    send(std::move(message));
  }

  template <typename Message>
  void send(Message message) {
    auto kept = std::make_shared<Message>(std::move(message));
    http::async_write(stream_, *kept, [self = shared_from_this(), kept](error_code error, std::size_t) {
      if (error || !self->keep_alive_) return self->close();
      self->read();
    });
  }

  void close() {
    error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream_.expires_after(goodbye);
    drain(limits::header_bytes * 8);
  }

  // Closing over unread bytes resets the connection, and the peer may lose the answer to a request that was too large.
  void drain(std::size_t left) {
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(1024),
                            [self = shared_from_this(), left](error_code error, std::size_t got) {
                              if (!error && got < left) self->drain(left - got);
                            });
  }

  State& server_;
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_{limits::header_bytes + limits::body_bytes};
  std::optional<http::request_parser<http::string_body>> parser_;
  bool keep_alive_ = false;
};

error_code HttpServer::State::bind(std::uint16_t wanted) {
  const tcp::endpoint where(asio::ip::address_v4::loopback(), wanted);
  error_code error;
  acceptor.open(where.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(where, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (!error) port = acceptor.local_endpoint(error).port();
  return error;
}

void HttpServer::State::accept() {
  acceptor.async_accept([this](error_code error, tcp::socket socket) { accepted(error, std::move(socket)); });
}

void HttpServer::State::accepted(error_code error, tcp::socket socket) {
  if (!acceptor.is_open()) return;
  if (error) {
    pause.expires_after(std::chrono::milliseconds(100));
    return pause.async_wait([this](error_code stopped) {
      if (!stopped) accept();
    });
  }
  // One too many is closed unheard.
  if (open < limits::connections) std::make_shared<Connection>(*this, std::move(socket))->read();
  accept();
}

HttpResponse HttpServer::State::answer(const HttpRequest& request) const {
  try {
    return handler(request);
  } catch (const std::exception&) {
    HttpResponse out;
    out.status = 500;
    return out;
  }
}

HttpServer::HttpServer(std::unique_ptr<State> state) : state_(std::move(state)) {
  state_->accept();
  state_->thread = std::thread([io = &state_->io] { io->run(); });
}

HttpServer::~HttpServer() {
  state_->io.stop();
  state_->thread.join();
}

std::uint16_t HttpServer::port() const {
  return state_->port;
}

Result<std::unique_ptr<HttpServer>> HttpServer::listen(std::uint16_t port, HttpHandler handler,
                                                       const std::function<void(std::uint16_t)>& bound) {
  auto state = std::make_unique<State>(std::move(handler));
  if (const error_code error = state->bind(port)) {
    return Problem(problems::cannot_listen, {std::to_string(port), error.message()});
  }
  bound(state->port);
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(state)));
}

}  // namespace fenqun::console::net
