// bench-table: turns what script/bench measured into the Markdown of docs/benchmarks.md. Reads JSON lines
//   {"bot":…, "part":"flood"|"steady", "round":…, "rows":…, "load":{onebot-load's}, "commit":{commit-watch's}}
// on stdin; prints the median of each figure, and of the ratios of each round.
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace {

using nlohmann::json;

struct Figure {
  const char* title;
  const char* part;
  const char* source;  // "load" or "commit"
  const char* field;
  bool more_is_better;
};

constexpr Figure kFigures[] = {
    {"durable messages/s, flood", "flood", "commit", "durable_per_s", true},
    {"CPU ms per 1,000, flood", "flood", "load", "bot_cpu_ms_per_1k", false},
    {"peak memory MiB, flood", "flood", "load", "bot_peak_mib", false},
    {"message → committed, p50 ms, 50/s", "steady", "commit", "commit_p50_ms", false},
    {"message → committed, p99 ms, 50/s", "steady", "commit", "commit_p99_ms", false},
    {"message → reply, p50 ms, 50/s", "steady", "load", "p50_ms", false},
    {"message → reply, p99 ms, 50/s", "steady", "load", "p99_ms", false},
    {"CPU ms per 1,000, 50/s", "steady", "load", "bot_cpu_ms_per_1k", false},
    {"peak memory MiB, 50/s", "steady", "load", "bot_peak_mib", false},
};

using Rounds = std::map<int, json>;                                  // by round
using Runs = std::map<std::pair<std::string, std::string>, Rounds>;  // by part and bot

std::optional<double> median(std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

double value_of(const json& run, const Figure& figure) {
  return run.at(figure.source).at(figure.field).get<double>();
}

std::optional<double> median_of(const Runs& runs, const Figure& figure, const std::string& bot) {
  std::vector<double> values;
  if (const auto found = runs.find({figure.part, bot}); found != runs.end()) {
    for (const auto& [round, run] : found->second) values.push_back(value_of(run, figure));
  }
  return median(std::move(values));
}

// How many times better `ours` is: above 1 is good, whatever the figure.
std::optional<double> ratio_of(const Runs& runs, const Figure& figure, const std::string& ours,
                               const std::string& other) {
  std::vector<double> ratios;
  const auto mine = runs.find({figure.part, ours});
  const auto theirs = runs.find({figure.part, other});
  if (mine == runs.end() || theirs == runs.end()) return std::nullopt;
  for (const auto& [round, run] : mine->second) {
    const auto match = theirs->second.find(round);
    if (match == theirs->second.end()) continue;
    const double a = value_of(run, figure), b = value_of(match->second, figure);
    if (a > 0 && b > 0) ratios.push_back(figure.more_is_better ? a / b : b / a);
  }
  return median(std::move(ratios));
}

std::string shown(std::optional<double> value, const char* unit = "") {
  if (!value) return "–";
  char text[32];
  const int decimals = *value >= 100 ? 0 : *value >= 10 ? 1 : 2;
  std::snprintf(text, sizeof text, "%.*f%s", decimals, *value, unit);
  return text;
}

void print_table(const Runs& runs, const std::vector<std::string>& bots) {
  std::cout << "| median |";
  for (const auto& bot : bots) std::cout << ' ' << bot << " |";
  for (std::size_t i = 1; i < bots.size(); ++i) std::cout << ' ' << bots[0] << " is better than " << bots[i] << " |";
  std::cout << "\n|---|";
  for (std::size_t i = 0; i < 2 * bots.size() - 1; ++i) std::cout << "--:|";
  std::cout << '\n';
  for (const Figure& figure : kFigures) {
    std::cout << "| " << figure.title << " |";
    for (const auto& bot : bots) std::cout << ' ' << shown(median_of(runs, figure, bot)) << " |";
    for (std::size_t i = 1; i < bots.size(); ++i) {
      std::cout << ' ' << shown(ratio_of(runs, figure, bots[0], bots[i]), "×") << " |";
    }
    std::cout << '\n';
  }
}

// A bot that lost, doubled or left out anything has no figures worth quoting.
bool sound(const json& run) {
  const json& load = run.at("load");
  return load.at("note").get<std::string>().empty() && load.at("unexpected") == 0 &&
         load.at("replies") == load.at("expected") && run.at("rows") == load.at("total");
}

}  // namespace

// Runs that were not sound are named, and the table is printed all the same. 1 when one of them was of the first bot,
// ours; what a peer loses is its own affair.
int main() {
  Runs runs;
  std::vector<std::string> bots;  // in the order of appearance
  bool ours_sound = true;
  for (std::string line; std::getline(std::cin, line);) {
    const json run = json::parse(line);
    const auto bot = run.at("bot").get<std::string>(), part = run.at("part").get<std::string>();
    const int round = run.at("round").get<int>();
    if (std::find(bots.begin(), bots.end(), bot) == bots.end()) bots.push_back(bot);
    if (!sound(run)) {
      ours_sound = ours_sound && bot != bots.front();
      const json& load = run.at("load");
      std::cerr << "NOT SOUND: " << bot << ' ' << part << " round " << round << ": rows " << run.at("rows") << " of "
                << load.at("total") << ", replies " << load.at("replies") << " of " << load.at("expected")
                << ", unexpected " << load.at("unexpected") << ' ' << load.at("note") << '\n';
    }
    runs[{part, bot}][round] = run;
  }
  if (bots.empty()) return 1;
  print_table(runs, bots);
  return ours_sound ? 0 : 1;
}
