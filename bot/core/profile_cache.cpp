#include "bot/core/profile_cache.hpp"

namespace fenqun::bot {

Profile* ProfileCache::find(const CustomerKey& key) {
  const auto found = slots_.find(key);
  if (found == slots_.end()) return nullptr;
  recent_.splice(recent_.begin(), recent_, found->second.place);
  return &found->second.profile;
}

Profile& ProfileCache::put(Profile profile) {
  drop(profile.key);
  const CustomerKey key = profile.key;
  recent_.push_front(key);
  return slots_.emplace(key, Slot{std::move(profile), recent_.begin(), 0}).first->second.profile;
}

void ProfileCache::drop(const CustomerKey& key) {
  const auto found = slots_.find(key);
  if (found == slots_.end()) return;
  recent_.erase(found->second.place);
  slots_.erase(found);
}

void ProfileCache::clear() {
  slots_.clear();
  recent_.clear();
}

void ProfileCache::hold(const CustomerKey& key) {
  if (const auto found = slots_.find(key); found != slots_.end()) ++found->second.holds;
}

void ProfileCache::release(const CustomerKey& key) {
  const auto found = slots_.find(key);
  if (found != slots_.end() && found->second.holds > 0) --found->second.holds;
}

void ProfileCache::rename_group(const std::string& from, const std::string& to) {
  for (auto& [key, slot] : slots_) {
    if (slot.profile.group && slot.profile.group->group == from) slot.profile.group->group = to;
  }
}

void ProfileCache::trim() {
  auto place = recent_.end();
  while (slots_.size() > capacity_ && place != recent_.begin()) {
    --place;
    const auto found = slots_.find(*place);
    if (found->second.holds > 0) continue;
    slots_.erase(found);
    place = recent_.erase(place);
  }
}

}  // namespace fenqun::bot
