// What is counted within a window of time (now - window, now]: messages, sessions, orders, money.
#include <algorithm>

#include "rules/evaluate/moment.hpp"

namespace fenqun::rules::evaluation {
namespace {

// Things in the order of their times, each of some weight. At(i), Weight(i); i < size.
template <typename At, typename Weight>
struct Window {
  std::size_t size;
  At at;
  Weight weight;
  Millis length;

  std::size_t first_after(Time time) const {
    std::size_t low = 0;
    std::size_t high = size;
    while (low < high) {
      const auto middle = low + (high - low) / 2;
      (at(middle) > time ? high : low) = at(middle) > time ? middle : middle + 1;
    }
    return low;
  }

  std::int64_t sum(Time now) const {
    std::int64_t out = 0;
    const auto end = first_after(now);
    for (auto i = first_after(now - length); i < end; ++i) out += weight(i);
    return out;
  }

  // Walks forward over the instants at which a thing enters (its time lies ahead of now) or leaves the window.
  std::optional<Time> next_change(Time now, const Comparison& compare) const {
    auto leaving = first_after(now - length);
    auto entering = first_after(now);
    auto total = sum(now);
    const bool before = compare.holds(total);
    while (leaving < size) {
      const bool enters = entering < size && (leaving == entering || at(entering) <= at(leaving) + length);
      const auto time = enters ? at(entering) : at(leaving) + length;
      for (; entering < size && at(entering) <= time; ++entering) total += weight(entering);
      for (; leaving < entering && at(leaving) + length <= time; ++leaving) total -= weight(leaving);
      if (compare.holds(total) != before) return time;
    }
    return std::nullopt;
  }
};
template <typename At, typename Weight>
Window(std::size_t, At, Weight, Millis) -> Window<At, Weight>;

// Without weight: the count.
constexpr auto one = [](std::size_t) { return std::int64_t{1}; };

auto messages_of(const std::vector<Time>& times, Millis window) {
  return Window{times.size(), [&](std::size_t i) { return times[i]; }, one, window};
}
// A counter of sessions holds begin and end of each.
auto sessions_of(const std::vector<Time>& times, Millis window) {
  return Window{times.size() / 2, [&](std::size_t i) { return times[2 * i]; }, one, window};
}
auto orders_of(const Profile& profile, Millis window) {
  return Window{profile.orders.size(), [&](std::size_t i) { return profile.orders[i].at; }, one, window};
}
auto money_of(const Profile& profile, Millis window) {
  return Window{profile.orders.size(), [&](std::size_t i) { return profile.orders[i].at; },
                [&](std::size_t i) { return profile.orders[i].cents; }, window};
}

}  // namespace

const std::vector<Time>* Moment::times(std::uint32_t counter) const {
  const auto* found = scratch_.counters[counter];
  return found == nullptr ? nullptr : &found->times;
}

// A count needs only two searches, not a walk.
std::int64_t Moment::counted(const step::Counted& what) const {
  const auto* all = times(what.counter);
  if (all == nullptr) return 0;
  const auto window = messages_of(*all, program_.counters[what.counter].window);
  return static_cast<std::int64_t>(window.first_after(now_)) -
         static_cast<std::int64_t>(window.first_after(now_ - window.length));
}

std::int64_t Moment::sessions(const step::Sessions& what) const {
  const auto* all = times(what.counter);
  if (all == nullptr) return 0;
  const auto window = sessions_of(*all, program_.counters[what.counter].window);
  return static_cast<std::int64_t>(window.first_after(now_)) -
         static_cast<std::int64_t>(window.first_after(now_ - window.length));
}

std::int64_t Moment::orders(const step::Orders& what) const {
  const auto window = orders_of(profile_, what.window);
  return static_cast<std::int64_t>(window.first_after(now_)) -
         static_cast<std::int64_t>(window.first_after(now_ - window.length));
}

std::int64_t Moment::spend(const step::Number& what) const {
  return money_of(profile_, what.window).sum(now_);
}

// A counter keeps only as many times as a comparison can need: when it is full there may be more.
std::string Moment::counted_text(const step::Counted& what) const {
  const auto count = counted(what);
  const auto keep = static_cast<std::int64_t>(program_.counters[what.counter].keep);
  return (count >= keep ? "≥" : "") + std::to_string(count);
}

std::optional<Time> Moment::next_change_of(const step::Counted& what) const {
  const auto* all = times(what.counter);
  if (all == nullptr) return std::nullopt;
  return messages_of(*all, program_.counters[what.counter].window).next_change(now_, what.compare);
}

std::optional<Time> Moment::next_change_of(const step::Sessions& what) const {
  const auto* all = times(what.counter);
  if (all == nullptr) return std::nullopt;
  return sessions_of(*all, program_.counters[what.counter].window).next_change(now_, what.compare);
}

std::optional<Time> Moment::next_change_of(const step::Orders& what) const {
  return orders_of(profile_, what.window).next_change(now_, what.compare);
}

std::optional<Time> Moment::next_change_of(const step::Number& what) const {
  if (what.figure != Figure::spend) return std::nullopt;
  return money_of(profile_, what.window).next_change(now_, what.compare);
}

}  // namespace fenqun::rules::evaluation
