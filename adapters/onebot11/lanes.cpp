#include "adapters/onebot11/lanes.hpp"

#include <algorithm>
#include <iterator>

namespace fenqun::adapters::onebot11 {
namespace {

std::string chat_key(const Chat& chat) {
  return (chat.kind == ChatKind::group ? "g" : "p") + chat.id;
}

}  // namespace

void Lanes::list(const std::string& chat, Lane& lane) {
  if (lane.listed || lane.waiting.empty()) return;
  lane.listed = true;
  ready_.push_back(chat);
}

void Lanes::push(OutboxItem item, Time now) {
  const auto chat = chat_key(item.to);
  auto& lane = lanes_[chat];
  lane.waiting.push_back(std::move(item));
  ++waiting_;
  // Otherwise the timer of the one under way, or its end, lists the lane.
  if (lane.flying == 0 || (!lane.exclusive && lane.free_at <= now)) list(chat, lane);
}

void Lanes::release_due(Time now) {
  for (; !timers_.empty() && timers_.front().at <= now; timers_.pop_front()) {
    const auto lane = lanes_.find(timers_.front().chat);
    if (lane != lanes_.end() && !lane->second.exclusive) list(lane->first, lane->second);
  }
}

bool Lanes::any_ready(Time now) {
  release_due(now);
  return !ready_.empty();
}

std::optional<OutboxItem> Lanes::take(Time now) {
  release_due(now);
  if (ready_.empty()) return std::nullopt;
  const auto chat = std::move(ready_.front());
  ready_.pop_front();
  auto& lane = lanes_[chat];
  lane.listed = false;
  OutboxItem item = std::move(lane.waiting.front());
  lane.waiting.pop_front();
  --waiting_;
  ++lane.flying;
  lane.exclusive = std::holds_alternative<RenameChat>(item.body);
  lane.free_at = now + gap;
  timers_.push_back({lane.free_at, chat});
  return item;
}

void Lanes::landed(const Chat& chat) {
  const auto lane = lanes_.find(chat_key(chat));
  if (lane == lanes_.end()) return;
  auto& [key, state] = *lane;
  if (state.flying > 0 && --state.flying > 0) return;
  state.exclusive = false;
  if (state.waiting.empty()) {
    lanes_.erase(lane);
  } else {
    list(key, state);
  }
}

std::vector<OutboxItem> Lanes::clear() {
  std::vector<OutboxItem> out;
  for (auto& [chat, lane] : lanes_) {
    std::move(lane.waiting.begin(), lane.waiting.end(), std::back_inserter(out));
    lane.waiting.clear();
    lane.listed = false;
  }
  std::erase_if(lanes_, [](const auto& entry) { return entry.second.flying == 0; });
  ready_.clear();
  timers_.clear();
  waiting_ = 0;
  std::sort(out.begin(), out.end(), [](const OutboxItem& a, const OutboxItem& b) { return a.id < b.id; });
  return out;
}

}  // namespace fenqun::adapters::onebot11
