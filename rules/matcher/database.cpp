#include "rules/matcher/database.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include "rules/matcher.hpp"
#include "rules/problems_matcher.hpp"

namespace fenqun::rules::matching {
namespace {

struct ErrorDeleter {
  void operator()(hs_compile_error_t* error) const { hs_free_compile_error(error); }
};
using CompileError = std::unique_ptr<hs_compile_error_t, ErrorDeleter>;

// Not HS_FLAG_UCP: with it \b would see no border between 是 and vip in 我是vip.
constexpr unsigned without_beginning = HS_FLAG_UTF8 | HS_FLAG_CASELESS;
constexpr unsigned with_beginning = without_beginning | HS_FLAG_SOM_LEFTMOST;

std::string reason_of(const CompileError& error) {
  return error ? error->message : "out of memory";
}

Problem not_compiled(const CompileError& error) {
  const int index = error && error->expression >= 0 ? error->expression : 0;
  return Problem(problems::patterns_not_compiled, {std::to_string(index), reason_of(error)});
}

std::vector<unsigned> ids_up_to(std::size_t count) {
  std::vector<unsigned> ids(count);
  std::iota(ids.begin(), ids.end(), 0U);
  return ids;
}

// Bounds of repeats, {8} or {2,30}, added up: what the time of compiling grows with (quadratically).
constexpr std::size_t max_repeats = 400;
// Beginnings can be followed for repeats of any character up to about this; trying with more costs seconds.
constexpr std::size_t max_repeats_with_beginning = 40;

std::size_t repeats_in(std::string_view expression) {
  std::size_t total = 0;
  for (std::size_t at = 0; at < expression.size(); ++at) {
    if (expression[at] == '\\') {
      ++at;
      if (at + 1 < expression.size() && expression[at + 1] == '{') ++at;  // \x{4e00}, \p{Han}
      continue;
    }
    if (expression[at] != '{') continue;
    std::size_t number = 0, largest = 0;
    while (++at < expression.size() && expression[at] != '}') {
      const char c = expression[at];
      number =
          c >= '0' && c <= '9' ? std::min<std::size_t>(number * 10 + static_cast<std::size_t>(c - '0'), 100'000) : 0;
      largest = std::max(largest, number);
    }
    total += largest;
  }
  return total;
}

struct Attempt {
  Database database;
  CompileError error;  // when there is no database
};

Attempt attempt(std::span<const std::string_view> expressions, std::span<const unsigned> flags) {
  const std::vector<std::string> terminated(expressions.begin(), expressions.end());
  std::vector<const char*> texts;
  for (const auto& expression : terminated) texts.push_back(expression.c_str());
  const auto ids = ids_up_to(expressions.size());
  hs_database_t* made = nullptr;
  hs_compile_error_t* failed = nullptr;
  hs_compile_multi(texts.data(), flags.data(), ids.data(), static_cast<unsigned>(texts.size()), HS_MODE_BLOCK, nullptr,
                   &made, &failed);
  return {Database(made), CompileError(failed)};
}

// The flags to try first, or why the expression is refused without trying.
Result<unsigned> first_flags(std::string_view expression, const std::string& place) {
  if (expression.find('\0') != std::string_view::npos) {
    return Problem(problems::expression_rejected, {place, "NUL"});
  }
  const auto repeats = repeats_in(expression);
  if (repeats > max_repeats) {
    return Problem(problems::too_many_repeats, {place, std::to_string(repeats), std::to_string(max_repeats)});
  }
  return repeats <= max_repeats_with_beginning ? with_beginning : without_beginning;
}

// Compiles one alone: leaves out the beginnings if that is what is too much, or tells the compiler's reason.
Result<unsigned> working_flags(std::string_view expression, unsigned flags, const std::string& place) {
  const std::span<const std::string_view> alone(&expression, 1);
  if (attempt(alone, {&flags, 1}).database) return flags;
  const auto last = attempt(alone, {&without_beginning, 1});
  if (last.database) return without_beginning;
  return Problem(problems::expression_rejected, {place, reason_of(last.error)});
}

}  // namespace

Result<Database> compile_expressions(std::span<const std::string_view> expressions,
                                     std::span<const std::uint32_t> indices) {
  std::vector<unsigned> flags;
  for (std::size_t i = 0; i < expressions.size(); ++i) {
    const auto chosen = first_flags(expressions[i], std::to_string(indices[i]));
    if (!chosen) return chosen.error();
    flags.push_back(*chosen);
  }
  auto first = attempt(expressions, flags);
  if (first.database) return std::move(first.database);
  for (std::size_t i = 0; i < expressions.size(); ++i) {
    const auto works = working_flags(expressions[i], flags[i], std::to_string(indices[i]));
    if (!works) return works.error();
    flags[i] = *works;
  }
  auto second = attempt(expressions, flags);
  if (!second.database) return not_compiled(second.error);
  return std::move(second.database);
}

}  // namespace fenqun::rules::matching
