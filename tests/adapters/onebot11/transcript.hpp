// Transcripts of a Protocol: what it is told and which steps come out, as readable text.
//
//   # words for people
//   account backfill=100 rate=0 token=secret url=ws://127.0.0.1:3001   (before the first input; all optional)
//   resume last=-60s recent=10001,10002 backfill=refused:napcat        (other words are memory)
//   > start | open | pong | tick +30s | login napcat
//   > text {…}            a frame; %LONG:70000% stands for so many letters, %DEEP:65% for so many brackets
//   > hex 00ff            a text frame of these bytes
//   > binary 00ff
//   > closed 1006 http=401 tls words
//   > send 7 say direct 10001 "text" quote=…  |  say temporary 10001 via=700 "…"  |  say group 700 "…"
//   > send 8 rename group 700 "name"  |  send 9 remark direct 10001 "name"
//   > send 1..900 say direct %N "text"        many, to one customer each
//   > commit 1 duplicate  |  commit all applied
//   < the steps, one a line
//
// `login` stands for start, open, a lifecycle event and the answers of that dialect; of its steps only the last Status,
// what is remembered and calls for history are shown. `tick` hops from Wake to Wake.
#pragma once

#include <string>

namespace fenqun::adapters::testing {

// The transcript with the '<' lines that really come.
std::string replay(const std::string& transcript);

}  // namespace fenqun::adapters::testing
