// The spare thread: work that takes seconds and may wait, such as compiling rules. One piece at a time, in order.
#pragma once

#include <unistd.h>

#include <functional>
#include <optional>
#include <thread>
#include <vector>

#include "bot/mailbox.hpp"

namespace fenqun::bot {

class Worker {
 public:
  Worker() : jobs_(16), thread_([this] { run(); }) {}
  ~Worker() {
    jobs_.put(nullptr);
    thread_.join();
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  void post(std::function<void()> job) { jobs_.put(std::move(job)); }

 private:
  void run() {
    // Linux takes it for this thread alone: messages come first where processors are few. It may be refused.
    [[maybe_unused]] const int niceness = ::nice(10);
    std::vector<std::function<void()>> jobs;
    while (true) {
      jobs.clear();
      jobs_.take(jobs, 1, std::optional<std::chrono::steady_clock::time_point>{});
      for (auto& job : jobs) {
        if (!job) return;
        job();
      }
    }
  }

  Mailbox<std::function<void()>> jobs_;
  std::thread thread_;
};

}  // namespace fenqun::bot
