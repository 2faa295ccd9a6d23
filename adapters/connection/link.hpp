// The inside of a Connection: inputs come in one function each, the protocol answers with steps, the steps are
// performed in order. When the Inbox is full the rest of them waits, and so does reading. On the link's thread only.
#pragma once

#include <atomic>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/connection.hpp"

namespace fenqun::adapters {

class Link : public std::enable_shared_from_this<Link> {
 public:
  explicit Link(Connection::Parts parts);
  ~Link();

  boost::asio::io_context& io() { return parts_.io; }
  void start();
  void settle(const std::vector<std::pair<Ack, Fate>>& done);
  void send(const std::vector<OutboxItem>& items);
  void stop(std::function<void()> done);
  void abandon();  // at once, nobody is told
  ConnectionCounters counters() const;
  const std::map<std::string, std::uint64_t>& counts() const { return counts_; }

 private:
  // A socket that the protocol knows by its number. Once hung up its events go nowhere.
  class Line;

  void begin();

  // Lines tell the link.
  void opened(Socket socket);
  bool received(Socket socket, std::string_view bytes, bool binary);
  void ponged(Socket socket);
  void closed(Line& line, const Closed& why);

  // Runs the protocol once and performs what it wants.
  template <typename Call>
  void ask(Call call) {
    if (gone_) return;
    scratch_.clear();
    call(*parts_.protocol, parts_.clock.now(), scratch_);
    perform(scratch_);
  }
  void perform(Steps& steps);
  void carry_on();           // the Inbox has room again
  bool perform(Step& step);  // false: the Inbox is full, the step stands
  bool perform(Dial& step);
  bool perform(Hang& step);
  bool perform(Http& step);
  bool perform(Write& step);
  bool perform(Ping& step);
  bool perform(Deliver& step);
  bool perform(Sent& step);
  bool perform(Wake& step);
  bool perform(Quarantine& step);
  bool perform(Remember& step);
  bool perform(ChatSeen& step);
  bool perform(Status& step);
  bool perform(Drop& step);
  bool perform(Count& step);
  // Makes the inbound item from the step, and gives the step its value back when there is no room.
  template <typename Make, typename Back>
  bool put(Make make, Back back);

  OpenSocket* find(Socket socket);
  void hang_up(std::shared_ptr<Line> line, std::uint16_t code);
  void hang_up_all(std::uint16_t code);
  // One of the two alarms, by the injected clock; looks at it again every 30 s, because clocks get set.
  struct Alarm {
    boost::asio::steady_timer timer;
    std::optional<Time> at;
    void (Link::*ring)();
  };
  void arm(Alarm& alarm);
  void ring(Alarm& alarm);
  void tick();
  Millis wait_after(const Drop& drop);
  void wait_for_room();
  void finish_if_done(bool at_once);

  Connection::Parts parts_;
  Alarm wake_, retry_;
  boost::asio::steady_timer stop_timer_;
  std::uint32_t generation_ = 0;  // of start(): what an older one asked for is void
  std::map<Socket, std::shared_ptr<Line>> lines_;
  std::vector<std::shared_ptr<Line>> hanging_;  // closing politely
  std::deque<Step> pending_;                    // not performed yet, because the Inbox was full
  Steps scratch_;
  bool waiting_for_room_ = false;
  bool tick_missed_ = false;  // came while steps were pending
  bool started_ = false, stopping_ = false, gone_ = false;
  std::vector<std::function<void()>> stopped_;
  std::optional<Millis> drop_wait_;  // of the Drop that waits for room
  Backoff backoff_;
  std::optional<Time> ready_since_;
  std::map<std::string, std::uint64_t> counts_;
  std::atomic<std::uint64_t> frames_{0}, bytes_{0}, events_{0}, drops_{0}, dials_{0};
};

}  // namespace fenqun::adapters
