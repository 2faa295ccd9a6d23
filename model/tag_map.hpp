// The tags of one customer by name, and at hand those that time or a condition can end, so that nobody has to walk
// through all of them with every message.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
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
  using Map = std::map<std::string, TagState, std::less<>>;

  Map::const_iterator begin() const { return tags_.begin(); }
  Map::const_iterator end() const { return tags_.end(); }
  Map::const_iterator find(std::string_view tag) const { return tags_.find(tag); }
  Map::const_iterator lower_bound(std::string_view tag) const { return tags_.lower_bound(tag); }
  bool contains(std::string_view tag) const { return tags_.find(tag) != tags_.end(); }
  const TagState& at(const std::string& tag) const { return tags_.at(tag); }
  std::size_t size() const { return tags_.size(); }
  bool empty() const { return tags_.empty(); }

  void set(const std::string& tag, TagState state);
  void erase(std::string_view tag);
  void clear();

  // Names of the tags whose life is not `kept`, in no order.
  const std::vector<std::string>& fleeting() const { return fleeting_; }

  bool operator==(const TagMap& other) const { return tags_ == other.tags_; }

 private:
  Map tags_;
  std::vector<std::string> fleeting_;
};

}  // namespace fenqun
