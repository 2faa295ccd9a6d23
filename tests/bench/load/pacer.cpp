#include "tests/bench/load/pacer.hpp"

#include <algorithm>

namespace fenqun::bench {

std::string_view name_of(Phase phase) {
  switch (phase) {
    case Phase::waiting:
      return "waiting";
    case Phase::settling:
      return "settling";
    case Phase::rollcall:
      return "rollcall";
    case Phase::warmup:
      return "warmup";
    case Phase::draining:
      return "draining";
    case Phase::measuring:
      return "measuring";
    case Phase::finishing:
      return "finishing";
    case Phase::done:
      return "done";
  }
  return "";
}

void Pacer::enter(Phase phase, double now) {
  phase_ = phase;
  entered_ = now;
  if (phase == Phase::measuring) began_ = now;
  if (phase == Phase::finishing) all_sent_ = now;
  if (phase < Phase::finishing) count_ = 0;  // sent() still tells the measured count later
}

void Pacer::ready(double now) {
  if (phase_ == Phase::waiting) enter(Phase::settling, now);
}

std::size_t Pacer::goal() const {
  switch (phase_) {
    case Phase::rollcall:
      return plan_.rollcall_per_s > 0 ? plan_.customers : 0;
    case Phase::warmup:
      return plan_.warmup;
    case Phase::measuring:
      return plan_.messages;
    default:
      return 0;
  }
}

void Pacer::advance(double now, const Traffic& traffic) {
  if (phase_ == Phase::settling && now >= entered_ + plan_.settle_s) enter(Phase::rollcall, now);
  if (phase_ == Phase::rollcall && count_ >= goal()) enter(Phase::warmup, now);
  if (phase_ == Phase::warmup && count_ >= goal()) enter(Phase::draining, now);
  const auto quiet = [&] { return now - std::max(traffic.last_heard, entered_) > plan_.idle_s; };
  const bool drained = traffic.queued_bytes == 0 && traffic.outstanding == 0;
  if (phase_ == Phase::draining && (drained || quiet())) {
    gave_up_ = gave_up_ || !drained;
    enter(Phase::measuring, now);
  }
  if (phase_ == Phase::measuring && count_ >= goal()) enter(Phase::finishing, now);
  if (phase_ == Phase::finishing && (drained || quiet())) {
    gave_up_ = gave_up_ || !drained;
    enter(Phase::done, now);
  }
}

double Pacer::period() const {
  const double rate = phase_ == Phase::rollcall    ? plan_.rollcall_per_s
                      : phase_ == Phase::measuring ? plan_.rate_per_s
                                                   : 0;
  return rate > 0 ? 1 / rate : 0;
}

bool Pacer::room(const Traffic& traffic) const {
  if (traffic.queued_bytes >= kMaxQueued) return false;
  return plan_.inflight == 0 || traffic.outstanding < plan_.inflight;
}

std::optional<Pacer::Send> Pacer::next(double now, const Traffic& traffic) {
  if (count_ >= goal()) return std::nullopt;
  Send send{now, phase_ == Phase::measuring, std::nullopt};
  if (period() > 0) {
    // An open loop: a bot that stalls does not slow the messages down, it only makes them late.
    send.due = entered_ + period() * static_cast<double>(count_);
    if (send.due > now) return std::nullopt;
  } else if (!room(traffic)) {
    return std::nullopt;
  }
  if (phase_ == Phase::rollcall) send.customer = count_;
  ++count_;
  return send;
}

double Pacer::sleep_s(double now, const Traffic& traffic) const {
  constexpr double kLook = 0.05;  // to notice that time ran out
  if (phase_ == Phase::settling) return std::clamp(entered_ + plan_.settle_s - now, 0.0, kLook);
  if (count_ >= goal()) return kLook;
  if (period() > 0) return std::clamp(entered_ + period() * static_cast<double>(count_) - now, 0.0, kLook);
  return room(traffic) && traffic.queued_bytes == 0 ? 0 : kLook;
}

}  // namespace fenqun::bench
