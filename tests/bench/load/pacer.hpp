// When the next message goes out: every customer once, a warm-up, then the measured part, as a flood, a closed loop or
// at a fixed rate. Pure: time comes in, nothing is sent here. Times are seconds of one steady clock. One thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace fenqun::bench {

struct Plan {
  std::size_t customers = 1000;
  std::size_t warmup = 0;  // messages that are sent first and not measured
  std::size_t messages = 100000;
  double rollcall_per_s = 0;  // one message from each customer at this rate, before all else; 0: left out
  double rate_per_s = 0;      // measured part: fixed rate; 0: as fast as the bot takes them
  std::size_t inflight = 0;   // most replies outstanding; 0: no limit
  double settle_s = 0.5;      // quiet after the bot is ready
  double idle_s = 10;         // replies that have not come after this long without a sign are given up
};

// What is so far out, as the server knows it.
struct Traffic {
  std::size_t outstanding = 0;   // replies
  std::size_t queued_bytes = 0;  // not yet taken by the socket
  double last_heard = 0;
};

enum class Phase { waiting, settling, rollcall, warmup, draining, measuring, finishing, done };
std::string_view name_of(Phase phase);

class Pacer {
 public:
  // The flood keeps no more than this in the queue of the socket.
  static constexpr std::size_t kMaxQueued = std::size_t{256} * 1024;

  explicit Pacer(const Plan& plan) : plan_(plan) {}

  void ready(double now);
  // Moves on to later phases; call before next().
  void advance(double now, const Traffic& traffic);

  struct Send {
    double due = 0;  // latency counts from here, however late it really goes out
    bool measured = false;
    std::optional<std::size_t> customer;  // the roll-call's; otherwise any
  };
  // The next message to send at once, or nothing for now.
  std::optional<Send> next(double now, const Traffic& traffic);

  // How long there is nothing to do unless the bot speaks or takes bytes.
  double sleep_s(double now, const Traffic& traffic) const;

  Phase phase() const { return phase_; }
  std::size_t sent() const { return phase_ >= Phase::measuring ? count_ : 0; }  // measured
  double began() const { return began_; }                                       // measured part
  double all_sent() const { return all_sent_; }
  bool gave_up() const { return gave_up_; }

 private:
  void enter(Phase phase, double now);
  bool room(const Traffic& traffic) const;
  double period() const;  // of the present phase, s; 0: as fast as possible
  std::size_t goal() const;

  Plan plan_;
  Phase phase_ = Phase::waiting;
  double entered_ = 0;
  std::size_t count_ = 0;  // sent in this phase
  double began_ = 0;
  double all_sent_ = 0;
  bool gave_up_ = false;
};

}  // namespace fenqun::bench
