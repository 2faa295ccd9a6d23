#include "bot/store_thread.hpp"

namespace fenqun::bot {
namespace {

std::vector<Commit> commits_of(Batch& batch) {
  std::vector<Commit> out;
  std::size_t count = 0;
  for (const auto& pending : batch.events) count += pending.commits.size();
  out.reserve(count);
  for (auto& pending : batch.events) {
    for (auto& commit : pending.commits) out.push_back(std::move(commit));
  }
  return out;
}

void give_back(std::vector<Commit> commits, Batch& batch) {
  std::size_t next = 0;
  for (auto& pending : batch.events) {
    for (auto& commit : pending.commits) commit = std::move(commits[next++]);
  }
}

}  // namespace

StoreThread::StoreThread(std::unique_ptr<storage::Store> store, std::function<void(StoreAnswer)> answer)
    : store_(std::move(store)), answer_(std::move(answer)), jobs_(16), thread_([this] { run(); }) {}

StoreThread::~StoreThread() {
  jobs_.put(StopJob{});
  thread_.join();
}

void StoreThread::post(StoreJob job) {
  jobs_.put(std::move(job));
}

void StoreThread::run() {
  std::vector<StoreJob> jobs;
  while (true) {
    jobs.clear();
    jobs_.take(jobs, 1, std::optional<std::chrono::steady_clock::time_point>{});
    auto& job = jobs.front();
    if (std::holds_alternative<StopJob>(job)) return;
    if (auto* write = std::get_if<WriteJob>(&job)) {
      perform(std::move(*write));
    } else if (std::holds_alternative<ReopenJob>(job)) {
      answer_(Reopened{store_->reopen()});
    } else if (auto* activate = std::get_if<ActivateJob>(&job)) {
      answer_(Activated{store_->activate_ruleset(activate->record)});
    }
  }
}

void StoreThread::perform(WriteJob job) {
  // First what may be written twice, so that the commits' sync covers it.
  Result<void> rest;
  if (!job.settlements.empty()) rest = store_->settle(job.settlements);
  if (rest && !job.quarantine.empty()) rest = store_->quarantine(job.quarantine);
  for (const auto& [key, value] : job.memory) {
    if (rest) rest = store_->remember(key, value);
  }
  if (!rest) {
    answer_(Written{std::move(job), rest.error()});
    return;
  }
  auto commits = commits_of(job.batch);
  auto outcomes = store_->apply(commits);
  give_back(std::move(commits), job.batch);
  answer_(Written{std::move(job), std::move(outcomes)});
}

}  // namespace fenqun::bot
