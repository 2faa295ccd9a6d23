// The platform side of one run: listens on loopback, lets the bot in, sends what the pacer says and hears the replies.
// One thread and poll(2), writes gathered, so that it costs far less CPU than any bot.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "tests/bench/load/corpus.hpp"
#include "tests/bench/load/ledger.hpp"
#include "tests/bench/load/pacer.hpp"
#include "tests/bench/load/process.hpp"
#include "tests/bench/load/websocket.hpp"

namespace fenqun::bench {

struct ServerOptions {
  std::uint16_t port = 6700;
  std::string token;          // empty: everyone may come in
  std::string pid_file;       // holds the bot's pid when the measured part begins; empty: no figures of it
  double duplicates = 0;      // share of messages that are delivered twice, 0..1
  long heartbeat_ms = 15000;  // 0: none
  double max_s = 600;         // the whole run
  double no_client_s = 60;    // gives up when no bot comes or a lost one stays away
  std::uint32_t seed = 1;     // who speaks
  Plan plan;
};

struct Summary {
  std::size_t sent = 0;             // measured, without second deliveries
  std::size_t delivered_total = 0;  // distinct messages of all phases: so many rows a faithful bot has
  std::size_t duplicates = 0;
  std::size_t disconnects = 0;
  std::size_t api_calls = 0;
  double wall_s = 0;       // first measured message to its last reply, or to the last message if that is later
  double frame_bytes = 0;  // mean
  double own_cpu_s = 0;
  ProcessFigures before, after;  // of the bot, around the measured part
  std::string note;              // why the run is not to be trusted; empty: it is
};

class Server {
 public:
  // Throws std::system_error when the port cannot be had.
  Server(ServerOptions options, std::vector<Line> lines);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Until the plan is done or cannot be done. `on_phase` hears of every phase once.
  Summary run(const std::function<void(Phase)>& on_phase);
  const Ledger& ledger() const { return ledger_; }
  // When each message was due, s of the steady clock, in the order of sending and from the roll-call on.
  const std::vector<double>& due_times() const { return due_times_; }

 private:
  struct Peer;

  bool over(double now);
  void wait(double now);
  void accept_peers();
  void read(Peer& peer);
  void let_in(Peer& peer);
  void hear(Peer& peer);
  void flush(Peer& peer);
  void remove_dead();
  void send_due(double now);
  void send_message(const Pacer::Send& send);
  void begin_measuring();
  Traffic traffic() const;
  Summary summary();

  ServerOptions options_;
  std::vector<Line> lines_;
  int listener_ = -1;
  std::vector<std::unique_ptr<Peer>> peers_;
  Peer* bot_ = nullptr;  // one of peers_: who gets the events
  Pacer pacer_;
  Ledger ledger_;
  std::mt19937 random_;
  std::size_t next_line_ = 0;
  std::vector<double> due_times_;
  std::int64_t messages_ = 0;
  std::uint64_t bytes_ = 0;
  std::int64_t bot_messages_ = 0;
  double started_ = 0;
  double last_heard_ = 0;
  double next_heartbeat_ = 0;
  pid_t pid_ = 0;
  double own_cpu_before_ = 0;
  Summary summary_;
};

}  // namespace fenqun::bench
