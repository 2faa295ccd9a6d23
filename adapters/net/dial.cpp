#include <boost/asio/connect.hpp>

#include "adapters/net/socket_wire.hpp"
#include "adapters/net/tls.hpp"
#include "adapters/net/wire.hpp"

namespace fenqun::adapters::net {
namespace asio = boost::asio;
namespace {

using Resolver = asio::ip::basic_resolver<asio::ip::tcp, Executor>;

// Kept alive by what is under way; `done_` is emptied when nobody wants to know any more.
class Dialer : public std::enable_shared_from_this<Dialer> {
 public:
  Dialer(asio::io_context& io, Url url, std::string ca_file, DialDone done)
      : resolver_(io.get_executor()),
        socket_(io.get_executor()),
        url_(std::move(url)),
        ca_file_(std::move(ca_file)),
        done_(std::move(done)) {}

  void start() {
    resolver_.async_resolve(url_.host, url_.port,
                            [self = shared_from_this()](error_code error, Resolver::results_type found) {
                              self->resolved(error, std::move(found));
                            });
  }

  void give_up() {
    done_ = nullptr;
    resolver_.cancel();
    close_now(socket_);
    if (cancel_tls_) cancel_tls_();
  }

 private:
  void resolved(error_code error, Resolver::results_type found) {
    if (!done_) return;
    if (error) return fail("host " + url_.host + " not found: " + error.message());
    asio::async_connect(socket_, found, [self = shared_from_this()](error_code failed, const asio::ip::tcp::endpoint&) {
      self->connected(failed);
    });
  }

  void connected(error_code error) {
    if (!done_) return;
    if (error) return fail(error.message());
    if (!url_.tls) return finish(plain_wire(std::move(socket_)), {});
    error_code ignored;
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    cancel_tls_ = connect_tls(std::move(socket_), url_.host, ca_file_,
                              [self = shared_from_this()](std::unique_ptr<Wire> wire, Closed why) {
                                self->finish(std::move(wire), std::move(why));
                              })
                      .cancel;
  }

  void fail(std::string reason) {
    Closed why;
    why.reason = std::move(reason);
    finish(nullptr, std::move(why));
  }

  void finish(std::unique_ptr<Wire> wire, Closed why) {
    cancel_tls_ = nullptr;
    if (const DialDone done = std::exchange(done_, nullptr)) done(std::move(wire), std::move(why));
  }

  Resolver resolver_;
  TcpSocket socket_;
  Url url_;
  std::string ca_file_;
  DialDone done_;
  std::function<void()> cancel_tls_;
};

class DialHandle final : public Dialing {
 public:
  explicit DialHandle(std::shared_ptr<Dialer> dialer) : dialer_(std::move(dialer)) {}
  ~DialHandle() override { dialer_->give_up(); }

 private:
  std::shared_ptr<Dialer> dialer_;
};

}  // namespace

std::unique_ptr<Dialing> dial(asio::io_context& io, const Url& url, const std::string& ca_file, DialDone done) {
  auto dialer = std::make_shared<Dialer>(io, url, ca_file, std::move(done));
  dialer->start();
  return std::make_unique<DialHandle>(std::move(dialer));
}

}  // namespace fenqun::adapters::net
