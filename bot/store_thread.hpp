// The disk thread: owns the writing Store, takes one job at a time, answers with a value. A failed sync is never
// retried in place: the answer is the problem, and the store is reopened before the next job.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "bot/core/pending.hpp"
#include "bot/mailbox.hpp"
#include "storage/store.hpp"

namespace fenqun::bot {

// Everything that waits to be written, in one job: one transaction for the commits, and what may be written beside it.
struct WriteJob {
  Batch batch;
  std::vector<Settlement> settlements;
  std::vector<storage::QuarantineRecord> quarantine;
  std::vector<std::pair<std::string, std::string>> memory;
};
struct ReopenJob {};
struct ActivateJob {  // a new rule set: stored first, in force afterwards
  storage::RulesetRecord record;
};
struct StopJob {};
using StoreJob = std::variant<WriteJob, ReopenJob, ActivateJob, StopJob>;

struct Written {
  WriteJob job;                           // handed back: the core settles, or decides again
  Result<std::vector<Outcome>> outcomes;  // one per commit, in order
};
struct Reopened {
  Result<void> result;
};
struct Activated {
  Result<std::int64_t> rev;
};
using StoreAnswer = std::variant<Written, Reopened, Activated>;

class StoreThread {
 public:
  StoreThread(std::unique_ptr<storage::Store> store, std::function<void(StoreAnswer)> answer);
  ~StoreThread();  // finishes what was posted
  StoreThread(const StoreThread&) = delete;
  StoreThread& operator=(const StoreThread&) = delete;

  void post(StoreJob job);

 private:
  void run();
  void perform(WriteJob job);

  std::unique_ptr<storage::Store> store_;
  std::function<void(StoreAnswer)> answer_;
  Mailbox<StoreJob> jobs_;
  std::thread thread_;
};

}  // namespace fenqun::bot
