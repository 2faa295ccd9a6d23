// The tags of one customer by name, and at hand those that time or a condition can end, so that nobody has to walk
// through all of them with every message. Names stand close together: looking one up touches few cache lines, however
// many customers there are.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/evidence.hpp"
#include "model/time.hpp"

namespace fenqun {

// How long a tag stays: until somebody removes it, until a time, or while its rule's condition holds.
enum class Life : std::uint8_t { kept, timed, while_true };

struct TagState {
  Time since{};
  std::optional<Time> until;  // set exactly when life is timed
  Life life = Life::kept;
  bool pinned = false;  // a person gave it: no rule removes it
  By by;
  Evidence why;

  bool operator==(const TagState&) const = default;
};

class TagMap {
 public:
  // In the order of names; what it points to lives as long as the tag is not set or erased.
  class const_iterator;

  TagMap() = default;
  TagMap(const TagMap& other);
  TagMap& operator=(const TagMap& other);
  TagMap(TagMap&&) noexcept = default;
  TagMap& operator=(TagMap&&) noexcept = default;

  const_iterator begin() const;
  const_iterator end() const;
  const_iterator find(std::string_view tag) const;
  const_iterator lower_bound(std::string_view tag) const;
  bool contains(std::string_view tag) const { return look_up(tag) != nullptr; }
  const TagState& at(std::string_view tag) const;  // the tag must be there
  std::size_t size() const { return slots_.size(); }
  bool empty() const { return slots_.empty(); }

  void set(const std::string& tag, TagState state);
  void erase(std::string_view tag);
  void clear();

  // Names of the tags whose life is not `kept`, in no order.
  const std::vector<std::string>& fleeting() const { return fleeting_; }

  bool operator==(const TagMap& other) const;

 private:
  struct Slot {
    std::string name;
    std::unique_ptr<TagState> state;
  };
  std::size_t place_of(std::string_view tag) const;  // of the first name that is not less
  const TagState* look_up(std::string_view tag) const;

  std::vector<Slot> slots_;  // rising names
  std::vector<std::string> fleeting_;
};

class TagMap::const_iterator {
 public:
  using Entry = std::pair<const std::string&, const TagState&>;
  struct Arrow {
    Entry entry;
    const Entry* operator->() const { return &entry; }
  };
  using iterator_category = std::input_iterator_tag;
  using value_type = Entry;
  using difference_type = std::ptrdiff_t;
  using pointer = Arrow;
  using reference = Entry;

  Entry operator*() const { return {slot_->name, *slot_->state}; }
  Arrow operator->() const { return {**this}; }
  const_iterator& operator++() {
    ++slot_;
    return *this;
  }
  bool operator==(const const_iterator&) const = default;

 private:
  friend class TagMap;
  explicit const_iterator(const Slot* slot) : slot_(slot) {}
  const Slot* slot_;
};

inline TagMap::const_iterator TagMap::begin() const {
  return const_iterator(slots_.data());
}
inline TagMap::const_iterator TagMap::end() const {
  return const_iterator(slots_.data() + slots_.size());
}

}  // namespace fenqun
