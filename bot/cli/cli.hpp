// The command line: one function per sub-command, each in its own file.
#pragma once

#include "bot/app.hpp"

namespace fenqun::bot {

// Exit codes: 0 done, 1 the answer is no (mistakes found, tests failed, could not run), 2 the words of the call are
// wrong.
int run_command_line(int argc, char** argv, ConsoleMaker console);

}  // namespace fenqun::bot
