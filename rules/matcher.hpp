// All literals and expressions of a rule set together: a message is gone through once for the literals and once for the
// expressions, however many rules.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/problem.hpp"

namespace fenqun::rules {

inline constexpr std::size_t max_literals = 100'000;
inline constexpr std::size_t max_expression_bytes = 1024;

// What to look for. Literals and expressions are given folded; ids are positions in the span given to build().
struct Pattern {
  std::string text;
  bool expression = false;
};

// Every match as [begin, end) in bytes of the folded text. Literal matches overlap and all are reported; matches of one
// expression that grow from the same beginning are one hit. An expression that is too large for the compiler to follow
// its beginnings (long bounded repeats) reports begin 0.
struct Hit {
  std::uint32_t pattern = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

class Matcher {
 public:
  // Scratch belongs to the caller, one per thread; it grows to fit any Matcher it is used with.
  class Scratch {
   public:
    Scratch();
    ~Scratch();
    Scratch(Scratch&&) noexcept;
    Scratch& operator=(Scratch&&) noexcept;

   private:
    friend class Matcher;
    struct Impl;
    std::unique_ptr<Impl> impl_;
  };

  // Compiles. 100,000 literals take 20 ms, expressions much longer: never on the core thread. Problem FQ-13xx names the
  // pattern by its index in the first argument (too many, too long, not linear, a bad expression with the compiler's
  // reason).
  static Result<std::shared_ptr<const Matcher>> build(std::span<const Pattern> patterns);
  ~Matcher();

  // Appends the hits to `out`, ordered by (begin, end, pattern). At most max_hits are kept (hostile texts), of literals
  // the first ones. Any bytes.
  void scan(std::string_view folded, Scratch& scratch, std::vector<Hit>& out) const;
  static constexpr std::size_t max_hits = 4096;

 private:
  Matcher();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fenqun::rules
