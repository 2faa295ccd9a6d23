// Numbers about a customer as intervals, hours and weekdays as sets.
#include <algorithm>
#include <bitset>
#include <limits>

#include "rules/lint/theory.hpp"

namespace fenqun::rules::linting {
namespace {

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t day = Millis{std::chrono::hours{24}}.count();

enum class Quantity : std::uint8_t { messages, sessions, said, days, waiting, orders, figure, length };

// What is compared: two literals with equal subjects speak of the same number.
struct Subject {
  Quantity quantity = Quantity::messages;
  int which = 0;  // mark or figure
  Millis window{};
  std::vector<std::string> words;  // of `said`
  auto operator<=>(const Subject&) const = default;
  // Counts and orders there always are; the others may be unknown, and then every comparison is false.
  bool always_known() const {
    return quantity == Quantity::messages || quantity == Quantity::sessions || quantity == Quantity::said ||
           quantity == Quantity::orders;
  }
};

struct Range {
  std::int64_t low = least;
  std::int64_t high = most;
  const Literal* low_by = nullptr;
  const Literal* high_by = nullptr;
  bool known = false;  // some positive literal asks for it

  void at_least(std::int64_t value, const Literal* by) {
    if (value <= low) return;
    low = value;
    low_by = by;
  }
  void at_most(std::int64_t value, const Literal* by) {
    if (value >= high) return;
    high = value;
    high_by = by;
  }
};

struct Said {
  Subject subject;
  Comparison compare;
  std::int64_t unit = 1;  // of the number, in steps of the quantity
};

std::optional<Said> read(const Literal& literal, Words& words) {
  using Out = std::optional<Said>;
  return std::visit(Overloaded{
                        [](const MessagesIn& n) -> Out {
                          return Said{{Quantity::messages, 0, n.window, {}}, n.compare};
                        },
                        [](const SessionsIn& n) -> Out {
                          return Said{{Quantity::sessions, 0, n.window, {}}, n.compare};
                        },
                        [&](const SaidWords& n) -> Out {
                          return Said{{Quantity::said, 0, n.window, words.of(n.words)}, {Op::greater_equal, n.times}};
                        },
                        [](const DaysSince& n) -> Out {
                          return Said{{Quantity::days, static_cast<int>(n.mark), {}, {}}, n.compare, day};
                        },
                        [](const WaitingFor& n) -> Out {
                          return Said{{Quantity::waiting, 0, {}, {}}, {n.op, n.time.count()}};
                        },
                        [](const OrdersIn& n) -> Out {
                          return Said{{Quantity::orders, 0, n.window, {}}, n.compare};
                        },
                        [](const FigureIs& n) -> Out {
                          return Said{{Quantity::figure, static_cast<int>(n.figure), n.window, {}}, n.compare};
                        },
                        [](const TextLength& n) -> Out {
                          return Said{{Quantity::length, 0, {}, {}}, n.compare};
                        },
                        [](const auto&) -> Out { return std::nullopt; },
                    },
                    literal.atom->node);
}

void narrow(const Said& said, const Literal* by, Range& range) {
  const auto bound = said.compare.number * said.unit;
  switch (said.compare.op) {
    case Op::greater_equal:
      return range.at_least(bound, by);
    case Op::greater:
      return range.at_least(bound + 1, by);
    case Op::less_equal:
      return range.at_most(bound, by);
    case Op::less:
      return range.at_most(bound - 1, by);
    case Op::equal:
      range.at_least(bound, by);
      return range.at_most(bound + said.unit - 1, by);
  }
}

// The opposite of a comparison that is no `=`.
Comparison opposite(const Comparison& compare) {
  switch (compare.op) {
    case Op::greater_equal:
      return {Op::less, compare.number};
    case Op::greater:
      return {Op::less_equal, compare.number};
    case Op::less_equal:
      return {Op::greater, compare.number};
    case Op::less:
      return {Op::greater_equal, compare.number};
    case Op::equal:
      break;
  }
  return compare;
}

using Ranges = std::map<Subject, Range>;

void natural_limits(const Subject& subject, Range& range) {
  if (subject.always_known() || subject.quantity == Quantity::length) range.low = 0;
  if (subject.quantity != Quantity::figure) return;
  range.low = 0;
  const auto figure = static_cast<Figure>(subject.which);
  if (figure == Figure::p_alive) range.high = scale_of(figure);
  if (figure == Figure::rfm_r || figure == Figure::rfm_f || figure == Figure::rfm_m || figure == Figure::satisfaction) {
    range.low = 1;
    range.high = 5;
  }
}

Conflict conflict_of(const Literal* one, const Literal* other) {
  if (one == nullptr) std::swap(one, other);
  if (other == nullptr || other == one) return {*one, std::nullopt};
  return {*one, *other};
}

// A customer who writes has written: the message itself counts, and no time has passed since.
void message_limits(const Needs& needs, Ranges& ranges) {
  if (needs.message == nullptr) return;
  for (auto& [subject, range] : ranges) {
    if (subject.quantity == Quantity::messages) range.at_least(1, needs.message);
    if (subject.quantity == Quantity::days && subject.which == static_cast<int>(Mark::last_message)) {
      range.at_most(0, needs.message);
      range.at_least(0, needs.message);
    }
  }
}

// Whether the first can never be more than the second.
bool never_more(const Subject& a, const Subject& b) {
  if (a.window > b.window) return false;
  if (b.quantity == Quantity::messages) {
    return a.quantity == Quantity::messages || a.quantity == Quantity::sessions || a.quantity == Quantity::said;
  }
  if (a.quantity != b.quantity) return false;
  if (a.quantity == Quantity::said) return covered(a.words, b.words);
  if (a.quantity == Quantity::figure) {
    const auto spend = static_cast<int>(Figure::spend);
    return a.which == spend && b.which == spend;
  }
  return a.quantity == Quantity::sessions || a.quantity == Quantity::orders;
}

Ranges ranges_of(const Clause& clause, const Needs& needs, Words& words) {
  Ranges out;
  for (const bool negated : {false, true}) {
    for (const auto& literal : clause) {
      if (literal.negated != negated) continue;
      auto said = read(literal, words);
      if (!said) continue;
      const auto [found, fresh] = out.try_emplace(said->subject);
      auto& range = found->second;
      if (fresh) natural_limits(said->subject, range);
      if (!negated) {
        range.known = true;
      } else if (said->compare.op == Op::equal ||
                 (!range.known && !said->subject.always_known() &&
                  (said->subject.quantity != Quantity::length || needs.text == nullptr))) {
        continue;
      } else {
        said->compare = opposite(said->compare);
      }
      narrow(*said, &literal, range);
    }
  }
  message_limits(needs, out);
  return out;
}

// `not … = N` where only N is left.
std::optional<Conflict> hole_conflict(const Clause& clause, const Ranges& ranges, Words& words) {
  for (const auto& literal : clause) {
    if (!literal.negated) continue;
    const auto said = read(literal, words);
    if (!said || said->compare.op != Op::equal) continue;
    const auto& range = ranges.at(said->subject);
    const auto from = said->compare.number * said->unit;
    const bool counts = range.known || said->subject.always_known();
    if (counts && range.low >= from && range.high <= from + said->unit - 1) {
      return conflict_of(range.low_by != nullptr ? range.low_by : range.high_by, &literal);
    }
  }
  return std::nullopt;
}

template <std::size_t N>
std::bitset<N> turn(std::int32_t from, std::int32_t to, std::int32_t first) {
  std::bitset<N> out;
  const auto size = static_cast<std::int32_t>(N);
  if (from == to) return out.set();
  for (auto i = from; i != to; i = (i + 1 - first) % size + first) out.set(static_cast<std::size_t>(i - first));
  return out;
}

std::optional<std::bitset<1440>> minutes_of(const Literal& literal) {
  const auto* hour = std::get_if<HourIn>(&literal.atom->node);
  if (hour == nullptr) return std::nullopt;
  const auto set = turn<1440>(hour->from % 1440, hour->to % 1440, 0);
  return literal.negated ? ~set : set;
}

std::optional<std::bitset<7>> days_of(const Literal& literal) {
  const auto* weekday = std::get_if<WeekdayIn>(&literal.atom->node);
  if (weekday == nullptr) return std::nullopt;
  const auto set = turn<7>(weekday->from, weekday->to % 7 + 1, 1);
  return literal.negated ? ~set : set;
}

template <typename Read>
std::optional<Conflict> set_conflict(const Clause& clause, Read read_set) {
  decltype(read_set(clause.front())) left;
  const Literal* before = nullptr;
  for (const auto& literal : clause) {
    const auto set = read_set(literal);
    if (!set) continue;
    left = left ? *left & *set : *set;
    if (left->none()) return conflict_of(&literal, before);
    before = &literal;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Conflict> number_conflict(const Clause& clause, const Needs& needs, Words& words) {
  const auto ranges = ranges_of(clause, needs, words);
  for (const auto& [subject, range] : ranges) {
    if (range.low > range.high && (range.low_by != nullptr || range.high_by != nullptr)) {
      return conflict_of(range.low_by, range.high_by);
    }
  }
  for (const auto& [small, low] : ranges) {
    if (low.low_by == nullptr) continue;
    for (const auto& [large, high] : ranges) {
      if (high.high_by != nullptr && low.low > high.high && never_more(small, large)) {
        return conflict_of(low.low_by, high.high_by);
      }
    }
  }
  return hole_conflict(clause, ranges, words);
}

std::optional<Conflict> clock_conflict(const Clause& clause) {
  if (clause.empty()) return std::nullopt;
  if (auto found = set_conflict(clause, minutes_of)) return found;
  return set_conflict(clause, days_of);
}

}  // namespace fenqun::rules::linting
