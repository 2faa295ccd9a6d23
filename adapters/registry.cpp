#include "adapters/registry.hpp"

#include "adapters/onebot11/onebot11.hpp"

namespace fenqun::adapters {

std::span<const Platform> platforms() {
  static constexpr Platform all[] = {
      {"onebot11", {"QQ (OneBot v11)", "QQ (OneBot v11)"}, &make_onebot11},
  };
  return all;
}

const Platform* find_platform(std::string_view id) {
  for (const Platform& platform : platforms()) {
    if (platform.id == id) return &platform;
  }
  return nullptr;
}

}  // namespace fenqun::adapters
