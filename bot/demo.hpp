// `fenqun demo`: the bot and a practice platform in one program, joined by a real WebSocket on loopback, with a
// terminal in which a person can write as a customer and as an admin.
#pragma once

#include <string>

#include "bot/app.hpp"
#include "model/phrase.hpp"

namespace fenqun::bot {

struct DemoOptions {
  Language language = Language::zh;
  std::string data_dir = "data";   // the SQLite file is demo.db in it
  std::string rules_file;          // empty: the starter pack that is built in
  double messages_per_second = 1;  // of the played customers; 0: none are played
  std::size_t messages = 0;        // stop playing after so many; 0: until all are played
  bool exit_when_played = false;   // for scripts and tests: no prompt, ends by itself
};

// Answers the exit code.
int run_demo(const DemoOptions& options, const ConsoleMaker& console);

}  // namespace fenqun::bot
