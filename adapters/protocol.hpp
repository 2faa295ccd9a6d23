// What a platform is, seen from the bot: a pure state machine. Inputs go in by one function each, Steps come out; no
// socket, no clock, no thread. Connection performs the steps. One Protocol per account; called from that account's
// I/O thread only, never re-entered.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "model/commit.hpp"
#include "model/event.hpp"
#include "model/problem.hpp"

namespace fenqun::adapters {

// A socket that the protocol asked for with Dial. Two may be open at once while one replaces the other; what arrives and
// what is written says which.
using Socket = std::uint32_t;
// One delivered event, for acknowledging it to the platform after it is durable. 0: the platform wants no word.
using Ack = std::uint64_t;
using HttpId = std::uint32_t;
using Headers = std::vector<std::pair<std::string, std::string>>;

// ---- steps: what the protocol wants done, in this order
struct Dial {           // open a WebSocket; answered by on_open or on_closed. The URL is used once, never cached.
  Socket socket = 0;
  std::string url;
  Headers headers;      // never logged: they hold the token
  std::string subprotocol;
};
struct Hang {           // close this socket; no on_closed follows
  Socket socket = 0;
  std::uint16_t code = 1000;
};
struct Http {           // answered by on_http
  HttpId id = 0;
  std::string method;
  std::string url;
  Headers headers;
  std::string body;
};
struct Write {
  Socket socket = 0;
  std::string bytes;
  bool binary = false;
};
struct Ping {           // a WebSocket ping; a pong comes as on_pong
  Socket socket = 0;
};
struct Deliver {        // to the core, in order; on_committed tells its fate
  Event event;
  Ack ack = 0;
};
struct Sent {           // how a send() ended
  Settlement settlement;
  std::string stored;   // the value that the platform kept, if it told (names get normalized)
};
struct Wake {           // call on_tick at this time; the last one counts
  Time at{};
};
struct Quarantine {     // unreadable: kept for people
  std::string bytes;
  std::string reason;
};
struct Remember {       // a small fact that survives a restart, handed back in Resume::memory
  std::string key;
  std::string value;
};
struct ChatSeen {       // a group chat and its present name, from a list or a notice
  std::string chat;
  std::string name;
};
enum class Phase : std::uint8_t {
  dialing,
  open,              // socket up, not yet logged in
  ready,             // logged in: events flow, sends work
  platform_offline,  // the socket lives, but the platform behind it does not (QQ offline): sends wait
  stopped,           // will not try again by itself
};
struct Status {         // for people and for the outbox, which sends only when ready
  Phase phase = Phase::dialing;
  std::string detail;
};
// How to go on after a drop. Connection adds the jitter.
enum class Retry : std::uint8_t {
  soon,       // decorrelated jitter, floor 1 s, cap 60 s
  slowly,     // refused credentials: minutes between tries
  never,      // stop and tell people
};
struct Drop {           // every socket is closed; start() is called again as `retry` says, or at `not_before` if later
  Problem reason;
  Retry retry = Retry::soon;
  Time not_before{};
};
struct Count {          // for metrics and status: "unknown_event.notice.poke" …; never logged one by one
  std::string what;
};

using Step = std::variant<Dial, Hang, Http, Write, Ping, Deliver, Sent, Wake, Quarantine, Remember, ChatSeen, Status,
                          Drop, Count>;
using Steps = std::vector<Step>;

// ---- what the platform can do, as far as is known now; changes when a probe is answered
enum class Can : std::uint8_t { unknown, yes, no };
struct Capabilities {
  std::string dialect;        // "NapCat.Onebot 4.8.1"
  std::string self_id;        // our own account on the platform
  Can acknowledge = Can::no;  // with no acknowledgement and no history, what is sent while we are away is lost
  Can history = Can::unknown;
  Can rename_chat = Can::unknown;
  Can rename_notice = Can::unknown;
  Can write_remark = Can::unknown;
  Can send_file = Can::no;
  bool idempotent_send = false;
  std::size_t max_text_bytes = 4000;   // longer answers are split by the outbox
  std::size_t max_chat_name_chars = 0; // 0: not known
};

// ---- what the protocol is told when it starts (again)
struct Resume {
  std::vector<CustomerKey> recent;                          // customers active of late, newest first
  Time last_event{};                                        // newest sent_at that is stored; epoch: none
  std::vector<std::pair<std::string, std::string>> memory;  // what Remember kept
};

struct Closed {
  std::uint16_t code = 0;   // WebSocket close code; 1005, 1006 as in RFC 6455; 0: the handshake failed
  int http_status = 0;      // of a refused upgrade; 0: none
  std::string reason;       // what happened, for people: "connection refused", "certificate expired" …
  bool tls = false;         // certificate or TLS trouble: not a matter of trying soon again
};
struct HttpReply {
  int status = 0;           // 0: no answer
  Headers headers;
  std::string body;
};

class Protocol {
 public:
  virtual ~Protocol() = default;
  virtual void start(const Resume& resume, Time now, Steps& out) = 0;
  virtual void on_open(Socket socket, Time now, Steps& out) = 0;
  virtual void on_text(Socket socket, std::string_view bytes, Time now, Steps& out) = 0;
  virtual void on_binary(Socket socket, std::string_view bytes, Time now, Steps& out) = 0;
  virtual void on_pong(Socket socket, Time now, Steps& out) = 0;
  virtual void on_closed(Socket socket, const Closed& closed, Time now, Steps& out) = 0;
  virtual void on_http(HttpId id, const HttpReply& reply, Time now, Steps& out) = 0;
  virtual void on_tick(Time now, Steps& out) = 0;
  // The event is durable (applied) or was known before (duplicate).
  virtual void on_committed(Ack ack, Fate fate, Time now, Steps& out) = 0;
  // Ends in exactly one Sent for this item's id, at once or later, also when the link drops.
  virtual void send(const OutboxItem& item, Time now, Steps& out) = 0;
  virtual const Capabilities& capabilities() const = 0;
};

}  // namespace fenqun::adapters
