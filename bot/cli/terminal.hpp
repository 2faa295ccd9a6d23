// Everything outside that a call of the program touches, handed in: main() makes one of the process, tests make their
// own.
#pragma once

#include <functional>
#include <iosfwd>

#include "bot/app.hpp"
#include "bot/config.hpp"
#include "model/time.hpp"

namespace fenqun::bot {

struct Terminal {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool interactive = false;  // a person sits at `in`
  int input_fd = -1;         // of `in`, for switching its echo off; -1: it has none
  Environment environment;
  Time now{};
  ConsoleMaker console = {};  // the web console, for `run` and `demo`
};

}  // namespace fenqun::bot
