#include "adapters/net/frame_pump.hpp"

#include <boost/asio/post.hpp>
#include <cstring>

#include "adapters/net/utf8.hpp"

namespace fenqun::adapters::net {
namespace asio = boost::asio;

FramePump::FramePump(asio::io_context& io, std::unique_ptr<Wire> wire)
    : executor_(io.get_executor()), wire_(std::move(wire)), deadline_(io), in_(read_bytes) {}

void FramePump::read(asio::mutable_buffer into, IoDone done) {
  wanted_ = {std::move(done), into};
  advance_soon();
}

void FramePump::take_frames(FrameTaker& taker, std::size_t max_payload) {
  taker_ = &taker;
  max_payload_ = max_payload;
}

void FramePump::leave_frames() {
  taker_ = nullptr;
  held_ = false;
  credit_ = 0;
  advance_soon();
}

void FramePump::resume() {
  held_ = false;
  advance_soon();
}

void FramePump::close(bool reset) {
  if (closed_) return;
  closed_ = true;
  taker_ = nullptr;
  reset ? wire_->reset() : wire_->close();
  deadline_.cancel();
  for (IoDone* waiting : {&wanted_.done, &room_done_, &teardown_done_}) {
    if (!*waiting) continue;
    asio::post(executor_, [done = std::exchange(*waiting, nullptr)] { done(asio::error::operation_aborted, 0); });
  }
}

// ---- reading

void FramePump::advance_soon() {
  if (advancing_ || reading_ || !wanted_.done || closed_) return;
  advancing_ = true;
  asio::post(executor_, [self = shared_from_this()] {
    self->advancing_ = false;
    self->advance();
  });
}

void FramePump::advance() {
  if (!wanted_.done || closed_ || held_ || frozen_) return;
  if (taker_ && credit_ == 0 && !advance_frames()) {
    if (closed_ || held_) return;
    if (taker_) {
      if (read_error_) return complete_read(read_error_, 0);
      return read_wire();
    }
  }
  if (!unread().empty()) return hand_over();
  if (read_error_) return complete_read(read_error_, 0);
  read_wire();
}

bool FramePump::advance_frames() {
  while (taker_ && !held_) {
    const Frame frame = look();
    if (frame.kind == Frame::incomplete) return false;
    const std::string_view payload = unread().substr(frame.header);
    if (frame.kind == Frame::other || (!frame.binary && !valid_utf8(payload.substr(0, frame.payload)))) {
      pass_to_beast(frame);
      return true;
    }
    begin_ += frame.header + frame.payload;
    held_ = !taker_->take(payload.substr(0, frame.payload), frame.binary) && taker_;
  }
  return false;
}

// RFC 6455, section 5.2.
FramePump::Frame FramePump::look() const {
  const std::string_view bytes = unread();
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  Frame frame;
  if (bytes.size() < 2) return frame;
  const unsigned op = at(0) & 0x0fu;
  const unsigned length = at(1) & 0x7fu;
  const bool masked = (at(1) & 0x80u) != 0;
  const std::size_t extra = length == 126 ? 2 : length == 127 ? 8 : 0;
  frame.header = 2 + extra + (masked ? 4 : 0);
  if (bytes.size() < frame.header) return frame;
  frame.payload = extra == 0 ? length : 0;
  for (std::size_t i = 0; i < extra; ++i) frame.payload = frame.payload << 8 | at(2 + i);
  frame.last = (at(0) & 0x80u) != 0;
  frame.data = op <= 2;
  frame.binary = op == 2;
  const bool shortest = extra == 0 || (extra == 2 ? frame.payload > 125 : frame.payload > 0xffff);
  const bool usual = !fragmented_ && !masked && shortest && (at(0) == 0x81u || at(0) == 0x82u) &&
                     frame.payload <= max_payload_ && frame.header + frame.payload <= in_.size();
  frame.kind = !usual ? Frame::other : bytes.size() < frame.header + frame.payload ? Frame::incomplete : Frame::plain;
  return frame;
}

void FramePump::pass_to_beast(const Frame& frame) {
  constexpr std::uint64_t most = std::uint64_t{1} << 62;  // a lying length must not wrap; Beast refuses it anyway
  credit_ = frame.header + std::min(frame.payload, most);
  if (frame.data) fragmented_ = !frame.last;
}

// How many of these bytes belong to the HTTP header of the upgrade. What follows it may be frames already, which Beast
// must not see before the pump has looked at them.
std::size_t FramePump::header_bytes(std::string_view bytes) {
  static constexpr std::string_view end = "\r\n\r\n";
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto place = static_cast<std::size_t>(blank_line_);
    blank_line_ = bytes[i] == end[place] ? blank_line_ + 1 : bytes[i] == '\r' ? 1 : 0;
    if (blank_line_ == 4) {
      header_done_ = true;
      return i + 1;
    }
  }
  return bytes.size();
}

void FramePump::hand_over() {
  std::size_t count = std::min(unread().size(), wanted_.into.size());
  if (taker_) count = static_cast<std::size_t>(std::min<std::uint64_t>(count, credit_));
  if (!header_done_) count = header_bytes(unread().substr(0, count));
  std::memcpy(wanted_.into.data(), in_.data() + begin_, count);
  begin_ += count;
  if (taker_) credit_ -= count;
  complete_read({}, count);
}

void FramePump::complete_read(error_code error, std::size_t count) {
  const IoDone done = std::exchange(wanted_.done, nullptr);
  done(error, count);
}

void FramePump::read_wire() {
  if (begin_ > 0) {
    std::memmove(in_.data(), in_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  reading_ = true;
  wire_->read_some(asio::buffer(in_.data() + end_, in_.size() - end_),
                   [self = shared_from_this()](error_code error, std::size_t count) {
                     self->reading_ = false;
                     self->end_ += count;
                     if (error) self->read_error_ = error;
                     if (!self->teardown_done_) return self->advance();
                     if (!self->finish_after_flush_) self->drain();
                   });
}

// ---- writing

std::size_t FramePump::append(asio::const_buffer from) {
  const std::size_t count = std::min(from.size(), gather_bytes - std::min(gather_bytes, out_.size()));
  out_.append(static_cast<const char*>(from.data()), count);
  return count;
}

void FramePump::write_later(asio::const_buffer from, IoDone done) {
  room_from_ = from;
  room_done_ = std::move(done);
}

void FramePump::written(std::size_t count, IoDone done) {
  const error_code error = closed_ ? error_code(asio::error::operation_aborted) : write_error_;
  asio::post(executor_, [done = std::move(done), error, count] { done(error, error ? 0 : count); });
  flush_soon();
}

void FramePump::flush_soon() {
  if (flush_posted_ || writing_ || out_.empty() || closed_ || write_error_) return;
  flush_posted_ = true;
  asio::post(executor_, [self = shared_from_this()] {
    self->flush_posted_ = false;
    self->flush();
  });
}

// Looks again as long as more is being gathered: what is queued in this moment goes out together.
void FramePump::flush() {
  if (writing_ || out_.empty() || closed_ || frozen_ || write_error_) return;
  if (out_.size() != out_seen_ && out_.size() < gather_bytes / 2 && !teardown_done_) {
    out_seen_ = out_.size();
    return flush_soon();
  }
  out_seen_ = 0;
  writing_ = true;
  flying_.swap(out_);
  out_.clear();
  wire_->write_all(asio::buffer(flying_),
                   [self = shared_from_this()](error_code error, std::size_t) { self->flushed(error); });
  if (room_done_) {
    const std::size_t count = append(room_from_);
    written(count, std::exchange(room_done_, nullptr));
  }
}

void FramePump::flushed(error_code error) {
  writing_ = false;
  if (error) {
    write_error_ = error;
    if (room_done_) written(0, std::exchange(room_done_, nullptr));
  }
  if (!out_.empty() && !error) return flush();
  if (finish_after_flush_) finish_teardown();
}

// ---- the end

void FramePump::teardown(bool server, IoDone done) {
  if (closed_) {
    asio::post(executor_, [done = std::move(done)] { done({}, 0); });
    return;
  }
  taker_ = nullptr;
  server_ = server;
  teardown_done_ = std::move(done);
  deadline_.expires_after(std::chrono::seconds(1));
  deadline_.async_wait([self = shared_from_this()](error_code error) {
    if (!error) self->close();
  });
  finish_after_flush_ = true;
  if (!writing_ && (out_.empty() || write_error_)) return finish_teardown();
  flush_soon();
}

void FramePump::finish_teardown() {
  finish_after_flush_ = false;
  if (server_) wire_->finish();
  if (!reading_) drain();
}

// Closing a socket with unread bytes resets it, and the peer would lose our close frame: read them away first.
void FramePump::drain() {
  begin_ = end_ = 0;
  if (!read_error_ && !closed_) return read_wire();
  deadline_.cancel();
  const IoDone done = std::exchange(teardown_done_, nullptr);
  close();
  if (done) asio::post(executor_, [done] { done({}, 0); });
}

}  // namespace fenqun::adapters::net
