#include <array>

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

}  // namespace fenqun::fuzz
