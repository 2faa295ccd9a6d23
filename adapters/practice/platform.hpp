// The practice platform: a OneBot v11 server on loopback with a thread of its own, for `fenqun demo`, the sandbox and
// the tests. Every function may be called from any thread; those that answer wait for the platform's thread (never call
// them while holding a lock that a callback takes). Callbacks run on the platform's thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/practice/types.hpp"
#include "model/problem.hpp"

namespace fenqun::adapters::practice {

struct Counters {
  std::size_t sessions = 0;   // clients that get events just now
  std::uint64_t opened = 0;   // sessions that ever were
  std::uint64_t refused = 0;  // for their token
  std::uint64_t said = 0;     // messages of people
  std::uint64_t handed = 0;   // of those, written to a socket at least once
  std::size_t backlog = 0;    // of say_many, not yet said
  std::uint64_t calls = 0;    // frames from clients
};

class Platform {
 public:
  // Listens before it returns.
  static Result<std::unique_ptr<Platform>> start(Options options, const Clock& clock, Callbacks callbacks = {});
  ~Platform();  // stops
  std::uint16_t port() const;
  std::string url() const;  // "ws://127.0.0.1:<port>/"
  // Closes the sessions and ends the thread. Not from a callback.
  void stop();

  // ---- people
  // At once, to whoever is connected; the answer is the message's id. With nobody connected it is only kept for history
  // and redelivery.
  std::int64_t say(Line line);
  // One after the other as fast as the clients read, holding back while nobody is connected; nothing is skipped.
  void say_many(std::vector<Line> lines);
  void rename_group(std::int64_t group, std::int64_t by, std::string name);
  void recall(std::int64_t message);
  void befriend(std::int64_t user, std::string name);
  std::string group_name(std::int64_t group);  // empty: there is no such group
  std::string remark(std::int64_t user);

  // ---- trouble
  void set_faults(Faults faults);
  // The newest so many messages of people again, to all sessions, with the same ids and bytes.
  void redeliver(std::size_t newest);
  void set_redeliver_on_open(std::size_t newest);
  void disconnect(std::uint16_t code);  // every session; 1005: without a code
  void reset();                         // every session, as a crash of the platform's program does
  void freeze();                        // every session stays open and silent
  void send_text(std::string frame);    // any text frame, to all sessions

  // ---- looking
  Counters counters();
  std::vector<std::int64_t> handed();  // ids of the messages that were written to a socket, in the order they were said
  // Waits until `count` messages were handed and nothing is left to say; false when the time is over.
  bool wait_handed(std::uint64_t count, Millis at_most);
  bool wait_sessions(std::size_t count, Millis at_most);

 private:
  struct State;
  explicit Platform(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace fenqun::adapters::practice
