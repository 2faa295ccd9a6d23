// From one frame to what it means. Pure; nothing here knows of calls or sockets.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "adapters/json.hpp"
#include "model/event.hpp"

namespace fenqun::adapters::onebot11 {

struct DecodeContext {
  std::string_view account;  // for the keys
  std::string_view self;     // our own number where a frame does not tell it; empty: not known
  Time now{};
  JsonParser& cards;  // a second parser, for JSON inside JSON
};

struct Happened {  // to be delivered
  Event event;
};
struct Lifecycle {
  std::string self;  // may be empty
};
struct Heartbeat {
  std::optional<Millis> interval;
  bool online = true;
};
struct QqOnline {  // bot_online, bot_offline
  bool online = false;
  std::string words;  // the platform's
};
struct ChatNamed {
  std::string chat;
  std::string name;
  std::optional<Event> event;  // when another person did it
};
struct SelfJoined {  // we are in a new group
  std::string chat;
};
struct Answer {
  std::optional<std::string> echo;  // nothing: missing, null or ""
  bool ok = false;                  // status ok, or queued, and retcode as it should be
  bool async = false;               // queued: accepted, outcome not known
  std::int64_t retcode = 0;
  std::string words;  // the platform's, when it failed
  Json data;          // valid until the next frame is parsed
};
struct Counted {  // nothing for us: "unknown_event.notice.poke"
  std::string what;
};
struct Unreadable {
  std::string reason;
};
using Meaning =
    std::variant<Happened, Lifecycle, Heartbeat, QqOnline, ChatNamed, SelfJoined, Answer, Counted, Unreadable>;

Meaning decode(Json frame, const DecodeContext& context);

// A message of a history page of the private chat with `peer`; Happened, Counted or Unreadable. Never live.
Meaning decode_history(Json message, std::string_view peer, const DecodeContext& context);

// {"online":…,"good":…}, as in heartbeats and get_status; what is missing counts as well.
bool status_is_online(Json status);

}  // namespace fenqun::adapters::onebot11
