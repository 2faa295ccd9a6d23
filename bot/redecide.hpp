// What a rule set makes of a customer whose history is stored: for previews, for `fenqun replay`, and for activating
// rules with effect on the past. Pure.
//
// - What the set counts is counted anew from all messages; what it does not count is dropped. `once` stays.
// - Tags and the group that rules gave at or after `from` are taken back, and every message since then is decided
//   again, in the order of the messages' own times, at its own time and on the customer as they were then, with looks
//   in between wherever time alone matters, and one at `now`. Nothing is said to anybody.
// - What people decided stands: pins, blocks, tags and groups of theirs appear at the time at which they were given.
//   What rules gave before `from` stays.
// - Where the customer can be reached, who waits, orders, ratings and planned follow-ups are facts and stay.
//   So are attributes, which do not tell who set them; a rule that sets one sets it again.
//
// Doing it twice is doing it once. With the rules that were in force and the whole history it changes nothing, but for:
// - Rules that hold without a message act at every look, so also at the one at `now`: timed tags are renewed, and of a
//   dimension the tag whose rule still holds takes the place of the one that was given last.
// - Messages that came late are decided here where they belong.
// - Orders and ratings that are no longer kept fire no rule.
// - Rules that were switched on or off, and what people took away without a block, left no trace of when.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "bot/decide.hpp"
#include "storage/store.hpp"

namespace fenqun::bot {

struct Redecision {
  std::vector<Change> changes;        // the difference, nothing else; empty: everything stays
  std::vector<JournalEntry> journal;  // of tags and groups that come and go
  Profile after;                      // without the reasons
};

// Not thread-safe; its buffers are reused from customer to customer.
class Redecider {
 public:
  // What is handed in must outlive it.
  struct Setup {
    const rules::RuleSet& rules;
    const Directory& directory;
    const Zones& zones;
    rules::Enabled enabled;  // per rule index
  };
  explicit Redecider(Setup setup);
  ~Redecider();
  Redecider(Redecider&&) noexcept;

  // `history`: all that is stored of this customer, oldest first. `present` with reasons.
  void run(const Profile& present, std::span<const storage::ExportedMessage> history, Time from, Time now,
           Redecision& out);

  // Of one customer; looks beyond are left out but for the last.
  static constexpr int max_looks = 20'000;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Which rules are on, by what people have said.
rules::Enabled enabled_by(const rules::RuleSet& rules, const Directory& directory);

}  // namespace fenqun::bot
