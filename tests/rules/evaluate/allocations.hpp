// Counts what the whole test program allocates.
#pragma once

#include <cstddef>

namespace fenqun {
std::size_t allocations_so_far();
}  // namespace fenqun
