// onebot-load: plays a OneBot v11 platform to one bot over a forward WebSocket, and measures it. docs/benchmarks.md
// tells how it is used; --help lists the options.
#include <sys/prctl.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <csignal>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <nlohmann/json.hpp>

#include "tests/bench/load/server.hpp"

namespace {

using fenqun::bench::Ledger;
using fenqun::bench::Phase;
using fenqun::bench::Server;
using fenqun::bench::ServerOptions;
using fenqun::bench::Summary;

struct Call {
  ServerOptions server;
  std::string corpus;
  std::string phase_file;
  std::string due_file;
};

void describe(CLI::App& app, Call& call) {
  auto& plan = call.server.plan;
  app.add_option("--corpus", call.corpus, "messages: text, TAB, 1 if a reply is due")->required();
  app.add_option("--port", call.server.port, "on 127.0.0.1")->capture_default_str();
  app.add_option("--token", call.server.token, "access token that the bot must show");
  app.add_option("--customers", plan.customers, "who speak, at random")->check(CLI::Range(1, 10'000'000));
  app.add_option("--rollcall", plan.rollcall_per_s, "first one message from each customer, so many a second");
  app.add_option("--warmup", plan.warmup, "then so many that are not measured");
  app.add_option("--messages", plan.messages, "measured messages")->check(CLI::Range(1, 100'000'000));
  app.add_option("--rate", plan.rate_per_s, "open loop: messages a second, latency from when one was due");
  app.add_option("--inflight", plan.inflight, "closed loop: most replies outstanding");
  app.add_option("--settle", plan.settle_s, "seconds of quiet before the first message");
  app.add_option("--idle", plan.idle_s, "seconds without a sign after which missing replies are given up");
  app.add_option("--max", call.server.max_s, "seconds for the whole run");
  app.add_option("--duplicates", call.server.duplicates, "share delivered twice")->check(CLI::Range(0.0, 1.0));
  app.add_option("--heartbeat", call.server.heartbeat_ms, "ms between heartbeats, 0: none")->capture_default_str();
  app.add_option("--seed", call.server.seed, "who speaks when")->capture_default_str();
  app.add_option("--pid-file", call.server.pid_file, "holds the bot's pid: its CPU and memory are told too");
  app.add_option("--phase-file", call.phase_file, "gets a line with the name of each phase");
  app.add_option("--due-file", call.due_file, "gets the time at which each message was due, for commit-watch");
}

// So many steps to one: 1000 for three decimals.
double rounded(double value, double steps) {
  return std::round(value * steps) / steps;
}

nlohmann::ordered_json result_line(const Call& call, const Summary& summary, const Ledger& ledger) {
  const auto ms = [&](double q) { return rounded(ledger.percentile(q) * 1000, 1000); };
  const auto sent = static_cast<double>(summary.sent);
  const double cpu = summary.after.cpu_s - summary.before.cpu_s;
  nlohmann::ordered_json line;
  line["sent"] = summary.sent;
  line["total"] = summary.delivered_total;
  line["duplicates"] = summary.duplicates;
  line["rate"] = call.server.plan.rate_per_s;
  line["inflight"] = call.server.plan.inflight;
  line["expected"] = ledger.expected();
  line["replies"] = ledger.answered();
  line["unexpected"] = ledger.unexpected();
  line["wall_s"] = rounded(summary.wall_s, 10000);
  line["msgs_per_s"] = summary.wall_s > 0 ? rounded(sent / summary.wall_s, 10) : 0;
  line["frame_bytes"] = rounded(summary.frame_bytes, 1);
  line["p50_ms"] = ms(0.5);
  line["p90_ms"] = ms(0.9);
  line["p99_ms"] = ms(0.99);
  line["max_ms"] = ms(1);
  line["bot_cpu_s"] = rounded(cpu, 1000);
  line["bot_cpu_ms_per_1k"] = sent > 0 ? rounded(cpu * 1e6 / sent, 100) : 0;
  line["bot_rss_mib"] = rounded(summary.after.rss_mib, 10);
  line["bot_peak_mib"] = rounded(summary.after.peak_mib, 10);
  line["bot_threads"] = summary.after.threads;
  line["load_cpu_s"] = rounded(summary.own_cpu_s, 1000);
  line["disconnects"] = summary.disconnects;
  line["api_calls"] = summary.api_calls;
  line["note"] = summary.note;
  return line;
}

void write_due_times(const std::string& path, const std::vector<double>& times) {
  std::ofstream file(path);
  file << std::fixed << std::setprecision(6);
  for (const double at : times) file << at << '\n';
}

int measure(const Call& call) {
  auto lines = fenqun::bench::read_corpus(call.corpus);
  if (lines.empty()) {
    std::cerr << "onebot-load: no messages in " << call.corpus << '\n';
    return 2;
  }
  Server server(call.server, std::move(lines));
  std::ofstream phases;
  if (!call.phase_file.empty()) phases.open(call.phase_file, std::ios::app);
  const Summary summary = server.run([&](Phase phase) { phases << name_of(phase) << std::endl; });
  std::cout << result_line(call, summary, server.ledger()).dump() << std::endl;
  if (!call.due_file.empty()) write_due_times(call.due_file, server.due_times());
  phases << "told" << std::endl;
  const bool whole = summary.note.empty() && server.ledger().answered() == server.ledger().expected();
  return whole ? 0 : 3;
}

}  // namespace

// 0: every reply that was due came; 3: not; 2: the run could not begin.
int main(int argc, char** argv) {
  ::prctl(PR_SET_TIMERSLACK, 1UL);  // ns: wake when a message is due, not up to 50 us later
  std::signal(SIGPIPE, SIG_IGN);
  Call call;
  CLI::App app("A OneBot v11 platform on loopback that loads a bot with private messages and measures it");
  describe(app, call);
  CLI11_PARSE(app, argc, argv);
  try {
    return measure(call);
  } catch (const std::exception& problem) {
    std::cerr << "onebot-load: " << problem.what() << '\n';
    return 2;
  }
}
