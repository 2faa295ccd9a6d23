// What the plain and the TLS wire share: three ways to end a TCP socket.
#pragma once

#include "adapters/net/wire.hpp"

namespace fenqun::adapters::net {

void shut(TcpSocket& socket);
void close_now(TcpSocket& socket);
void reset_now(TcpSocket& socket);

}  // namespace fenqun::adapters::net
