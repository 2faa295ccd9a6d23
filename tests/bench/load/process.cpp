#include "tests/bench/load/process.hpp"

#include <time.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

namespace fenqun::bench {
namespace {

double seconds_of(clockid_t clock) {
  timespec t{};
  if (clock_gettime(clock, &t) != 0) return 0;
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

}  // namespace

ProcessFigures figures_of(pid_t pid) {
  ProcessFigures figures;
  clockid_t clock{};
  // The process's own clock counts nanoseconds, /proc/PID/stat only ticks of 10 ms.
  if (pid <= 0 || clock_getcpuclockid(pid, &clock) != 0) return figures;
  figures.cpu_s = seconds_of(clock);
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string line; std::getline(status, line);) {
    const auto colon = line.find(':');
    if (colon == std::string::npos) continue;
    const std::string_view name = std::string_view(line).substr(0, colon);
    const double value = std::strtod(line.c_str() + colon + 1, nullptr);
    if (name == "VmRSS") figures.rss_mib = value / 1024;
    if (name == "VmHWM") figures.peak_mib = value / 1024;
    if (name == "Threads") figures.threads = static_cast<long>(value);
  }
  return figures;
}

double own_cpu_s() {
  return seconds_of(CLOCK_PROCESS_CPUTIME_ID);
}

}  // namespace fenqun::bench
