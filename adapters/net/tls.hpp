// TLS over a connected socket: the client's and the server's handshake, both ending in a Wire.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "adapters/net/wire.hpp"

namespace fenqun::adapters::net {

// TLS 1.2 or newer; the certificate must lead to `ca_file` (empty: the system's roots) and be made for `host`, a name
// or an address. Failures come with Closed::tls set and the verifier's own words. Closing the wire's socket from
// outside is what `cancel` of the result is for.
struct TlsClient {
  std::function<void()> cancel;
};
TlsClient connect_tls(TcpSocket socket, const std::string& host, const std::string& ca_file, DialDone done);

}  // namespace fenqun::adapters::net
