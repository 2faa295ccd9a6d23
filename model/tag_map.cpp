#include "model/tag_map.hpp"

#include <algorithm>

namespace fenqun {

TagMap::TagMap(const TagMap& other) : fleeting_(other.fleeting_) {
  slots_.reserve(other.slots_.size());
  for (const auto& slot : other.slots_) slots_.push_back({slot.name, std::make_unique<TagState>(*slot.state)});
}

TagMap& TagMap::operator=(const TagMap& other) {
  if (this != &other) *this = TagMap(other);
  return *this;
}

std::size_t TagMap::place_of(std::string_view tag) const {
  const auto less = [](const Slot& slot, std::string_view name) { return std::string_view(slot.name) < name; };
  return static_cast<std::size_t>(std::lower_bound(slots_.begin(), slots_.end(), tag, less) - slots_.begin());
}

const TagState* TagMap::look_up(std::string_view tag) const {
  const auto place = place_of(tag);
  return place < slots_.size() && slots_[place].name == tag ? slots_[place].state.get() : nullptr;
}

TagMap::const_iterator TagMap::lower_bound(std::string_view tag) const {
  return const_iterator(slots_.data() + place_of(tag));
}

TagMap::const_iterator TagMap::find(std::string_view tag) const {
  const auto place = place_of(tag);
  return place < slots_.size() && slots_[place].name == tag ? const_iterator(slots_.data() + place) : end();
}

const TagState& TagMap::at(std::string_view tag) const {
  return *slots_.at(place_of(tag)).state;
}

void TagMap::set(const std::string& tag, TagState state) {
  const bool fleeting = state.life != Life::kept;
  const auto known = std::find(fleeting_.begin(), fleeting_.end(), tag);
  if (fleeting && known == fleeting_.end()) fleeting_.push_back(tag);
  if (!fleeting && known != fleeting_.end()) fleeting_.erase(known);
  const auto place = place_of(tag);
  if (place < slots_.size() && slots_[place].name == tag) {
    *slots_[place].state = std::move(state);
  } else {
    slots_.insert(slots_.begin() + static_cast<std::ptrdiff_t>(place),
                  {tag, std::make_unique<TagState>(std::move(state))});
  }
}

void TagMap::erase(std::string_view tag) {
  std::erase(fleeting_, tag);
  const auto place = place_of(tag);
  if (place < slots_.size() && slots_[place].name == tag) {
    slots_.erase(slots_.begin() + static_cast<std::ptrdiff_t>(place));
  }
}

void TagMap::clear() {
  slots_.clear();
  fleeting_.clear();
}

bool TagMap::operator==(const TagMap& other) const {
  return std::equal(slots_.begin(), slots_.end(), other.slots_.begin(), other.slots_.end(),
                    [](const Slot& a, const Slot& b) { return a.name == b.name && *a.state == *b.state; });
}

}  // namespace fenqun
