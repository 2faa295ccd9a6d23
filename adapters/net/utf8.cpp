#include "adapters/net/utf8.hpp"

#include <simdjson.h>

namespace fenqun::adapters::net {

bool valid_utf8(std::string_view bytes) {
  return simdjson::validate_utf8(bytes.data(), bytes.size());
}

}  // namespace fenqun::adapters::net
