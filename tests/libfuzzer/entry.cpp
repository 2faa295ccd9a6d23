// libFuzzer's way in to one target, named by the build (script/fuzz).
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fenqun::fuzz::FENQUN_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}
