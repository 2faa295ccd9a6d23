// OneBot v11: QQ through NapCat, LLOneBot, Lagrange.OneBot or go-cqhttp, over a forward WebSocket.
#pragma once

#include <memory>

#include "adapters/protocol.hpp"
#include "adapters/registry.hpp"

namespace fenqun::adapters {

std::unique_ptr<Protocol> make_onebot11(const Account& account);

}  // namespace fenqun::adapters
