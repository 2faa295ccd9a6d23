#include "tests/rules/language/generator.hpp"

#include <cstdlib>

#include "rules/language/forms.hpp"
#include "rules/limits.hpp"

namespace fenqun::rules::language {
namespace {

// A value of the alternative at `index`, made by the overload that makes that type.
template <typename Variant, typename Make, std::size_t Index = 0>
Variant alternative(std::size_t index, Make make) {
  if constexpr (Index < std::variant_size_v<Variant>) {
    if (index == Index) return make(std::type_identity<std::variant_alternative_t<Index, Variant>>{});
    return alternative<Variant, Make, Index + 1>(index, make);
  } else {
    return {};
  }
}

template <typename T>
using As = std::type_identity<T>;

}  // namespace

Condition Generator::condition(int depth) {
  constexpr auto kinds = std::variant_size_v<Condition::Node>;
  constexpr std::size_t compound = 3;  // the last ones
  return condition(
      static_cast<std::size_t>(number(0, static_cast<std::int64_t>(kinds - (depth > 0 ? 1 : 1 + compound)))), depth);
}

Condition Generator::condition(std::size_t kind, int depth) {
  using Node = Condition::Node;
  const auto make = Overloaded{
      [&](As<TextWords>) -> Node {
        const auto fit = static_cast<Fit>(number(0, 8));
        return fit == Fit::has ? TextWords{fit, {{text(), false, {}}}} : TextWords{fit, words()};
      },
      [&](As<TextMatches>) -> Node {
        return TextMatches{expression(), {}};
      },
      [&](As<TextNear>) -> Node {
        return TextNear{word(), word(), number(0, max_near)};
      },
      [&](As<TextSounds>) -> Node { return TextSounds{words()}; },
      [&](As<TextTrait>) -> Node { return TextTrait{static_cast<Trait>(number(0, 2))}; },
      [&](As<TextLength>) -> Node { return TextLength{compare(0, 100'000)}; },
      [&](As<KindIs>) -> Node { return KindIs{std::string(one_of(kinds()).en)}; },
      [&](As<PlatformIs>) -> Node { return PlatformIs{name()}; },
      [&](As<AccountIs>) -> Node { return AccountIs{name()}; },
      [&](As<HasTag>) -> Node {
        return HasTag{name(), number(0, 1) == 1};
      },
      [&](As<InGroup>) -> Node { return InGroup{name()}; },
      [&](As<StageIs>) -> Node {
        return StageIs{static_cast<Op>(number(0, 4)), name()};
      },
      [&](As<MessagesIn>) -> Node {
        return MessagesIn{span(), compare(0, max_count)};
      },
      [&](As<SessionsIn>) -> Node {
        return SessionsIn{span(), compare(0, max_count)};
      },
      [&](As<SaidWords>) -> Node {
        return SaidWords{words(), number(1, number(0, 1) == 0 ? 2 : max_count), span()};
      },
      [&](As<DaysSince>) -> Node {
        return DaysSince{static_cast<Mark>(number(0, 2)), compare(0, max_days)};
      },
      [&](As<WaitingFor>) -> Node {
        return WaitingFor{static_cast<Op>(number(0, 3)), span()};
      },
      [&](As<HourIn>) -> Node {
        const auto from = static_cast<std::int32_t>(number(0, 1439));
        const auto to = static_cast<std::int32_t>(number(0, 1439));
        return HourIn{from, to < from ? to : to + 1};
      },
      [&](As<WeekdayIn>) -> Node {
        return WeekdayIn{static_cast<std::int32_t>(number(1, 7)), static_cast<std::int32_t>(number(1, 7))};
      },
      [&](As<OrdersIn>) -> Node {
        return OrdersIn{span(), compare(0, static_cast<std::int64_t>(max_orders))};
      },
      [&](As<Bought>) -> Node { return Bought{words()}; },
      [&](As<FigureIs>) -> Node { return figure(); },
      [&](As<AttributeIs>) -> Node {
        const auto which = number(0, 3);
        return AttributeIs{which == 0 ? "city" : which == 1 ? "abc" : name(), words()};
      },
      [&](As<Named>) -> Node { return Named{name()}; },
      [&](As<AllOf>) -> Node { return AllOf{parts(depth)}; },
      [&](As<AnyOf>) -> Node { return AnyOf{parts(depth)}; },
      [&](As<Not>) -> Node { return Not{{condition(depth - 1)}}; },
  };
  return {alternative<Node>(kind, make), {}};
}

Effect Generator::effect(std::size_t kind) {
  const auto make = Overloaded{
      [&](As<TagEffect>) -> Effect {
        TagEffect out;
        out.tag = name();
        out.life = static_cast<Life>(number(0, 2));
        if (out.life == Life::timed) out.duration = span();
        return out;
      },
      [&](As<UntagEffect>) -> Effect { return UntagEffect{name()}; },
      [&](As<GroupEffect>) -> Effect { return GroupEffect{name()}; },
      [&](As<ReplyEffect>) -> Effect {
        return ReplyEffect{text(), once()};
      },
      [&](As<NotifyEffect>) -> Effect {
        return NotifyEffect{name(), number(0, 1) == 0 ? "" : text(), once()};
      },
      [&](As<SetEffect>) -> Effect {
        return SetEffect{name(), number(0, 3) == 0 ? "" : text()};
      },
      [&](As<FollowUpEffect>) -> Effect {
        return FollowUpEffect{span(), text(), once()};
      },
      [&](As<WebhookEffect>) -> Effect {
        return WebhookEffect{name(), once()};
      },
  };
  return alternative<Effect>(kind, make);
}

std::vector<Condition> Generator::parts(int depth) {
  std::vector<Condition> out;
  for (auto n = number(2, 4); n > 0; --n) out.push_back(condition(depth - 1));
  return out;
}

Word Generator::word() {
  const bool list = number(0, 3) == 0;
  return {list ? "退款词" : text(), list, {}};
}

std::vector<Word> Generator::words() {
  std::vector<Word> out;
  for (auto n = number(1, 4); n > 0; --n) out.push_back(word());
  return out;
}

Millis Generator::span() {
  const auto unit = one_of(units()).length;
  return number(1, std::min<std::int64_t>(max_window / unit, 4000)) * unit;
}

Once Generator::once() {
  const auto which = number(0, 2);
  return {which > 0, which > 1 ? span() : Millis{}};
}

FigureIs Generator::figure() {
  const auto figure = static_cast<Figure>(number(0, 7));
  const bool windowed = figure == Figure::spend || figure == Figure::expected_spend;
  const auto scale = scale_of(figure);
  const auto window = windowed ? span() : Millis{};
  if (figure == Figure::p_alive) return {figure, window, compare(0, scale)};
  if (scale == 1) return {figure, window, compare(1, 5)};
  return {figure, window, compare(0, number(0, 1) == 0 ? 100'000 : max_figure * scale)};
}

std::string Generator::text() {
  static const std::vector<std::string> pieces = {"退款", "x",  " ",    "\"",    "\\",  "”",  "“",  "'",    "/",
                                                  "$",    "(",  "）",   ";",     "and", "或", ">=", "，",   "「",
                                                  "」",   "\n", "é",    "🙂",  "any", "7d", "*",  "邻近", "near",
                                                  "一次", "每", "once", "8字内", "..",  "＂"};
  std::string out;
  for (auto n = number(1, 5); n > 0; --n) out += one_of(pieces);
  return out;
}

std::string Generator::name() {
  static const std::vector<std::string> names = {
      "需求/退款", "and",   "或",    "not",   "text",  "有标签", "VIP 客户", "a\"b",       "x(y)", "7d", ">3",
      "a;b",       "$z",    "don't", "a\\b",  "非",    "“引”",   "tag",      "距上次消息", "is",   "是", "near",
      "一次",      "每7天", "内",    "在 内", "stage", "1..5",   "#",        "=",          "to"};
  return one_of(names);
}

std::string Generator::expression() {
  static const std::vector<std::string> pieces = {"a",  "退", "\\d",   "/", "\\\\", "[a-z]",
                                                  "\"", " ",  "(x|y)", "$", "\\.",  "\\n"};
  std::string out;
  for (auto n = number(1, 5); n > 0; --n) out += one_of(pieces);
  return out;
}

std::uint64_t seed() {
  const auto* given = std::getenv("FENQUN_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
}

}  // namespace fenqun::rules::language
