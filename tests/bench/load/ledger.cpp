#include "tests/bench/load/ledger.hpp"

#include <algorithm>
#include <cmath>

namespace fenqun::bench {

void Ledger::expect(std::size_t customer, double due, bool measured) {
  waiting_[customer].push_back({due, measured});
  ++outstanding_;
  if (measured) ++expected_;
}

void Ledger::replied(std::int64_t customer, double now) {
  const bool known = customer >= 0 && static_cast<std::size_t>(customer) < waiting_.size();
  if (!known || waiting_[static_cast<std::size_t>(customer)].empty()) {
    ++unexpected_;
    return;
  }
  auto& queue = waiting_[static_cast<std::size_t>(customer)];
  const Due oldest = queue.front();
  queue.pop_front();
  --outstanding_;
  if (!oldest.measured) return;
  latency_.push_back(now - oldest.at);
  last_reply_ = now;
}

double Ledger::percentile(double q) const {
  if (latency_.empty()) return 0;
  auto sorted = latency_;
  const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(sorted.size())));
  const auto nth = sorted.begin() + static_cast<std::ptrdiff_t>(std::clamp<std::size_t>(rank, 1, sorted.size()) - 1);
  std::nth_element(sorted.begin(), nth, sorted.end());
  return *nth;
}

}  // namespace fenqun::bench
