// The server half of RFC 6455, as little as a load generator needs: the upgrade's head, frames out (unmasked) and
// frames in. No socket here; the caller owns the buffers. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fenqun::bench {

enum class Opcode : std::uint8_t { continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

// The request that opens a connection.
struct Upgrade {
  std::string path;   // without query and without a slash at its end, except "/"
  std::string key;    // Sec-WebSocket-Key; empty: no WebSocket request
  std::string token;  // from "Authorization: Bearer …" or "?access_token=…"
};

// Takes the head off the front of `in` once it is complete. Nothing: not complete yet.
std::optional<Upgrade> take_upgrade(std::string& in);

// The 101 answer, RFC 6455 §4.2.2.
std::string switching_protocols(std::string_view key);

// Adds one unfragmented frame, unmasked as a server's frames are.
void append_frame(std::string& out, Opcode opcode, std::string_view payload);

struct Message {
  Opcode opcode = Opcode::text;
  std::string payload;
};

// Puts a client's frames together. Messages are at most 1 MiB: a bot's API call is far smaller.
class FrameReader {
 public:
  static constexpr std::size_t kMaxMessage = std::size_t{1} << 20;

  void feed(std::string_view bytes) { in_.append(bytes); }
  // The next whole message or control frame; nothing when more bytes are needed, or after failed().
  std::optional<Message> next();
  // The client broke the protocol or a limit.
  bool failed() const { return failed_; }

 private:
  std::optional<Message> accept(std::uint8_t first, std::string payload);
  void drop_consumed();

  std::string in_;
  std::size_t at_ = 0;
  std::string partial_;
  std::optional<Opcode> partial_opcode_;
  bool failed_ = false;
};

}  // namespace fenqun::bench
