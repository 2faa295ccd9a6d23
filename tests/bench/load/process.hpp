// What the system says about a running program.
#pragma once

#include <sys/types.h>

namespace fenqun::bench {

struct ProcessFigures {
  double cpu_s = 0;     // user and system, all threads, since it started
  double rss_mib = 0;   // resident now
  double peak_mib = 0;  // most ever resident (VmHWM)
  long threads = 0;
};

// All zero when there is no such process. Linux.
ProcessFigures figures_of(pid_t pid);

double own_cpu_s();

}  // namespace fenqun::bench
