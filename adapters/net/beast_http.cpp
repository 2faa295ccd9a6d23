#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <charconv>
#include <optional>

#include "adapters/net/http.hpp"
#include "adapters/net/version.hpp"
#include "adapters/net/wire.hpp"

namespace fenqun::adapters {
namespace net {
namespace {
namespace asio = boost::asio;
namespace http = boost::beast::http;

constexpr std::uint32_t most_header_bytes = 16 * 1024;
constexpr std::int64_t most_retry_seconds = 24 * 3600;

bool printable(std::string_view value) {
  for (const char c : value) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return false;
  }
  return true;
}

std::string request_text(const HttpRequest& request, const Url& url) {
  std::string out = "POST " + url.target + " HTTP/1.1\r\nHost: " + url.host_header + "\r\nUser-Agent: fenqun/";
  out += version;
  out += "\r\nConnection: close\r\nContent-Length: " + std::to_string(request.body.size()) + "\r\n";
  for (const auto& [name, value] : request.headers) {
    if (printable(name) && printable(value)) out += name + ": " + value + "\r\n";
  }
  return out + "\r\n" + request.body;
}

// Kept alive by what is under way. `done_` is emptied when it has been called.
class HttpCall : public std::enable_shared_from_this<HttpCall> {
 public:
  HttpCall(asio::io_context& io, HttpRequest request, HttpDone done)
      : io_(io), request_(std::move(request)), done_(std::move(done)), timer_(io) {}

  void start() {
    timer_.expires_after(request_.timeout);
    timer_.async_wait([self = shared_from_this()](error_code error) {
      if (!error) self->fail("no answer within " + std::to_string(self->request_.timeout.count()) + " ms");
    });
    asio::post(io_, [self = shared_from_this()] { self->dial_out(); });
  }

 private:
  void dial_out() {
    const auto url = parse_url(request_.url);
    if (!url || !request_.url.starts_with("http")) return fail("not an http:// or https:// address");
    text_ = request_text(request_, *url);
    dialing_ = dial(io_, *url, request_.ca_file, [self = shared_from_this()](std::unique_ptr<Wire> wire, Closed why) {
      self->dialled(std::move(wire), why);
    });
  }

  void dialled(std::unique_ptr<Wire> wire, const Closed& why) {
    if (!done_) return;
    if (!wire) return fail(why.reason);
    wire_ = std::move(wire);
    wire_->write_all(asio::buffer(text_), [self = shared_from_this()](error_code error, std::size_t) {
      if (error) self->write_error_ = error;  // the server may have answered all the same
    });
    expect_answer();
    read();
  }

  void read() {
    wire_->read_some(asio::buffer(into_), [self = shared_from_this()](error_code error, std::size_t count) {
      self->was_read(error, count);
    });
  }

  void was_read(error_code error, std::size_t count) {
    if (!done_) return;
    if (error) return fail("the connection broke: " + (write_error_ ? write_error_ : error).message());
    pending_.append(into_.data(), count);
    while (true) {
      error_code failed;
      pending_.erase(0, parser_->put(asio::buffer(pending_), failed));
      if (failed && failed != http::error::need_more) return fail("not HTTP: " + failed.message());
      if (!parser_->is_header_done()) return read();
      if (parser_->get().result_int() >= 200) return answered();
      expect_answer();  // 1xx: the answer is yet to come
    }
  }

  void expect_answer() {
    parser_.emplace();
    parser_->header_limit(most_header_bytes);
  }

  void answered() {
    HttpAnswer answer;
    answer.status = static_cast<int>(parser_->get().result_int());
    const auto after = parser_->get()[http::field::retry_after];
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(after.data(), after.data() + after.size(), seconds);
    if (error == std::errc() && end == after.data() + after.size() && seconds >= 0) {
      answer.retry_after = Millis{1000 * std::min(seconds, most_retry_seconds)};
    }
    finish(std::move(answer));
  }

  void fail(std::string problem) { finish({0, std::nullopt, std::move(problem)}); }

  void finish(HttpAnswer answer) {
    const auto done = std::exchange(done_, nullptr);
    if (!done) return;
    timer_.cancel();
    dialing_.reset();
    if (wire_) wire_->close();
    done(std::move(answer));
  }

  asio::io_context& io_;
  HttpRequest request_;
  HttpDone done_;
  asio::steady_timer timer_;
  std::string text_;
  std::unique_ptr<Dialing> dialing_;
  std::unique_ptr<Wire> wire_;
  error_code write_error_;
  std::optional<http::response_parser<http::empty_body>> parser_;
  std::array<char, 4096> into_{};
  std::string pending_;  // read and not yet understood; the parser bounds it
};

class BeastHttp final : public HttpClient {
 public:
  void post(asio::io_context& io, HttpRequest request, HttpDone done) override {
    std::make_shared<HttpCall>(io, std::move(request), std::move(done))->start();
  }
};

}  // namespace
}  // namespace net

std::unique_ptr<HttpClient> make_beast_http() {
  return std::make_unique<net::BeastHttp>();
}

}  // namespace fenqun::adapters
