// A FramePump in the shape that beast::websocket::stream asks of the layer below it. Included by the two files that use
// Beast, and by nothing else.
#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/beast/core/stream_traits.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <memory>
#include <utility>

#include "adapters/net/frame_pump.hpp"

namespace fenqun::adapters::net {

class FrameStream {
 public:
  using executor_type = Executor;

  explicit FrameStream(std::shared_ptr<FramePump> pump) : pump_(std::move(pump)) {}
  executor_type get_executor() const noexcept { return pump_->executor(); }
  FramePump& pump() { return *pump_; }

  template <typename Buffers, typename Handler>
  auto async_read_some(const Buffers& buffers, Handler&& handler) {
    return boost::asio::async_initiate<Handler, void(error_code, std::size_t)>(Read{}, handler, pump_.get(), buffers);
  }
  template <typename Buffers, typename Handler>
  auto async_write_some(const Buffers& buffers, Handler&& handler) {
    return boost::asio::async_initiate<Handler, void(error_code, std::size_t)>(Write{}, handler, pump_.get(), buffers);
  }

  friend void beast_close_socket(FrameStream& stream) { stream.pump_->close(); }
  template <typename Handler>
  friend void async_teardown(boost::beast::role_type role, FrameStream& stream, Handler&& handler) {
    stream.pump_->teardown(
        role == boost::beast::role_type::server,
        [kept = share(std::forward<Handler>(handler))](error_code error, std::size_t) { (*kept)(error); });
  }

 private:
  // Beast's handlers can only be moved, IoDone wants a copy.
  template <typename Handler>
  static auto share(Handler&& handler) {
    return std::make_shared<std::decay_t<Handler>>(std::forward<Handler>(handler));
  }
  struct Read {
    template <typename Handler, typename Buffers>
    void operator()(Handler&& handler, FramePump* pump, const Buffers& buffers) const {
      boost::asio::mutable_buffer first;
      for (auto at = boost::asio::buffer_sequence_begin(buffers); at != boost::asio::buffer_sequence_end(buffers);
           ++at) {
        first = boost::asio::mutable_buffer(*at);
        if (first.size() > 0) break;
      }
      pump->read(first, [kept = share(std::forward<Handler>(handler))](error_code error, std::size_t count) {
        (*kept)(error, count);
      });
    }
  };
  struct Write {
    template <typename Handler, typename Buffers>
    void operator()(Handler&& handler, FramePump* pump, const Buffers& buffers) const {
      pump->write(buffers, [kept = share(std::forward<Handler>(handler))](error_code error, std::size_t count) {
        (*kept)(error, count);
      });
    }
  };

  std::shared_ptr<FramePump> pump_;
};

using WebSocket = boost::beast::websocket::stream<FrameStream, false>;

}  // namespace fenqun::adapters::net
