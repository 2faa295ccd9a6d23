// One event on its way from the mailbox to the disk, with what was decided about it.
#pragma once

#include <cstdint>
#include <vector>

#include "adapters/connection.hpp"
#include "model/commit.hpp"

namespace fenqun::bot {

struct Pending {
  adapters::LinkId link = no_link;
  adapters::Ack ack = 0;
  Event event;
  std::vector<Commit> commits;  // one for an event; several when a command touches several customers
  std::uint32_t attempts = 0;
  bool redecided = false;  // made by deciding a customer's history again (see bot/activation.hpp)

  static constexpr adapters::LinkId no_link = ~adapters::LinkId{0};
};

// What one transaction makes true.
struct Batch {
  std::vector<Pending> events;
  bool empty() const { return events.empty(); }
};

}  // namespace fenqun::bot
