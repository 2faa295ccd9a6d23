// The inside of a Platform: OneBot11Server and a net::Server put together on one thread.
#pragma once

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <future>
#include <map>
#include <thread>

#include "adapters/net/server.hpp"
#include "adapters/practice/onebot11_server.hpp"
#include "adapters/practice/platform.hpp"

namespace fenqun::adapters::practice {

struct Platform::State final : net::ServerEvents {
  State(Options options, const Clock& with, Callbacks to)
      : clock(with), callbacks(std::move(to)), machine(std::move(options)), heartbeat(io), pulse(io) {}

  // Waits for the answer of `work`, which runs on the platform's thread; from that thread, or after stop(), at once.
  template <typename Work>
  auto ask(Work work) -> decltype(work()) {
    if (io.get_executor().running_in_this_thread() || stopped) return work();
    auto task = std::make_shared<std::packaged_task<decltype(work())()>>(std::move(work));
    auto answer = task->get_future();
    boost::asio::post(io, [task] { (*task)(); });
    return answer.get();
  }
  // Runs `deed` with the machine's effects and carries them out.
  template <typename Deed>
  void act(Deed deed) {
    Effects effects;
    deed(effects);
    perform(effects);
  }

  // What the server tells.
  int admit(const net::UpgradeRequest& request) override;
  void opened(net::SessionId session, const net::UpgradeRequest& request) override;
  void received(net::SessionId session, std::string_view bytes, bool binary) override;
  void written(net::SessionId session) override;
  void closed(net::SessionId session, std::uint16_t code) override;

  void perform(Effects& effects);
  std::int64_t say(Line line);
  void feed();  // as much of the backlog as the sockets take
  std::size_t longest_queue() const;
  std::vector<net::SessionId> sessions() const;
  void beat();
  void beat_pulse();  // lets go of answers that wait for a next one
  void finish(int patience);

  const Clock& clock;
  Callbacks callbacks;
  boost::asio::io_context io{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard{io.get_executor()};
  OneBot11Server machine;
  std::unique_ptr<net::Server> server;
  std::map<net::SessionId, std::deque<std::int64_t>> written_ids;  // of the frames that wait to be written
  std::deque<Line> backlog;
  bool feeding = false, feed_posted = false;
  boost::asio::steady_timer heartbeat, pulse;
  Counters counters;
  std::uint16_t port = 0;
  std::atomic<bool> stopped{false};
  std::thread thread;
};

}  // namespace fenqun::adapters::practice
