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
  auto commits = commits_of(job.batch);
  auto outcomes = store_->apply(commits);
  give_back(std::move(commits), job.batch);
  Result<void> rest;
  if (outcomes && !job.settlements.empty()) rest = store_->settle(job.settlements);
  if (outcomes && rest && !job.quarantine.empty()) rest = store_->quarantine(job.quarantine);
  for (const auto& [key, value] : job.memory) {
    if (outcomes && rest) rest = store_->remember(key, value);
  }
  // The commits are durable even when what follows them failed, so the outcomes stand. What was not settled is sent
  // again after a restart: at least once.
  answer_(Written{std::move(job), std::move(outcomes)});
}

}  // namespace fenqun::bot
