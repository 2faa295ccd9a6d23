// What a rule asks: a closed set of conditions, as parsed. Values without behaviour; equality ignores where in the text
// they stood. A new condition is one struct here and an alternative in Condition::Node; the compiler then points at
// what must speak about it: print (language/), resolve (file/), translate and needs (compile/), evaluate and explain
// (evaluate/).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "model/time.hpp"

namespace fenqun::rules {

// Bytes of the text that a condition was parsed from.
struct Span {
  std::size_t offset = 0;
  std::size_t length = 0;
};

enum class Op : std::uint8_t { greater_equal, less_equal, greater, less, equal };

struct Comparison {
  Op op = Op::greater_equal;
  std::int64_t number = 0;

  bool holds(std::int64_t value) const {
    switch (op) {
      case Op::greater_equal:
        return value >= number;
      case Op::less_equal:
        return value <= number;
      case Op::greater:
        return value > number;
      case Op::less:
        return value < number;
      case Op::equal:
        return value == number;
    }
    return false;
  }
  bool operator==(const Comparison&) const = default;
};

// A literal, or the name of a [list].
struct Word {
  std::string text;
  bool list = false;
  Span span;

  bool operator==(const Word& other) const { return text == other.text && list == other.list; }
};

// How words are to stand in the text. `has`: one literal, which must occur. `asserts_…`: at least one occurrence of a
// word is meant (see rules/meaning.hpp).
enum class Fit : std::uint8_t { has, any, all, none, is, starts, ends, asserts_any, asserts_all };

struct TextWords {
  Fit fit = Fit::has;
  std::vector<Word> words;
  bool operator==(const TextWords&) const = default;
};
struct TextMatches {
  std::string expression;  // between the slashes
  Span span;
  bool operator==(const TextMatches& other) const { return expression == other.expression; }
};
struct TextNear {  // both in one message, at most `within` characters of the folded text between them, in either order
  Word left;
  Word right;
  std::int64_t within = 0;
  bool operator==(const TextNear&) const = default;
};
struct TextSounds {  // pinyin, or words whose sound is listened for (see rules/sound.hpp)
  std::vector<Word> words;
  bool operator==(const TextSounds&) const = default;
};
enum class Trait : std::uint8_t { link, phone, address };  // see rules/traits.hpp
struct TextTrait {
  Trait trait = Trait::link;
  bool operator==(const TextTrait&) const = default;
};
struct TextLength {  // in code points of what the customer wrote
  Comparison compare;
  bool operator==(const TextLength&) const = default;
};
struct KindIs {
  std::string kind;  // a word of kind_of()
  bool operator==(const KindIs&) const = default;
};
struct PlatformIs {
  std::string platform;
  bool operator==(const PlatformIs&) const = default;
};
struct AccountIs {  // of ours, through which the customer writes, or wrote last
  std::string account;
  bool operator==(const AccountIs&) const = default;
};
struct HasTag {
  std::string tag;     // with `below`: the part before "/*"
  bool below = false;  // any tag that starts with `tag` + "/"
  bool operator==(const HasTag&) const = default;
};
struct InGroup {
  std::string group;
  bool operator==(const InGroup&) const = default;
};
struct MessagesIn {
  Millis window{};
  Comparison compare;
  bool operator==(const MessagesIn&) const = default;
};
struct SessionsIn {  // sessions that began in the window; half an hour of silence ends one
  Millis window{};
  Comparison compare;
  bool operator==(const SessionsIn&) const = default;
};
struct SaidWords {  // messages that contained at least one of the words, each counted once
  std::vector<Word> words;
  std::int64_t times = 1;  // at least
  Millis window{};
  bool operator==(const SaidWords&) const = default;
};
enum class Mark : std::uint8_t { last_message, first_message, last_order };
struct DaysSince {  // to the millisecond, a day being 86,400 s; `= 3`: 3 to 4 days; false while there was no such thing
  Mark mark = Mark::last_message;
  Comparison compare;
  bool operator==(const DaysSince&) const = default;
};
struct WaitingFor {  // since the oldest message that nobody answered; false while nobody waits. No `=`
  Op op = Op::greater;
  Millis time{};
  bool operator==(const WaitingFor&) const = default;
};
struct HourIn {  // local time of the account, minutes of the day, from <= t < to; to < from: over midnight
  std::int32_t from = 0;
  std::int32_t to = 0;  // up to 1440
  bool operator==(const HourIn&) const = default;
};
struct WeekdayIn {  // 1 = Monday … 7 = Sunday, both included; to < from: over Sunday
  std::int32_t from = 1;
  std::int32_t to = 7;
  bool operator==(const WeekdayIn&) const = default;
};
struct StageIs {  // of the dimension 阶段 or stage, low to high; false for customers without a stage
  Op op = Op::equal;
  std::string stage;
  bool operator==(const StageIs&) const = default;
};
struct OrdersIn {
  Millis window{};
  Comparison compare;
  bool operator==(const OrdersIn&) const = default;
};
struct Bought {  // the name of a product ever bought (of those kept) contains one of the words
  std::vector<Word> words;
  bool operator==(const Bought&) const = default;
};
// A number about the customer. `compare` is in units of 1 / scale_of(figure): money in cents.
enum class Figure : std::uint8_t { spend, average_order, expected_spend, rfm_r, rfm_f, rfm_m, p_alive, satisfaction };
constexpr std::int64_t scale_of(Figure figure) {
  switch (figure) {
    case Figure::spend:
    case Figure::average_order:
    case Figure::expected_spend:
      return 100;
    case Figure::p_alive:
      return 10'000;
    case Figure::rfm_r:
    case Figure::rfm_f:
    case Figure::rfm_m:
    case Figure::satisfaction:
      return 1;
  }
  return 1;
}
struct FigureIs {  // false while the figure is not known
  Figure figure = Figure::spend;
  Millis window{};  // of spend and expected_spend
  Comparison compare;
  bool operator==(const FigureIs&) const = default;
};
struct AttributeIs {  // compared after folding; `city is` and `abc is` are the attributes "city" and "abc"
  std::string name;
  std::vector<Word> words;
  bool operator==(const AttributeIs&) const = default;
};
struct Named {  // of a [condition]
  std::string name;
  bool operator==(const Named&) const = default;
};

struct Condition;
struct AllOf {  // two parts or more
  std::vector<Condition> parts;
  bool operator==(const AllOf&) const;
};
struct AnyOf {
  std::vector<Condition> parts;
  bool operator==(const AnyOf&) const;
};
struct Not {  // exactly one part
  std::vector<Condition> parts;
  bool operator==(const Not&) const;
};

struct Condition {
  using Node =
      std::variant<TextWords, TextMatches, TextNear, TextSounds, TextTrait, TextLength, KindIs, PlatformIs, AccountIs,
                   HasTag, InGroup, StageIs, MessagesIn, SessionsIn, SaidWords, DaysSince, WaitingFor, HourIn,
                   WeekdayIn, OrdersIn, Bought, FigureIs, AttributeIs, Named, AllOf, AnyOf, Not>;
  Node node;
  Span span;

  bool operator==(const Condition& other) const { return node == other.node; }
};

inline bool AllOf::operator==(const AllOf& other) const {
  return parts == other.parts;
}
inline bool AnyOf::operator==(const AnyOf& other) const {
  return parts == other.parts;
}
inline bool Not::operator==(const Not& other) const {
  return parts == other.parts;
}

// Visitors are written as one lambda per alternative; a missing one does not compile.
template <typename... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
template <typename... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

}  // namespace fenqun::rules
