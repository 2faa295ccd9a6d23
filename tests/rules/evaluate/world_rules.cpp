// The random rules of a World.
#include "tests/rules/evaluate/world.hpp"

namespace fenqun::rules {

Word World::word() {
  return {vocabulary[static_cast<std::size_t>(number(0, 6))], false, {}};
}

std::vector<Word> World::words() {
  std::vector<Word> out;
  for (auto n = number(1, 3); n > 0; --n) out.push_back(word());
  return out;
}

std::vector<Condition> World::parts(int depth, std::int64_t rule) {
  std::vector<Condition> out;
  for (auto n = number(2, 3); n > 0; --n) out.push_back(condition(depth - 1, rule));
  return out;
}

Condition World::condition(int depth, std::int64_t rule) {
  switch (number(0, depth > 0 ? 10 : 6)) {
    case 0:
    case 1:
      return of_message();
    case 2:
    case 3:
      return of_customer(rule);
    case 4:
    case 5:
      return of_time();
    case 6:
      return of_clock();
    case 7:
    case 8:
      return {AllOf{parts(depth, rule)}, {}};
    case 9:
      return {AnyOf{parts(depth, rule)}, {}};
    default:
      return {Not{{condition(depth - 1, rule)}}, {}};
  }
}

Condition World::of_message() {
  switch (number(0, 6)) {
    case 0:
    case 1:
      return {TextWords{static_cast<Fit>(number(1, 6)), words()}, {}};
    case 2:
      return {TextMatches{"[7]", {}}, {}};
    case 3:
      return {TextLength{compare(8)}, {}};
    case 4:
      return {TextNear{word(), word(), number(0, 4)}, {}};
    case 5:
      return {TextWords{Fit::has, {word()}}, {}};
    default:
      return {KindIs{chance(2) ? "image" : "ordered"}, {}};
  }
}

Condition World::of_customer(std::int64_t rule) {
  const auto other = rule == 0 ? std::size_t{0} : static_cast<std::size_t>(number(0, rule - 1));
  switch (number(0, 7)) {
    case 0:
      return {InGroup{rule > 0 ? group_of(other).value_or("G") : "G"}, {}};
    case 1:
      return {AccountIs{chance(2) ? "a" : "b"}, {}};
    case 2:
      return {Bought{{{chance(2) ? "手机" : "hello k", false, {}}}}, {}};
    case 3:
      return {AttributeIs{rule > 0 ? set_by(other).value_or("city") : "city", {{"金卡", false, {}}}}, {}};
    case 4:
      return {FigureIs{Figure::satisfaction, {}, {static_cast<Op>(number(0, 4)), number(1, 5)}}, {}};
    case 5:
      return {FigureIs{Figure::average_order, {}, compare(3000)}, {}};
    default:
      if (rule == 0) return {PlatformIs{"sim"}, {}};
      return {HasTag{tag_of(other), false}, {}};
  }
}

Condition World::of_time() {
  switch (number(0, 8)) {
    case 0:
    case 1:
      return {MessagesIn{window(), compare(4)}, {}};
    case 2:
      return {SessionsIn{window(), compare(3)}, {}};
    case 3:
      return {SaidWords{words(), number(1, 3), window()}, {}};
    case 4:
      return {OrdersIn{window(), compare(3)}, {}};
    case 5:
      return {FigureIs{Figure::spend, window(), compare(5000)}, {}};
    default:
      return {DaysSince{static_cast<Mark>(number(0, 2)), compare(20)}, {}};
  }
}

Condition World::of_clock() {
  hours_ = true;
  switch (number(0, 2)) {
    case 0:
      waits_.push_back(number(1, 3000));
      return {WaitingFor{static_cast<Op>(number(0, 3)), Millis{std::chrono::minutes{waits_.back()}}}, {}};
    case 1: {
      const auto from = number(0, 3);
      return {HourIn{static_cast<std::int32_t>(from * 360), static_cast<std::int32_t>((from + number(1, 3)) % 4 * 360)},
              {}};
    }
    default: {
      const auto from = number(1, 7);
      return {WeekdayIn{static_cast<std::int32_t>(from), static_cast<std::int32_t>(number(1, 7))}, {}};
    }
  }
}

// A `while true` rule must be able to hold in silence, and none may read what it gives itself.
void World::make_rule(std::int64_t i) {
  auto tree = condition(2, i);
  const bool held = chance(3);
  if (held) tree = {AnyOf{{tree, {DaysSince{Mark::last_message, {Op::greater, 5 + i}}, {}}}}, {}};
  trees_.push_back(tree);
  held_.push_back(held);
}

}  // namespace fenqun::rules
