// The state machine of one account's link. Thread, ownership and re-entrance: see adapters/protocol.hpp.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "adapters/onebot11/backfill.hpp"
#include "adapters/onebot11/decode.hpp"
#include "adapters/onebot11/groups.hpp"
#include "adapters/onebot11/link.hpp"
#include "adapters/onebot11/sender.hpp"
#include "adapters/onebot11/supervise.hpp"
#include "adapters/protocol.hpp"

namespace fenqun::adapters::onebot11 {

class Machine final : public Protocol {
 public:
  static constexpr Millis greeting_patience{2'000};  // for a first frame, before we log in without one
  static constexpr Millis login_patience{10'000};    // for get_login_info, when events flow meanwhile
  static constexpr Millis mute_patience{60'000};     // for anything at all, before the peer is taken for another thing
  static constexpr Millis status_every{30'000};      // get_status while QQ is offline
  static constexpr std::size_t max_counted_names = 64;
  static constexpr int max_quarantined = 100;  // frames a minute; what is more is only counted

  explicit Machine(const Account& account);

  void start(const Resume& resume, Time now, Steps& out) override;
  void on_open(Socket socket, Time now, Steps& out) override;
  void on_text(Socket socket, std::string_view bytes, Time now, Steps& out) override;
  void on_binary(Socket socket, std::string_view bytes, Time now, Steps& out) override;
  void on_pong(Socket socket, Time now, Steps& out) override;
  void on_closed(Socket socket, const Closed& closed, Time now, Steps& out) override;
  void on_http(HttpId id, const HttpReply& reply, Time now, Steps& out) override;
  void on_tick(Time now, Steps& out) override;
  void on_committed(Ack ack, Fate fate, Time now, Steps& out) override;
  void send(const OutboxItem& item, Time now, Steps& out) override;
  const Capabilities& capabilities() const override { return link_.can; }

 private:
  enum class State : std::uint8_t {
    down,  // no socket, until start()
    dialing,
    greeting,  // socket open, nothing heard yet
    login,     // get_login_info and the rest are under way
    ready,
    away,  // logged in, but QQ is offline
  };
  bool live(Socket socket) const { return socket != 0 && socket == link_.socket && state_ > State::dialing; }
  DecodeContext context(Time now);

  // machine_frames.cpp: what a frame means for us
  void take(Happened& happened, Time now, Steps& out);
  void take(Lifecycle& lifecycle, Time now, Steps& out);
  void take(Heartbeat& heartbeat, Time now, Steps& out);
  void take(QqOnline& online, Time now, Steps& out);
  void take(ChatNamed& named, Time now, Steps& out);
  void take(SelfJoined& joined, Time now, Steps& out);
  void take(Answer& answer, Time now, Steps& out);
  void take(Counted& counted, Time now, Steps& out);
  void take(Unreadable& unreadable, Time now, Steps& out);
  void answered(const Call& call, const Answer& answer, Time now, Steps& out);
  void unanswered(const Call& call, Time now, Steps& out);
  void count(std::string what, Steps& out);
  void quarantine(std::string_view bytes, std::string reason, Time now, Steps& out);

  // machine_login.cpp: who we are and whether QQ is there
  void log_in(Time now, Steps& out);
  void learn_self(const std::string& self, Steps& out);
  void on_login_info(const Answer& answer, Time now, Steps& out);
  void on_version(const Answer& answer, Time now, Steps& out);
  void know_dialect(Time now, Steps& out);
  void become_ready(Time now, Steps& out);
  void qq_is(bool online, std::string_view words, Time now, Steps& out);
  void begin_backfill(Time now, Steps& out);
  void tell_status(Steps& out);

  // machine.cpp
  void tick_login(Time now, Steps& out);
  bool gave_up(Time now, Steps& out);
  void drop(Problem reason, Retry retry, Time now, Steps& out);
  void arm(Time now, Steps& out);
  Time next_deadline() const;

  JsonParser parser_;
  JsonParser cards_;
  Link link_;
  Groups groups_;
  Sender sender_;
  Backfill backfill_;
  Supervisor supervisor_;
  State state_ = State::down;
  Socket last_socket_ = 0;
  std::string_view frame_;  // being read, for the quarantine; empty outside on_text
  Time opened_at_{};
  Time login_at_ = never;     // when log_in() was called
  Time armed_ = never;        // the Wake that was asked for last
  Time next_status_ = never;  // while away
  Time away_since_{};
  bool online_ = true;           // QQ, as far as it told
  bool events_flow_ = false;     // on this socket
  bool dialect_known_ = false;   // or known not to be told
  std::string remembered_self_;  // of earlier runs
  std::string nickname_;
  std::string away_words_;
  std::set<std::string, std::less<>> counted_;
  Time quarantine_minute_{};
  int quarantined_ = 0;  // since quarantine_minute_
};

// "ws://host:3001" has no path, and only "/" is sure to carry events and calls: it is added. What the operator wrote
// stays.
std::string with_path(std::string_view url);

}  // namespace fenqun::adapters::onebot11
