#include <array>
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/target.hpp"

namespace fenqun::fuzz {

std::span<const Target> targets() {
  static constexpr auto all = std::to_array<Target>({
      {"language", language},
      {"rule_file", rule_file},
      {"folding", folding},
      {"meaning", meaning},
      {"sound", sound},
      {"traits", traits},
      {"matching", matching},
  });
  return all;
}

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

}  // namespace fenqun::fuzz
