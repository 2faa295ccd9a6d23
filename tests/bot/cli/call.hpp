// Calls the program in process, with its outside made of strings.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "bot/cli/subcommands.hpp"

namespace fenqun::test {

struct Called {
  int code = -1;
  std::string out;
  std::string err;
};

struct Outside {
  std::string in;
  bool interactive = false;
  bot::Environment environment = {};
  Time now = from_millis(1'767'225'600'000);  // 2026-01-01T00:00:00Z
};

inline Called call(const std::vector<std::string>& args, const Outside& outside = {}) {
  std::istringstream in(outside.in);
  std::ostringstream out;
  std::ostringstream err;
  bot::Terminal terminal{in, out, err, outside.interactive, -1, outside.environment, outside.now};
  Called result;
  result.code = bot::run_cli(args, terminal);
  result.out = out.str();
  result.err = err.str();
  return result;
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) out.push_back(line);
  return out;
}

}  // namespace fenqun::test
