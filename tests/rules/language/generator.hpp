// Random conditions and effects of every kind, as a parser could have read them. Test only.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "rules/condition.hpp"
#include "rules/ruleset.hpp"

namespace fenqun::rules::language {

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  // Of the node that stands at `kind` in Condition::Node; compound ones hold others down to `depth`.
  Condition condition(std::size_t kind, int depth);
  Condition condition(int depth);
  Effect effect(std::size_t kind);

  std::int64_t number(std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(least, most)(random_);
  }
  template <typename Container>
  const auto& one_of(const Container& items) {
    return items[static_cast<std::size_t>(number(0, static_cast<std::int64_t>(std::size(items)) - 1))];
  }
  // Anything that can stand between quotes.
  std::string text();
  std::string name();

 private:
  std::vector<Condition> parts(int depth);
  Comparison compare(std::int64_t least, std::int64_t most) {
    return {static_cast<Op>(number(0, 4)), number(least, most)};
  }
  Word word();
  std::vector<Word> words();
  std::string expression();
  Millis span();
  FigureIs figure();
  Once once();

  std::mt19937_64 random_;
};

// FENQUN_SEED, or one that nobody chose.
std::uint64_t seed();

}  // namespace fenqun::rules::language
