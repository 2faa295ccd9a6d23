// One account's link: performs the steps of its Protocol over a Transport. The only code that does. Lives on one
// io_context for life, which one thread runs; `start`, `settle`, `send`, `counts` and `stop` may be called from any
// thread (they post). Destroyed on that thread, or once it no longer runs. No platform asks for HTTP yet: an Http step
// is answered at once with HttpReply{status 0}.
#pragma once

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "adapters/backoff.hpp"
#include "adapters/net/transport.hpp"
#include "adapters/protocol.hpp"
#include "adapters/registry.hpp"
#include "model/time.hpp"

namespace fenqun::adapters {

using LinkId = std::uint32_t;

// What a link hands on to the core.
struct Delivered {
  LinkId link = 0;
  Ack ack = 0;
  Event event;
};
struct Settled {
  LinkId link = 0;
  Settlement settlement;
  std::string stored;
};
struct LinkStatus {
  LinkId link = 0;
  Phase phase = Phase::dialing;
  std::string detail;
  Capabilities capabilities;
  Phrase problem;     // why it dropped; empty: it did not, or the platform's word is in `detail`
  std::string code;   // of that problem, "FQ-4001"
  Millis retry_in{};  // until the next try after a drop; zero: none is due
};
struct LinkSaw {  // Quarantine, Remember, ChatSeen: to be stored
  LinkId link = 0;
  std::variant<Quarantine, Remember, ChatSeen> what;
};
using Inbound = std::variant<Delivered, Settled, LinkStatus, LinkSaw>;

// The core's bounded mailbox, as a link sees it.
class Inbox {
 public:
  virtual ~Inbox() = default;
  // Moves from `item` only when it answers true. False: full; nothing is dropped, the link stops reading its socket.
  virtual bool try_put(Inbound& item) = 0;
  // `wake` is called once, from any thread, when there may be room again.
  virtual void when_room(std::function<void()> wake) = 0;
};

struct ConnectionCounters {  // readable from any thread
  std::uint64_t frames = 0, bytes = 0, events = 0, drops = 0, dials = 0;
};

class Connection {
 public:
  struct Parts {
    boost::asio::io_context& io;
    LinkId id = 0;
    Account account;
    std::unique_ptr<Protocol> protocol;
    Transport& transport;  // makes sockets
    const Clock& clock;
    Random& random;
    Inbox& inbox;
    std::function<Resume()> resume;  // asked before every start(), on the link's thread
  };
  explicit Connection(Parts parts);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void start();
  // Events are durable or were known: acknowledged to the platform where it wants that.
  void settle(std::vector<std::pair<Ack, Fate>> done);
  void send(std::vector<OutboxItem> items);
  // Closes politely (1001) and goes on handing over what was read, both within about a second; then `done` is called on
  // the link's thread. Keep emptying the Inbox until then. Not restartable.
  void stop(std::function<void()> done);
  ConnectionCounters counters() const;
  // What the protocol counted (Count), by name, at most 256 names; `tell` is called on the link's thread.
  void counts(std::function<void(const std::map<std::string, std::uint64_t>&)> tell);

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace fenqun::adapters
