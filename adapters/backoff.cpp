#include "adapters/backoff.hpp"

#include <algorithm>

namespace fenqun::adapters {
namespace {
Millis decorrelated(Millis& last, Millis floor, Millis cap, Random& random) {
  last = std::min(cap, Millis{random.between(floor.count(), last.count() * 3)});
  return last;
}
}  // namespace

Millis Backoff::next(Random& random) { return decorrelated(last_, floor, cap, random); }
Millis Backoff::next_slow(Random& random) { return decorrelated(slow_last_, slow_floor, slow_cap, random); }

}  // namespace fenqun::adapters
