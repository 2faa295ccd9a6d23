// Who still waits for a reply, and how long the others waited. Times are seconds of one steady clock. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

namespace fenqun::bench {

class Ledger {
 public:
  explicit Ledger(std::size_t customers) : waiting_(customers) {}

  // A message that must be answered was due at `due`. Only measured ones count in the figures.
  void expect(std::size_t customer, double due, bool measured);
  // A reply came. It belongs to the customer's oldest unanswered message: bots answer one customer in order. A reply
  // that nobody waits for is counted as unexpected.
  void replied(std::int64_t customer, double now);

  std::size_t outstanding() const { return outstanding_; }
  std::size_t expected() const { return expected_; }        // measured
  std::size_t answered() const { return latency_.size(); }  // measured
  std::size_t unexpected() const { return unexpected_; }
  double last_reply() const { return last_reply_; }  // of a measured message

  // Seconds from due to reply that the share `q` (0..1) of measured messages did not exceed; 0 when there are none.
  double percentile(double q) const;

 private:
  struct Due {
    double at = 0;
    bool measured = false;
  };
  std::vector<std::deque<Due>> waiting_;
  std::vector<double> latency_;
  std::size_t outstanding_ = 0;
  std::size_t expected_ = 0;
  std::size_t unexpected_ = 0;
  double last_reply_ = 0;
};

}  // namespace fenqun::bench
