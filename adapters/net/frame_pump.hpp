// The bytes between a Wire and Beast's WebSocket stream. It exists for speed: Beast reads 1.5 KiB at a time and posts a
// handler per message; chat platforms send thousands of small frames in a row. So the pump reads 128 KiB at a time,
// hands plain frames (a whole, unmasked, unfragmented text or binary message, well-formed, within the limit) straight
// to the taker, and leaves all that is unusual — control frames, fragments, long messages, mistakes — to Beast, byte by
// byte and in order. Writes are gathered, so that many small frames need one system call. One per WebSocket, shared by
// what is under way; on its io_context's thread only.
#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/net/wire.hpp"

namespace fenqun::adapters::net {

class FrameTaker {
 public:
  virtual ~FrameTaker() = default;
  // False: no more until FramePump::resume(). The bytes live only during the call.
  virtual bool take(std::string_view payload, bool binary) = 0;
};

class FramePump : public std::enable_shared_from_this<FramePump> {
 public:
  FramePump(boost::asio::io_context& io, std::unique_ptr<Wire> wire);
  Executor executor() const { return executor_; }

  // For Beast. One read, one write at a time; `done` is never called from inside.
  void read(boost::asio::mutable_buffer into, IoDone done);
  // Takes a copy of as much as there is room for, at least one byte.
  template <typename Buffers>
  void write(const Buffers& buffers, IoDone done) {
    if (out_.size() >= gather_bytes) return write_later(first_of(buffers), std::move(done));
    std::size_t taken = 0;
    for (auto at = boost::asio::buffer_sequence_begin(buffers); at != boost::asio::buffer_sequence_end(buffers); ++at) {
      taken += append(boost::asio::const_buffer(*at));
    }
    written(taken, std::move(done));
  }
  // Sends what is gathered; a server then says that it is done; waits for the peer's end, at most a second; closes.
  void teardown(bool server, IoDone done);

  // From here on plain frames of up to `max_payload` bytes go to `taker`, which must live until leave_frames() or
  // close(). Before, and without it, Beast gets every byte.
  void take_frames(FrameTaker& taker, std::size_t max_payload);
  void leave_frames();
  void resume();
  // For tests of half-open links: reads and writes nothing any more, until close().
  void freeze() { frozen_ = true; }
  // At once; what Beast waits for ends with operation_aborted.
  void close(bool reset = false);

 private:
  static constexpr std::size_t read_bytes = 128 * 1024;
  static constexpr std::size_t gather_bytes = 128 * 1024;  // before a writer has to wait

  struct Waiting {
    IoDone done;
    boost::asio::mutable_buffer into;
  };
  struct Frame {
    enum Kind { incomplete, plain, other } kind = incomplete;
    std::size_t header = 0;
    std::uint64_t payload = 0;
    bool binary = false;
    bool data = false;  // text, binary or continuation
    bool last = false;  // FIN
  };

  template <typename Buffers>
  static boost::asio::const_buffer first_of(const Buffers& buffers) {
    for (auto at = boost::asio::buffer_sequence_begin(buffers); at != boost::asio::buffer_sequence_end(buffers); ++at) {
      if (boost::asio::const_buffer(*at).size() > 0) return boost::asio::const_buffer(*at);
    }
    return {};
  }
  std::size_t append(boost::asio::const_buffer from);
  void write_later(boost::asio::const_buffer from, IoDone done);
  void written(std::size_t count, IoDone done);
  void flush_soon();
  void flush();
  void flushed(error_code error);
  void finish_teardown();
  void drain();

  std::string_view unread() const { return {in_.data() + begin_, end_ - begin_}; }
  void advance_soon();
  void advance();
  bool advance_frames();  // true: there is something for Beast, credit_ bytes of it
  Frame look() const;
  void pass_to_beast(const Frame& frame);
  std::size_t header_bytes(std::string_view bytes);
  void hand_over();
  void complete_read(error_code error, std::size_t count);
  void read_wire();

  Executor executor_;
  std::unique_ptr<Wire> wire_;
  boost::asio::steady_timer deadline_;
  bool closed_ = false;

  std::vector<char> in_;
  std::size_t begin_ = 0, end_ = 0;
  bool reading_ = false;
  bool advancing_ = false;  // an advance() is posted
  error_code read_error_;
  Waiting wanted_;  // Beast's read
  FrameTaker* taker_ = nullptr;
  std::size_t max_payload_ = 0;
  std::uint64_t credit_ = 0;  // what Beast still has to get of the frame that it is reading
  bool fragmented_ = false;   // in the middle of a fragmented message
  bool held_ = false;
  bool frozen_ = false;
  int blank_line_ = 0;  // how much of "\r\n\r\n" has gone by: the HTTP header ends there
  bool header_done_ = false;

  std::string out_, flying_;
  bool writing_ = false;
  bool flush_posted_ = false;
  std::size_t out_seen_ = 0;  // size of out_ when the flush last looked
  error_code write_error_;
  IoDone room_done_;  // Beast's write, waiting for room
  boost::asio::const_buffer room_from_;
  IoDone teardown_done_;
  bool finish_after_flush_ = false;
  bool server_ = false;
};

}  // namespace fenqun::adapters::net
