#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "adapters/net/http.hpp"
#include "tests/adapters/net/loopback.hpp"

namespace fenqun::adapters::net {
namespace {

template <typename T, void (*release)(T*)>
struct Release {
  void operator()(T* one) const { release(one); }
};
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY, EVP_PKEY_free>>;
using Cert = std::unique_ptr<X509, Release<X509, X509_free>>;

Key make_key() {
  return Key(EVP_EC_gen("P-256"));
}

void extend(X509* cert, X509* issuer, int what, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, cert, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, what, value.c_str());
  X509_add_ext(cert, extension, -1);
  X509_EXTENSION_free(extension);
}

// Valid from yesterday; `days` may be negative for one that has run out. Without an issuer it signs itself and is a CA.
Cert make_cert(EVP_PKEY* key, const char* name, X509* issuer, EVP_PKEY* issuer_key, const std::string& alternative,
               int days) {
  Cert cert(X509_new());
  X509_set_version(cert.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(cert.get()), issuer ? 2 : 1);
  X509_gmtime_adj(X509_getm_notBefore(cert.get()), -2L * 24 * 3600);
  X509_gmtime_adj(X509_getm_notAfter(cert.get()), days * 24L * 3600);
  X509_set_pubkey(cert.get(), key);
  X509_NAME* subject = X509_get_subject_name(cert.get());
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(name), -1, -1, 0);
  X509_set_issuer_name(cert.get(), issuer ? X509_get_subject_name(issuer) : subject);
  X509* signer = issuer ? issuer : cert.get();
  extend(cert.get(), signer, NID_basic_constraints, issuer ? "CA:FALSE" : "critical,CA:TRUE");
  if (!alternative.empty()) extend(cert.get(), signer, NID_subject_alt_name, alternative);
  X509_sign(cert.get(), issuer ? issuer_key : key, EVP_sha256());
  return cert;
}

template <typename Write>
std::string pem(Write write) {
  std::unique_ptr<BIO, Release<BIO, BIO_free_all>> bio(BIO_new(BIO_s_mem()));
  write(bio.get());
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return std::string(data, static_cast<std::size_t>(size));
}

// A certificate authority with one server certificate, and the authority's file.
struct Authority {
  explicit Authority(const std::string& alternative, int days = 2) {
    ca_key = make_key();
    ca = make_cert(ca_key.get(), "test authority", nullptr, nullptr, "", 2);
    const Key key = make_key();
    const Cert cert = make_cert(key.get(), "server", ca.get(), ca_key.get(), alternative, days);
    server.chain_pem = pem([&](BIO* out) { PEM_write_bio_X509(out, cert.get()); });
    server.key_pem =
        pem([&](BIO* out) { PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr); });
    char name[] = "fenqun-ca-XXXXXX";
    const int file = mkstemp(name);
    close(file);
    path = name;
    std::ofstream(path) << pem([&](BIO* out) { PEM_write_bio_X509(out, ca.get()); });
  }
  ~Authority() { std::remove(path.c_str()); }

  Key ca_key;
  Cert ca;
  Certificate server;
  std::string path;
};

struct TlsPair {
  TlsPair(const Authority& authority, const std::string& ca_file, const std::string& host) {
    ServerOptions options;
    options.certificate = authority.server;
    far.emplace(io, options);
    far->echo = true;
    SocketOptions near_options;
    near_options.url = "wss://" + host + ":" + std::to_string(far->server->port()) + "/";
    near_options.ca_file = ca_file;
    near = transport->open(io, near_options, socket);
    run_until(io, [&] { return socket.open || socket.end; });
  }
  boost::asio::io_context io{1};
  std::optional<TestServer> far;
  TestSocket socket;
  std::unique_ptr<Transport> transport = make_beast_transport();
  std::unique_ptr<OpenSocket> near;
};

TEST(Tls, TrustsTheGivenFile) {
  const Authority authority("IP:127.0.0.1,DNS:localhost");
  for (const std::string host : {"127.0.0.1", "localhost"}) {
    TlsPair pair(authority, authority.path, host);
    ASSERT_TRUE(pair.socket.open) << pair.socket.end->reason;
    for (int i = 0; i < 1'000; ++i) pair.near->write(std::to_string(i) + std::string(1'000, '.'), false);
    ASSERT_TRUE(run_until(pair.io, [&] { return pair.socket.got.size() == 1'000 || pair.socket.end; }));
    for (int i = 0; i < 1'000; ++i) ASSERT_EQ(pair.socket.got[i].find(std::to_string(i) + "."), 0u);
    pair.far->server->close(pair.far->session, 1001);
    ASSERT_TRUE(run_until(pair.io, [&] { return pair.socket.end.has_value(); }));
    EXPECT_EQ(pair.socket.end->code, 1001);
  }
}

void expect_refused(const Authority& authority, const std::string& ca_file, const std::string& host,
                    const char* words) {
  TlsPair pair(authority, ca_file, host);
  ASSERT_FALSE(pair.socket.open);
  ASSERT_TRUE(pair.socket.end);
  EXPECT_TRUE(pair.socket.end->tls);
  EXPECT_EQ(pair.socket.end->code, 0);
  EXPECT_NE(pair.socket.end->reason.find(words), std::string::npos) << pair.socket.end->reason;
}

HttpAnswer posted(const Authority& authority, const std::string& ca_file, const std::string& host) {
  boost::asio::io_context io{1};
  ServerOptions options;
  options.certificate = authority.server;
  const TestServer far(io, options);
  const auto http = make_beast_http();
  std::optional<HttpAnswer> got;
  HttpRequest request;
  request.url = "https://" + host + ":" + std::to_string(far.server->port()) + "/";
  request.ca_file = ca_file;
  http->post(io, request, [&](const HttpAnswer& answer) { got = answer; });
  EXPECT_TRUE(run_until(io, [&] { return got.has_value(); }));
  return got.value_or(HttpAnswer{});
}

// The far end only speaks WebSocket and says so with 426: an answer, so the handshake was made.
TEST(Tls, HttpVerifiesAuthorityAndHostToo) {
  const Authority authority("IP:127.0.0.1,DNS:localhost");
  const Authority other("IP:127.0.0.2");
  EXPECT_EQ(posted(authority, authority.path, "localhost").status, 426);
  EXPECT_EQ(posted(authority, authority.path, "127.0.0.1").status, 426);
  EXPECT_NE(posted(authority, other.path, "localhost").problem.find("certificate refused"), std::string::npos);
  EXPECT_NE(posted(authority, "", "localhost").problem.find("certificate refused"), std::string::npos);
  EXPECT_NE(posted(other, other.path, "localhost").problem.find("hostname mismatch"), std::string::npos);
  EXPECT_EQ(posted(other, other.path, "localhost").status, 0);
}

TEST(Tls, RefusesAnotherAuthority) {
  const Authority authority("IP:127.0.0.1");
  const Authority other("IP:127.0.0.1");
  expect_refused(authority, other.path, "127.0.0.1", "certificate refused");
  expect_refused(authority, "", "127.0.0.1", "certificate refused: unable to get local issuer certificate");
}

TEST(Tls, RefusesAnotherHost) {
  const Authority authority("DNS:qq.example.com,IP:127.0.0.2");
  expect_refused(authority, authority.path, "localhost", "certificate refused: hostname mismatch");
  expect_refused(authority, authority.path, "127.0.0.1", "certificate refused: IP address mismatch");
}

TEST(Tls, RefusesWhatHasRunOut) {
  const Authority authority("IP:127.0.0.1", -1);
  expect_refused(authority, authority.path, "127.0.0.1", "certificate refused: certificate has expired");
}

TEST(Tls, SaysWhenTheFileCannotBeRead) {
  const Authority authority("IP:127.0.0.1");
  expect_refused(authority, "no-such-file.pem", "127.0.0.1", "no-such-file.pem cannot be read");
}

TEST(Tls, APlainServerIsNotTrusted) {
  boost::asio::io_context io{1};
  TestServer far(io);
  TestSocket socket;
  const auto transport = make_beast_transport();
  SocketOptions options;
  options.url = "wss://127.0.0.1:" + std::to_string(far.server->port()) + "/";
  const auto near = transport->open(io, options, socket);
  ASSERT_TRUE(run_until(io, [&] { return socket.end.has_value(); }));
  EXPECT_TRUE(socket.end->tls);
}

}  // namespace
}  // namespace fenqun::adapters::net
