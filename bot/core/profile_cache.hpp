// The profiles that the core has at hand, with what has been decided but not yet written. Bounded; a profile that an
// unwritten commit touches stays until it is written.
#pragma once

#include <cstddef>
#include <list>
#include <unordered_map>

#include "model/profile.hpp"

namespace fenqun::bot {

class ProfileCache {
 public:
  explicit ProfileCache(std::size_t capacity) : capacity_(capacity) {}

  // Null when it has to be loaded. Counts as a use.
  Profile* find(const CustomerKey& key);
  Profile& put(Profile profile);
  // The next thing known of this customer comes from the store.
  void drop(const CustomerKey& key);
  void clear();
  // One more, one fewer unwritten commit that touches this customer.
  void hold(const CustomerKey& key);
  void release(const CustomerKey& key);
  // Forgets the least recently used that nobody holds, down to the capacity.
  void trim();
  // The members of a group that got a new name; unwritten decisions keep their place.
  void rename_group(const std::string& from, const std::string& to);
  std::size_t size() const { return slots_.size(); }

 private:
  struct Slot {
    Profile profile;
    std::list<CustomerKey>::iterator place;
    std::size_t holds = 0;
  };
  std::size_t capacity_;
  std::unordered_map<CustomerKey, Slot> slots_;
  std::list<CustomerKey> recent_;  // newest first
};

}  // namespace fenqun::bot
