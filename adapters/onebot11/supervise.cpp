#include "adapters/onebot11/supervise.hpp"

#include <algorithm>

namespace fenqun::adapters::onebot11 {

void Supervisor::begin(Time now) {
  last_heard_ = now;
  next_ping_ = now + ping_every;
  interval_ = Millis{0};
}

void Supervisor::heartbeat(std::optional<Millis> interval) {
  if (interval) interval_ = *interval;
}

Millis Supervisor::silence_allowed() const {
  return std::max(interval_ * 5 / 2, least_silence);
}

bool Supervisor::take_ping(Time now) {
  if (now < next_ping_) return false;
  next_ping_ = now + ping_every;
  return true;
}

Time Supervisor::next() const {
  return std::min(next_ping_, last_heard_ + silence_allowed());
}

}  // namespace fenqun::adapters::onebot11
