// The server side of OneBot v11 as a pure state machine: frames and deeds of people in, frames out. No socket, no
// clock, no thread; Platform runs it. Written to be as faithful, and on request as faulty, as the four dialects are.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/practice/frames.hpp"
#include "adapters/practice/world.hpp"

namespace fenqun::adapters::practice {

using Session = std::uint32_t;

struct Frame {
  Session to = 0;
  std::string text;
  std::int64_t message = 0;  // id of the message that it carries; 0: none
  bool then_close = false;   // without a close code
};
struct Effects {
  std::vector<Frame> frames;
  std::vector<BotSaid> said;
  std::vector<BotRenamed> renamed;
  std::vector<BotRemarked> remarked;
};

class OneBot11Server {
 public:
  explicit OneBot11Server(Options options);
  ~OneBot11Server();

  // HTTP status for an upgrade that brings this token (empty: none). Some dialects let everybody in and refuse later.
  int admit(std::string_view token) const;
  bool token_is_right(std::string_view token) const { return options_.token.empty() || token == options_.token; }

  // `path` as in the upgrade: "/", "/api", "/event".
  void on_open(Session session, std::string_view path, std::string_view token, Time now, Effects& out);
  void on_text(Session session, std::string_view bytes, Time now, Effects& out);
  void on_closed(Session session);
  void on_heartbeat(Time now, Effects& out);
  void release_answers(Effects& out);  // those that Faults::swap_answers holds back

  std::int64_t say(Line line, Time now, Effects& out);
  void redeliver(std::size_t newest, Effects& out);  // to every session, byte for byte as before
  void rename(std::int64_t group, std::int64_t by, const std::string& name, Time now, Effects& out);
  void recall(std::int64_t message, Time now, Effects& out);
  void befriend(std::int64_t user, const std::string& name, Time now, Effects& out);
  void set_faults(const Faults& faults) { options_.faults = faults; }
  void set_redeliver_on_open(std::size_t newest) { options_.redeliver_on_open = newest; }

  World& world() { return world_; }
  const Options& options() const { return options_; }
  std::size_t listeners() const { return listeners_.size(); }

 private:
  struct Calls;  // the actions that clients may call
  Voice voice() const { return {options_.dialect, options_.self_id, options_.faults.string_form}; }
  void tell_all(const nlohmann::json& event, std::int64_t message, Effects& out);
  void redeliver_to(const std::set<Session>& whom, std::size_t newest, Effects& out);
  void answer(Session session, nlohmann::json reply, const nlohmann::json& call, Effects& out);

  Options options_;
  World world_;
  std::set<Session> callers_;    // may call
  std::set<Session> listeners_;  // get events
  std::uint64_t answers_ = 0;
  std::vector<Frame> held_;
};

}  // namespace fenqun::adapters::practice
