#include "tests/rules/evaluate/naive.hpp"

namespace fenqun::rules {
namespace {

bool in(const std::string& text, const std::string& word) {
  return text.find(word) != text.npos;
}

std::int64_t points(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
}

std::vector<std::size_t> places(const std::string& text, const std::string& word) {
  std::vector<std::size_t> out;
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) out.push_back(at);
  return out;
}

}  // namespace

Time Customer::last_seen() const {
  Time out{};
  for (const auto& message : messages) out = std::max(out, message.at);
  return out;
}

bool Naive::ask(const TextWords& node) const {
  if (text == nullptr) return false;
  const auto folded = fold(*text);
  const auto count = static_cast<std::size_t>(
      std::count_if(node.words.begin(), node.words.end(), [&](const Word& w) { return in(folded, fold(w.text)); }));
  const auto any = [&](auto test) {
    return std::any_of(node.words.begin(), node.words.end(), [&](const Word& w) { return test(fold(w.text)); });
  };
  switch (node.fit) {
    case Fit::has:
    case Fit::any:
      return count > 0;
    case Fit::all:
      return count == node.words.size();
    case Fit::none:
      return count == 0;
    case Fit::is:
      return any([&](const std::string& w) { return folded == w; });
    case Fit::starts:
      return any([&](const std::string& w) { return folded.starts_with(w); });
    case Fit::ends:
      return any([&](const std::string& w) { return folded.ends_with(w); });
    case Fit::asserts_any:
    case Fit::asserts_all:
      break;  // not generated: what is meant has tests of its own
  }
  return false;
}

bool Naive::ask(const TextNear& node) const {
  if (text == nullptr) return false;
  const auto folded = fold(*text);
  const auto left = fold(node.left.text);
  const auto right = fold(node.right.text);
  for (const auto l : places(folded, left)) {
    for (const auto r : places(folded, right)) {
      if (left == right && l == r) continue;
      const auto [end, begin] = l < r ? std::pair(l + left.size(), r) : std::pair(r + right.size(), l);
      const auto gap = begin <= end ? 0 : points(std::string_view(folded).substr(end, begin - end));
      if (gap <= node.within) return true;
    }
  }
  return false;
}

bool Naive::ask(const TextLength& node) const {
  return text != nullptr && node.compare.holds(points(*text));
}

bool Naive::ask(const HasTag& node) const {
  if (!node.below) return tags.contains(node.tag);
  return std::any_of(tags.begin(), tags.end(), [&](const std::string& tag) { return tag.starts_with(node.tag + "/"); });
}

bool Naive::ask(const MessagesIn& node) const {
  return node.compare.holds(std::count_if(customer.messages.begin(), customer.messages.end(),
                                          [&](const auto& m) { return in_window(m.at, node.window); }));
}

bool Naive::ask(const SessionsIn& node) const {
  std::vector<Time> times;
  for (const auto& message : customer.messages) times.push_back(message.at);
  std::sort(times.begin(), times.end());
  std::int64_t count = 0;
  for (std::size_t i = 0; i < times.size(); ++i) {
    const bool begins = i == 0 || times[i] - times[i - 1] > std::chrono::minutes{30};
    if (begins && in_window(times[i], node.window)) ++count;
  }
  return node.compare.holds(count);
}

bool Naive::ask(const SaidWords& node) const {
  const auto count = std::count_if(customer.messages.begin(), customer.messages.end(), [&](const auto& m) {
    return m.text && in_window(m.at, node.window) &&
           std::any_of(node.words.begin(), node.words.end(),
                       [&](const Word& w) { return in(fold(*m.text), fold(w.text)); });
  });
  return count >= node.times;
}

bool Naive::ask(const DaysSince& node) const {
  std::vector<Time> times;
  if (node.mark == Mark::last_order) {
    for (const auto& order : customer.orders) times.push_back(order.at);
  } else {
    for (const auto& message : customer.messages) times.push_back(message.at);
  }
  if (times.empty()) return false;
  const auto [first, last] = std::minmax_element(times.begin(), times.end());
  const auto age = now - (node.mark == Mark::first_message ? *first : *last);
  const auto n = node.compare.number * a_day;
  if (node.compare.op == Op::equal) return age >= n && age < n + a_day;
  return Comparison{node.compare.op, n.count()}.holds(age.count());
}

bool Naive::ask(const WaitingFor& node) const {
  return customer.waiting && Comparison{node.op, node.time.count()}.holds((now - *customer.waiting).count());
}

bool Naive::ask(const HourIn& node) const {
  return node.from < node.to ? node.from <= minute() && minute() < node.to
                             : minute() >= node.from || minute() < node.to;
}

bool Naive::ask(const WeekdayIn& node) const {
  const auto days = (to_millis(now) / 3'600'000 + 8) / 24;  // 1 January 1970 was a Thursday
  const auto weekday = (days + 3) % 7 + 1;
  return node.from <= node.to ? node.from <= weekday && weekday <= node.to : weekday >= node.from || weekday <= node.to;
}

bool Naive::ask(const OrdersIn& node) const {
  return node.compare.holds(std::count_if(customer.orders.begin(), customer.orders.end(),
                                          [&](const Order& o) { return in_window(o.at, node.window); }));
}

bool Naive::ask(const Bought& node) const {
  return std::any_of(customer.orders.begin(), customer.orders.end(), [&](const Order& o) {
    return std::any_of(node.words.begin(), node.words.end(),
                       [&](const Word& w) { return in(fold(o.product), fold(w.text)); });
  });
}

bool Naive::ask(const FigureIs& node) const {
  std::int64_t sum = 0;
  if (node.figure == Figure::spend || node.figure == Figure::average_order) {
    for (const auto& order : customer.orders) {
      if (node.figure == Figure::average_order || in_window(order.at, node.window)) sum += order.cents;
    }
    if (node.figure == Figure::spend) return node.compare.holds(sum);
    const auto count = static_cast<std::int64_t>(customer.orders.size());
    return count > 0 && node.compare.holds(sum / count);
  }
  const auto found = attributes.find(node.figure == Figure::p_alive ? "p_alive" : "satisfaction");
  if (found == attributes.end()) return false;
  return node.compare.holds(std::llround(std::stod(found->second) * static_cast<double>(scale_of(node.figure))));
}

bool Naive::ask(const AttributeIs& node) const {
  const auto found = attributes.find(node.name);
  return found != attributes.end() && std::any_of(node.words.begin(), node.words.end(),
                                                  [&](const Word& w) { return fold(w.text) == fold(found->second); });
}

}  // namespace fenqun::rules
