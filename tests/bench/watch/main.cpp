// commit-watch: looks into a bot's database while it works and tells when each message had become a committed row.
// It reads as any other program would, so what it sees is what a crash of the bot would leave behind.
//
// The n-th row of `message` is taken for the n-th message that onebot-load sent (its --due-file). Ends on SIGTERM and
// then prints one JSON line.
#include <SQLiteCpp/SQLiteCpp.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <csignal>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>
#include <vector>

namespace {

std::atomic<bool> stop{false};  // set by the signal handler

struct Sight {
  double at = 0;  // s, steady clock: the one that onebot-load uses
  std::size_t rows = 0;
};

double steady_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// Rows so far, by the last row's number: counting them all would take longer with every message.
std::size_t rows_in(std::optional<SQLite::Database>& db, const std::string& path) {
  try {
    if (!db) db.emplace(path, SQLite::OPEN_READONLY);
    SQLite::Statement last(*db, "select max(rowid) from message");
    return last.executeStep() ? static_cast<std::size_t>(last.getColumn(0).getInt64()) : 0;
  } catch (const SQLite::Exception&) {  // not there yet, or caught in the middle of a write without locks
    db.reset();
    return 0;
  }
}

std::vector<Sight> watch(const std::string& path, std::chrono::microseconds every) {
  std::vector<Sight> seen;
  std::optional<SQLite::Database> db;
  bool last_look = false;
  while (!last_look) {
    last_look = stop;
    const std::size_t rows = rows_in(db, path);
    if (rows > (seen.empty() ? 0 : seen.back().rows)) seen.push_back({steady_now(), rows});
    std::this_thread::sleep_for(every);
  }
  return seen;
}

double percentile(std::vector<double>& values, double q) {
  if (values.empty()) return 0;
  const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(values.size())));
  const auto nth = values.begin() + static_cast<std::ptrdiff_t>(std::clamp<std::size_t>(rank, 1, values.size()) - 1);
  std::nth_element(values.begin(), nth, values.end());
  return std::round(*nth * 1e6) / 1e3;  // ms
}

nlohmann::json figures(const std::vector<Sight>& seen, const std::vector<double>& due, std::size_t measured) {
  const std::size_t first = due.size() - std::min(measured, due.size());
  std::vector<double> waited;
  auto sight = seen.begin();
  for (std::size_t n = first; n < due.size(); ++n) {
    while (sight != seen.end() && sight->rows <= n) ++sight;
    if (sight == seen.end()) break;
    waited.push_back(sight->at - due[n]);
  }
  const std::size_t committed = waited.size();
  const double took = committed > 0 ? waited.back() + due[first + committed - 1] - due[first] : 0;
  return {{"committed", committed},
          {"durable_per_s", took > 0 ? std::round(static_cast<double>(committed) / took * 10) / 10 : 0},
          {"commit_p50_ms", percentile(waited, 0.5)},
          {"commit_p99_ms", percentile(waited, 0.99)}};
}

}  // namespace

int main(int argc, char** argv) {
  std::string db, due_file;
  std::size_t measured = 0;
  long every_us = 500;
  CLI::App app("Watches a bot's database and tells when messages had become committed rows");
  app.add_option("--db", db, "the SQLite file")->required();
  app.add_option("--due-file", due_file, "of onebot-load; read at the end")->required();
  app.add_option("--measured", measured, "only the last so many messages count")->required();
  app.add_option("--every", every_us, "microseconds between looks")->check(CLI::Range(50, 1000000));
  CLI11_PARSE(app, argc, argv);
  std::signal(SIGTERM, [](int) { stop = true; });

  const auto seen = watch(db, std::chrono::microseconds(every_us));
  std::ifstream file(due_file);
  std::vector<double> due;
  for (double at = 0; file >> at;) due.push_back(at);
  std::cout << figures(seen, due, measured).dump() << std::endl;
}
