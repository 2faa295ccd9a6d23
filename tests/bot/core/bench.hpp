// A core with a real store and disk thread, and links made of plain functions: events in, fates and sends out.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "bot/core.hpp"

namespace fenqun::bot::testing {

class SteppingClock final : public Clock {
 public:
  Time now() const override { return from_millis(now_.load()); }
  void set(Time t) { now_ = to_millis(t); }

 private:
  std::atomic<std::int64_t> now_{1'767'225'600'000};
};

// Hands everything to the store inside; fails or pretends while told to.
class FaultyStore final : public storage::Store {
 public:
  FaultyStore(std::unique_ptr<storage::Store> inner, std::atomic<int>& failures)
      : inner_(std::move(inner)), failures_(failures) {}
  Result<std::vector<Outcome>> apply(std::span<const Commit> commits) override {
    if (failures_ > 0) {
      --failures_;
      return broken();
    }
    return inner_->apply(commits);
  }
  Result<void> settle(std::span<const Settlement> s) override { return inner_->settle(s); }
  Result<void> quarantine(std::span<const storage::QuarantineRecord> r) override { return inner_->quarantine(r); }
  Result<std::int64_t> activate_ruleset(const storage::RulesetRecord& r) override {
    return inner_->activate_ruleset(r);
  }
  Result<void> remember(std::string_view key, std::string_view value) override { return inner_->remember(key, value); }
  Result<std::optional<std::string>> recall(std::string_view key) override { return inner_->recall(key); }
  Result<void> reopen() override { return failures_ > 0 ? (--failures_, Result<void>(broken())) : Result<void>(); }
  Result<std::unique_ptr<storage::Reader>> reader() override { return inner_->reader(); }

 private:
  static Problem broken() {
    static constexpr ProblemKind kind{"FQ-3001", {"磁盘坏了", "the disk is broken"}, {"", ""}};
    return Problem(kind);
  }
  std::unique_ptr<storage::Store> inner_;
  std::atomic<int>& failures_;
};

class CoreBench {
 public:
  explicit CoreBench(const std::string& rules_text,
                     const std::string& store_url = "memory:", std::optional<Time> begin = {});
  ~CoreBench();

  // A private message with this native id; seconds count from the clock's start.
  Event say(const std::string& user, const std::string& text, int second, const std::string& id = {});
  void deliver(Event event, adapters::Ack ack = 0);
  void ready(bool yes = true);
  void settle(std::int64_t item, SendResult result, Time retry_at = {});
  void use(const std::string& rules_text);  // as a reload does; waits until it is in force
  // The clock stands at this time, and the core has looked at whoever is due by then.
  void move_to(Time now);
  Time next_look(const std::string& user);
  // Waits until the core has nothing left to do with what was delivered so far; false after ten seconds.
  bool wait_for(const std::function<bool()>& condition);
  bool wait_acks(std::size_t count);
  bool wait_sent(std::size_t count);

  Profile profile(const std::string& user);
  Directory directory();
  std::vector<std::string> texts_sent();

  SteppingClock clock;
  std::atomic<int> store_failures{0};
  CoreMailbox mailbox{1024};
  std::vector<std::pair<adapters::Ack, Fate>> acks;  // guarded by mutex
  std::vector<OutboxItem> sent;                      // guarded by mutex
  std::vector<OutboxItem> called;                    // webhook "crm"; guarded by mutex
  std::vector<std::string> told;                     // guarded by mutex
  std::mutex mutex;

 private:
  static std::shared_ptr<const rules::RuleSet> compiled(const std::string& rules_text);

  std::unique_ptr<storage::Reader> core_reader_;
  std::unique_ptr<storage::Reader> reader_;
  std::unique_ptr<StoreThread> disk_;
  std::unique_ptr<Core> core_;
  std::thread thread_;
  int next_id_ = 0;
  int in_force_ = 0;  // times that rules came into force; guarded by mutex
};

}  // namespace fenqun::bot::testing
