// The only place where threads meet: values moved through a bounded queue, and the one value that is shared. The only
// mutexes of the program are in here.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace fenqun::bot {

// Two lanes. Events come in by try_put() and are bounded. Answers come in by put(): their number is bounded by what was
// asked, they are never refused, and they are taken first, so that a full lane of events cannot hold up the answer that
// would empty it.
template <typename T>
class Mailbox {
 public:
  explicit Mailbox(std::size_t capacity) : capacity_(capacity) {}

  // Moves from `item` only when it answers true; false when full.
  bool try_put(T& item) {
    const std::lock_guard lock(mutex_);
    if (events_.size() >= capacity_) return false;
    events_.push_back(std::move(item));
    filled_.notify_one();
    return true;
  }

  void put(T item) {
    const std::lock_guard lock(mutex_);
    answers_.push_back(std::move(item));
    filled_.notify_one();
  }

  // `wake` is called once, on the taking thread, when half of the room is free again; at once when it is now.
  void when_room(std::function<void()> wake) {
    {
      const std::lock_guard lock(mutex_);
      if (events_.size() >= capacity_ / 2) {
        waiting_.push_back(std::move(wake));
        return;
      }
    }
    wake();
  }

  // Appends all answers and up to `most` events to `out`. Waits until there is something to take, or until `deadline`.
  template <typename TimePoint>
  void take(std::vector<T>& out, std::size_t most, std::optional<TimePoint> deadline) {
    std::vector<std::function<void()>> wakes;
    {
      std::unique_lock lock(mutex_);
      const auto ready = [&] { return !answers_.empty() || (most > 0 && !events_.empty()); };
      if (deadline) {
        filled_.wait_until(lock, *deadline, ready);
      } else {
        filled_.wait(lock, ready);
      }
      move_all(answers_, out, answers_.size());
      move_all(events_, out, most);
      if (events_.size() < capacity_ / 2) wakes.swap(waiting_);
    }
    for (auto& wake : wakes) wake();
  }

  std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return events_.size();
  }

 private:
  static void move_all(std::deque<T>& from, std::vector<T>& out, std::size_t most) {
    for (; !from.empty() && most > 0; --most) {
      out.push_back(std::move(from.front()));
      from.pop_front();
    }
  }

  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable filled_;
  std::deque<T> answers_;
  std::deque<T> events_;
  std::vector<std::function<void()>> waiting_;
};

// One value that one thread replaces and others look at: the rule set in force.
template <typename T>
class Published {
 public:
  void set(T value) {
    const std::lock_guard lock(mutex_);
    value_ = std::move(value);
  }
  T get() const {
    const std::lock_guard lock(mutex_);
    return value_;
  }

 private:
  mutable std::mutex mutex_;
  T value_{};
};

}  // namespace fenqun::bot
