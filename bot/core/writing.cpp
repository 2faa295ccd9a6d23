// Batches on their way to the disk, and what comes of them.
#include <algorithm>

#include "bot/core.hpp"
#include "bot/core/reports.hpp"
#include "bot/limits.hpp"

namespace fenqun::bot {
namespace {

bool worth_writing(const WriteJob& job) {
  return !job.batch.empty() || !job.settlements.empty() || !job.quarantine.empty() || !job.memory.empty();
}

template <typename T>
void put_in_front(std::vector<T>& front, std::vector<T>& rest) {
  for (auto& item : rest) front.push_back(std::move(item));
  rest = std::move(front);
}

bool changes_directory(const Commit& commit) {
  return std::any_of(commit.changes.begin(), commit.changes.end(), [](const Change& c) { return !about_customer(c); });
}

bool touches(const Pending& pending, const std::unordered_set<CustomerKey>& customers) {
  return std::any_of(pending.commits.begin(), pending.commits.end(),
                     [&](const Commit& commit) { return customers.contains(commit.who); });
}

}  // namespace

// Group commit without a timer: whatever has formed while the disk was busy goes as one transaction.
void Core::start_write() {
  if (writing_) return;
  if (store_down_) {
    if (reopen_at_ && *reopen_at_ <= clock_.now()) {
      reopen_at_.reset();
      writing_ = true;
      store_(ReopenJob{});
    }
    return;
  }
  if (!activating_.empty()) {
    writing_ = true;
    const auto& next = activating_.front();
    store_(ActivateJob{{0, next.rules->digest, next.sources, clock_.now()}});
  } else if (worth_writing(forming_)) {
    writing_ = true;
    store_(std::exchange(forming_, {}));
  }
}

void Core::on_answer(StoreAnswer& answer) {
  writing_ = false;
  if (auto* written = std::get_if<Written>(&answer)) {
    on_written(*written);
  } else if (auto* reopened = std::get_if<Reopened>(&answer)) {
    if (!reopened->result) return store_failed(reopened->result.error());
    store_down_ = false;
    store_wait_ = Millis{0};
    store_detail_.clear();
    report(reports::store_back);
    reload_directory();
    if (auto due = reader_.next_due()) next_due_ = *due;
  } else if (auto* activated = std::get_if<Activated>(&answer)) {
    if (!activated->rev) {
      report(reports::rules_not_stored, {activated->rev.error().line(settings_.language)});
      not_in_force(activated->rev.error());
      return next_activation();
    }
    put_in_force(*activated->rev);
  }
}

void Core::on_written(Written& written) {
  if (!written.outcomes) return on_write_failed(written, written.outcomes.error());
  const auto& outcomes = *written.outcomes;
  std::unordered_set<CustomerKey> moved_on;
  std::vector<Pending> stale;
  bool directory_differs = false;
  std::size_t next = 0;
  for (auto& pending : written.job.batch.events) {
    const std::span fates(outcomes.data() + next, pending.commits.size());
    next += pending.commits.size();
    const auto unlike =
        std::find_if(fates.begin(), fates.end(), [](const Outcome& o) { return o.fate != Fate::applied; });
    for (const auto& commit : pending.commits) {
      profiles_.release(commit.who);
      if (unlike == fates.end()) continue;
      if (!commit.who.platform.empty()) moved_on.insert(commit.who);
      directory_differs = directory_differs || changes_directory(commit);
    }
    if (unlike != fates.end() && unlike->fate == Fate::stale) {
      if (pending.link == Pending::no_link && std::holds_alternative<Quiet>(pending.event.payload)) {
        --quiet_in_flight_;  // still due: it is looked at again
      } else {
        stale.push_back(std::move(pending));
      }
    } else {
      finish(pending, fates);
    }
  }
  if (directory_differs) reload_directory();
  if (moved_on.empty()) return;
  for (const auto& key : moved_on) profiles_.drop(key);
  // What was decided meanwhile on a profile that was never true is decided again, behind the older ones.
  std::vector<Pending> keep;
  for (auto& pending : forming_.batch.events) (touches(pending, moved_on) ? stale : keep).push_back(std::move(pending));
  forming_.batch.events = std::move(keep);
  withdraw(std::move(stale));
}

void Core::withdraw(std::vector<Pending> pendings) {
  for (auto pending = pendings.rbegin(); pending != pendings.rend(); ++pending) {
    if (pending->redecided) {
      redecided(*pending, false);
      continue;
    }
    if (pending->link == Pending::no_link) {
      // Made by ourselves: time comes round again, and a chat's name is told again.
      if (std::holds_alternative<Quiet>(pending->event.payload) && quiet_in_flight_ > 0) --quiet_in_flight_;
      continue;
    }
    redo_.push_front(std::move(*pending));
  }
}

// Nothing of the batch was written and nothing is acknowledged. Everything that was decided rests on profiles that are
// not true, so all of it is decided again when the store is back.
void Core::on_write_failed(Written& written, const Problem& problem) {
  auto all = std::move(written.job.batch.events);
  for (auto& pending : forming_.batch.events) all.push_back(std::move(pending));
  forming_.batch.events.clear();
  put_in_front(written.job.settlements, forming_.settlements);
  put_in_front(written.job.quarantine, forming_.quarantine);
  put_in_front(written.job.memory, forming_.memory);
  withdraw(std::move(all));
  store_failed(problem);
}

void Core::finish(Pending& pending, std::span<const Outcome> outcomes) {
  const auto fate = outcomes.empty() ? Fate::applied : outcomes.front().fate;
  if (const auto* port = link(pending.link); port != nullptr && pending.ack != 0) port->settle({{pending.ack, fate}});
  if (fate == Fate::duplicate) {
    ++duplicate_;
    return;
  }
  if (pending.link == Pending::no_link && std::holds_alternative<Quiet>(pending.event.payload)) --quiet_in_flight_;
  if (pending.redecided) redecided(pending, true);
  for (std::size_t i = 0; i < pending.commits.size(); ++i) {
    auto& commit = pending.commits[i];
    if (commit.event) ++applied_;
    const auto* profile = commit.who.platform.empty() ? nullptr : profiles_.find(commit.who);
    if (profile != nullptr && profile->look_again_at && (!next_due_ || *profile->look_again_at < *next_due_)) {
      next_due_ = profile->look_again_at;
    }
    if (settings_.watch && commit.event) settings_.watch({&pending.event, &commit, profile});
    auto id = outcomes[i].first_outbox_id;
    for (auto& item : commit.outbox) {
      item.id = id++;
      hand_out(std::move(item));
    }
  }
}

void Core::reload_directory() {
  auto loaded = reader_.directory();
  if (!loaded) return store_failed(loaded.error());
  directory_ = std::move(*loaded);
  refresh_enabled();
}

// The bot stops taking events in, says so once, and tries again with growing pauses.
void Core::store_failed(const Problem& problem) {
  const bool first = !store_down_;
  store_down_ = true;
  store_detail_ = problem.line(settings_.language);
  store_wait_ = std::clamp(store_wait_ * 2, limits::store_retry_floor, limits::store_retry_cap);
  reopen_at_ = clock_.now() + store_wait_;
  profiles_.clear();
  if (first) report(reports::store_failed, {store_detail_});
}

}  // namespace fenqun::bot
