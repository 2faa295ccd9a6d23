// The one error type. Expected failures are values of `Result<T>`; every problem has a code, a place, a cause and a
// hint.
#pragma once

#include <boost/system/result.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/phrase.hpp"

namespace fenqun {

// A kind of problem: a constant in some room's problems.hpp. Codes never change their meaning once released.
// FQ-1xxx rules, FQ-2xxx commands, FQ-3xxx storage, FQ-4xxx adapters, FQ-5xxx configuration and command line.
struct ProblemKind {
  std::string_view code;
  Bilingual message;
  Bilingual hint;  // may be empty on both sides
};

// Where in a text. Lines and columns count from 1; columns count Unicode code points; line 0 means "no place".
struct Location {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t length = 1;  // code points under the caret
  std::string source_line;   // the whole line, for showing the caret under it

  bool operator==(const Location&) const = default;
};

class Problem {
 public:
  Problem() = default;
  explicit Problem(const ProblemKind& kind, const Args& args = {}, Location location = {})
      : code_(kind.code),
        message_(fill(kind.message, args)),
        hint_(fill(kind.hint, args)),
        location_(std::move(location)) {}

  const std::string& code() const { return code_; }
  const Phrase& message() const { return message_; }
  const Phrase& hint() const { return hint_; }
  const Location& location() const { return location_; }

  bool warning() const { return warning_; }
  Problem as_warning() && {
    warning_ = true;
    return std::move(*this);
  }
  Problem at(Location location) && {
    location_ = std::move(location);
    return std::move(*this);
  }

  // "file:3:17: message hint  FQ-1203" in one line; the form with a caret is bot/cli's, which has ICU for widths.
  std::string line(Language language) const;

 private:
  std::string code_;
  Phrase message_;
  Phrase hint_;
  Location location_;
  bool warning_ = false;
};

using Problems = std::vector<Problem>;

template <typename T>
using Result = boost::system::result<T, Problem>;

// Called by boost when value() is asked of a Result that holds a Problem: a broken invariant, so it throws logic_error.
[[noreturn]] void throw_exception_from_error(const Problem& problem, const boost::source_location& where);

}  // namespace fenqun
