#include "model/tag_map.hpp"

#include <algorithm>

namespace fenqun {

void TagMap::set(const std::string& tag, TagState state) {
  const bool fleeting = state.life != Life::kept;
  const auto known = std::find(fleeting_.begin(), fleeting_.end(), tag);
  if (fleeting && known == fleeting_.end()) fleeting_.push_back(tag);
  if (!fleeting && known != fleeting_.end()) fleeting_.erase(known);
  tags_.insert_or_assign(tag, std::move(state));
}

void TagMap::erase(std::string_view tag) {
  std::erase(fleeting_, tag);
  if (const auto found = tags_.find(tag); found != tags_.end()) tags_.erase(found);
}

void TagMap::clear() {
  tags_.clear();
  fleeting_.clear();
}

}  // namespace fenqun
