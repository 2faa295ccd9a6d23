// What a memory store and its readers share.
#pragma once

#include <deque>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

#include "storage/store.hpp"

namespace fenqun::storage {

struct MemoryState {
  struct Customer {
    Profile profile;                    // rev 0: only the key is known
    std::vector<std::size_t> messages;  // into `messages`, in the order of storing
  };
  struct Outgoing {
    OutboxItem item;
    bool settled = false;
  };

  std::mutex mutex;  // guards everything below
  std::unordered_map<CustomerKey, std::size_t> rows;
  std::deque<Customer> customers;  // in the order in which they were first referred to
  std::vector<MessageRecord> messages;
  std::unordered_set<EventKey> events;
  Directory directory;
  std::vector<Outgoing> outbox;  // the item with id n at n - 1
  std::vector<JournalEntry> journal;
  std::int64_t quarantined = 0;
  std::vector<RulesetRecord> rulesets;
  std::map<std::string, std::string, std::less<>> memory;

  Customer& customer(const CustomerKey& key) {
    const auto [found, is_new] = rows.try_emplace(key, customers.size());
    if (is_new) customers.emplace_back().profile.key = key;
    return customers[found->second];
  }
  const Customer* find(const CustomerKey& key) const {
    const auto found = rows.find(key);
    return found == rows.end() ? nullptr : &customers[found->second];
  }
};

}  // namespace fenqun::storage
