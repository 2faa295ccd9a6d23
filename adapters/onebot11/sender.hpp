// Outbox items on their way: rate, order, and exactly one Sent for each, whatever happens.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "adapters/onebot11/decode.hpp"
#include "adapters/onebot11/groups.hpp"
#include "adapters/onebot11/lanes.hpp"
#include "adapters/onebot11/link.hpp"

namespace fenqun::adapters::onebot11 {

// Outbox items on their way: written in the order that Lanes allows, settled by the peer's answer, its silence or a
// drop.
class Sender {
 public:
  static constexpr std::size_t max_queue = 8192;
  static constexpr std::size_t max_flying = 4096;
  static constexpr Millis retry_after{5'000};    // not ready
  static constexpr Millis recheck_after{2'000};  // a group's name, when it was still the old one

  Sender(Link& link, Groups& groups);

  void send(const OutboxItem& item, bool ready, Time now, Steps& out);
  void on_answer(const Call& call, const Answer& answer, Time now, Steps& out);
  void on_silence(const Call& call, Time now, Steps& out);
  // A group was renamed, by whomever: it may be the proof that a rename of ours waits for.
  void on_renamed(std::string_view chat, std::string_view name, Time now, Steps& out);
  // Nothing more can be written for now; what is written may still be answered.
  void pause(Time now, Steps& out);
  // The socket is gone.
  void drop(Time now, Steps& out);
  void tick(Time now, Steps& out);
  Time next() const;

 private:
  struct Flight {
    OutboxItem item;
    bool accepted = false;  // a rename: answered with ok, now being verified
    bool unsure = false;    // … by a peer that does not wait for QQ's server
    int checks = 0;
    Time recheck_at = never;
  };
  using Flights = std::map<std::int64_t, Flight>;

  void pump(Time now, Steps& out);
  bool take_token(Time now);
  void write(OutboxItem item, Time now, Steps& out);
  void settle(const OutboxItem& item, SendResult result, Time now, Steps& out, std::string detail = {},
              std::string stored = {});
  void land(Flights::iterator flight, SendResult result, Time now, Steps& out, std::string detail = {},
            std::string stored = {});
  void accepted(Flights::iterator flight, const Answer& answer, Time now, Steps& out);
  void refused(Flights::iterator flight, const Answer& answer, const std::string& action, Time now, Steps& out);
  void check(Flight& flight, Time now, Steps& out);
  void checked(Flights::iterator flight, const Answer& answer, Time now, Steps& out);

  Link& link_;
  Groups& groups_;
  Lanes lanes_;
  Flights flying_;
  Time next_recheck_ = never;  // at or before every Flight::recheck_at
  double tokens_ = 0;          // sends that the rate allows now
  Time refilled_{};
};

}  // namespace fenqun::adapters::onebot11
