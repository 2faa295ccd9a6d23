#include "adapters/net/tls.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>

#include "adapters/net/socket_wire.hpp"

namespace fenqun::adapters::net {
namespace asio = boost::asio;
namespace ssl = asio::ssl;
namespace {

using TlsStream = ssl::stream<TcpSocket>;

// The context lives as long as the stream that was made from it.
struct TlsParts {
  TlsParts(TcpSocket socket, ssl::context made) : context(std::move(made)), stream(std::move(socket), context) {}
  ssl::context context;
  TlsStream stream;
};

class TlsWire final : public Wire {
 public:
  explicit TlsWire(std::shared_ptr<TlsParts> parts) : parts_(std::move(parts)) {}
  ~TlsWire() override { close_now(parts_->stream.next_layer()); }

  void read_some(asio::mutable_buffer into, IoDone done) override {
    parts_->stream.async_read_some(
        into, [keep = parts_, done = std::move(done)](error_code error, std::size_t count) { done(error, count); });
  }
  void write_all(asio::const_buffer from, IoDone done) override {
    asio::async_write(
        parts_->stream, from,
        [keep = parts_, done = std::move(done)](error_code error, std::size_t count) { done(error, count); });
  }
  void finish() override { shut(parts_->stream.next_layer()); }
  void close() override { close_now(parts_->stream.next_layer()); }
  void reset() override { reset_now(parts_->stream.next_layer()); }

 private:
  std::shared_ptr<TlsParts> parts_;
};

Closed tls_failure(std::string reason) {
  Closed why;
  why.tls = true;
  why.reason = std::move(reason);
  return why;
}

// Empty when all went well.
std::string prepare_trust(ssl::context& context, const std::string& ca_file) {
  error_code error;
  SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
  context.set_verify_mode(ssl::verify_peer, error);
  if (error) return "TLS: " + error.message();
  if (ca_file.empty()) {
    context.set_default_verify_paths(error);
  } else {
    context.load_verify_file(ca_file, error);
  }
  if (!error) return {};
  return ca_file.empty() ? "the system's certificate roots cannot be read: " + error.message()
                         : "certificate file " + ca_file + " cannot be read: " + error.message();
}

void expect_host(SSL* handle, const std::string& host) {
  error_code not_an_address;
  asio::ip::make_address(host, not_an_address);
  if (not_an_address) {
    SSL_set1_host(handle, host.c_str());
    SSL_set_tlsext_host_name(handle, const_cast<char*>(host.c_str()));  // OpenSSL only reads it
  } else {
    X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(handle), host.c_str());
  }
}

std::string handshake_failure(SSL* handle, const error_code& error) {
  const long verified = SSL_get_verify_result(handle);
  if (verified == X509_V_OK) return "TLS handshake failed: " + error.message();
  return std::string("certificate refused: ") + X509_verify_cert_error_string(verified);
}

}  // namespace

TlsClient connect_tls(TcpSocket socket, const std::string& host, const std::string& ca_file, DialDone done) {
  ssl::context context(ssl::context::tls_client);
  if (std::string trouble = prepare_trust(context, ca_file); !trouble.empty()) {
    const Executor executor = socket.get_executor();
    asio::post(executor, [done = std::move(done), trouble] { done(nullptr, tls_failure(trouble)); });
    return {[] {}};
  }
  auto parts = std::make_shared<TlsParts>(std::move(socket), std::move(context));
  expect_host(parts->stream.native_handle(), host);
  parts->stream.async_handshake(ssl::stream_base::client, [parts, done = std::move(done)](error_code error) {
    if (error) return done(nullptr, tls_failure(handshake_failure(parts->stream.native_handle(), error)));
    done(std::make_unique<TlsWire>(parts), {});
  });
  return {[weak = std::weak_ptr(parts)] {
    if (const auto alive = weak.lock()) close_now(alive->stream.next_layer());
  }};
}

void accept_tls(TcpSocket socket, const Certificate& certificate, std::function<void(std::unique_ptr<Wire>)> done) {
  ssl::context context(ssl::context::tls_server);
  error_code error;
  SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
  context.use_certificate_chain(asio::buffer(certificate.chain_pem), error);
  if (!error) context.use_private_key(asio::buffer(certificate.key_pem), ssl::context::pem, error);
  if (error) return done(nullptr);
  auto parts = std::make_shared<TlsParts>(std::move(socket), std::move(context));
  parts->stream.async_handshake(ssl::stream_base::server, [parts, done = std::move(done)](error_code failed) {
    done(failed ? nullptr : std::make_unique<TlsWire>(parts));
  });
}

}  // namespace fenqun::adapters::net
