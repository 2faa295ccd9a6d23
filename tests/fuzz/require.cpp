#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/target.hpp"

namespace fenqun::fuzz {

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

}  // namespace fenqun::fuzz
