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

// How words are to stand in the text. `has`: one literal, which must occur.
enum class Fit : std::uint8_t { has, any, all, none, is, starts, ends };

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
struct DaysSince {     // to the millisecond, a day being 86,400 s; `= 3`: 3 to 4 days; false while there was no message
  bool first = false;  // the first message, else the last
  Comparison compare;
  bool operator==(const DaysSince&) const = default;
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
  using Node = std::variant<TextWords, TextMatches, TextLength, KindIs, PlatformIs, HasTag, InGroup, MessagesIn,
                            DaysSince, Named, AllOf, AnyOf, Not>;
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
