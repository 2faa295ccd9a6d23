// Ways to do the same thing beside one another in one run: they take turns, and the median of the rounds counts, so
// that what else the machine does falls on all of them.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <ctime>
#include <functional>
#include <vector>

namespace fenqun::bench {

struct Pass {
  std::size_t items = 0;                 // of one pass
  std::function<void(std::size_t)> run;  // the work for item i
};

inline double seconds_since(std::chrono::steady_clock::time_point begun) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

inline double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// Of this program so far, to a microsecond.
inline double processor_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

// Nanoseconds per item of each way.
inline std::vector<double> beside(const std::vector<Pass>& ways, int rounds = 15) {
  std::vector<std::vector<double>> times(ways.size());
  for (int round = -1; round < rounds; ++round) {
    for (std::size_t way = 0; way < ways.size(); ++way) {
      const double begun = processor_seconds();
      for (std::size_t i = 0; i < ways[way].items; ++i) ways[way].run(i);
      if (round >= 0) times[way].push_back((processor_seconds() - begun) * 1e9 / static_cast<double>(ways[way].items));
    }
  }
  std::vector<double> out;
  for (const auto& way : times) out.push_back(median(way));
  return out;
}

// The same with the first and second cache full of other things before each item, as between two messages of a bot.
// A look at the clock is in the figure, some 20 ns.
inline std::vector<double> beside_cold(const std::vector<Pass>& ways, std::size_t items = 600) {
  constexpr std::size_t other_bytes = std::size_t{4} << 20, line = 64;
  const std::vector<char> other(other_bytes, 1);
  volatile char seen = 0;
  std::vector<std::vector<double>> times(ways.size());
  for (std::size_t i = 0; i < items; ++i) {
    for (std::size_t way = 0; way < ways.size(); ++way) {
      for (std::size_t at = 0; at < other_bytes; at += line) seen = static_cast<char>(seen + other[at]);
      const auto begun = std::chrono::steady_clock::now();
      ways[way].run(i % ways[way].items);
      times[way].push_back(seconds_since(begun) * 1e9);
    }
  }
  std::vector<double> out;
  for (const auto& way : times) out.push_back(median(way));
  return out;
}

}  // namespace fenqun::bench
