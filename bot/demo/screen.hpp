// The demo's terminal: lines from any thread, shown by one; the prompt stays at the bottom.
#pragma once

#include <ostream>
#include <string>

#include "bot/core.hpp"
#include "bot/mailbox.hpp"
#include "bot/text/reasons.hpp"
#include "model/phrase.hpp"

namespace fenqun::bot::demo {

class Screen {
 public:
  Screen(std::ostream& out, bool colored, Language language)
      : out_(out), colored_(colored), language_(language), reasons_(language) {}

  // ---- from any thread
  void post(std::string line) { lines_.put(std::move(line)); }
  void show_event(const Happened& happened);
  void show_answer(const std::string& to, const std::string& text);

  // ---- from the terminal's thread
  // Writes what was posted; true when there was something.
  bool flush();
  void say(const std::string& line);
  void prompt(const std::string& who);

 private:
  std::string tint(const char* color, const std::string& text) const;

  std::ostream& out_;
  const bool colored_;
  const Language language_;
  Mailbox<std::string> lines_{1};  // used by put() only, which does not refuse
  Reasons reasons_;                // of the core thread: show_event()
  std::string prompt_;
};

}  // namespace fenqun::bot::demo
