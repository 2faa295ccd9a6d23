// Deciding again for every stored customer, in slices. What `fenqun preview` shows, `fenqun replay` writes and the
// running bot writes is what this walk says. Blocks; memory follows the number of customers (their keys) and the
// longest history.
#pragma once

#include <functional>
#include <string>

#include "bot/redecide.hpp"

namespace fenqun::bot {

// Of one customer's messages, the newest that are looked at.
inline constexpr std::size_t max_history = 10'000;

struct Redecided {
  const Profile& before;
  std::span<const storage::ExportedMessage> history;  // oldest first
  const Redecision& what;
};

class RedecideWalk {
 public:
  // What is handed in must outlive it. Reads who there is; customers who come later are not among them.
  static Result<RedecideWalk> begin(storage::Reader& reader, Redecider redecider, Time from, Time now);

  // The next customers, at most `most` of them, in the order in which they were first stored. False: there are no more.
  Result<bool> next(std::size_t most, const std::function<void(const Redecided&)>& take);
  // One customer again, as stored now.
  Result<void> again(const CustomerKey& who, const std::function<void(const Redecided&)>& take);

  std::size_t customers() const { return count_; }
  std::size_t done() const { return done_; }

 private:
  RedecideWalk(storage::Reader& reader, Redecider redecider, Time from, Time now)
      : reader_(&reader), redecider_(std::move(redecider)), from_(from), now_(now) {}
  void remember(const CustomerKey& key);
  std::vector<CustomerKey> take_keys(std::size_t most);
  Result<void> one(const Profile& before, const std::function<void(const Redecided&)>& take);

  storage::Reader* reader_;
  Redecider redecider_;
  Time from_;
  Time now_;
  std::string keys_;  // as text, each behind its length, so that a million take 30 MB
  std::size_t at_ = 0;
  std::size_t count_ = 0;
  std::size_t done_ = 0;
  Redecision redecision_;
};

// What makes it true: nothing when nothing changes.
std::optional<Commit> commit_of(const Redecided& redecided);

}  // namespace fenqun::bot
