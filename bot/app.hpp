// The composition root: builds the parts, hands them to one another, runs until it is told to stop.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "bot/config.hpp"
#include "bot/core.hpp"

namespace fenqun::bot {

// The web console is a room above this one, so main hands in what starts it.
struct ConsoleNeeds {
  std::uint16_t port = 0;  // on 127.0.0.1; 0: any free one
  Language language = Language::zh;
  std::string timezone;
  std::function<Result<std::unique_ptr<storage::Reader>>()> reader;
  std::function<std::shared_ptr<const rules::RuleSet>()> rules;
};
struct RunningConsole {
  std::string url;
  std::string code;            // what a person types to log in
  std::shared_ptr<void> keep;  // it stops when this goes
};
using ConsoleMaker = std::function<Result<RunningConsole>(const ConsoleNeeds&)>;

struct RunOptions {
  bool quiet = false;                          // no log lines below warnings
  std::string pid_file;                        // written at start when not empty
  std::function<void(const Happened&)> watch;  // the demo's terminal
  std::string bind_code;                       // empty: six random digits, printed at start
  ConsoleMaker console;                        // empty: there is none
};

class App;
struct BuiltApp {
  std::unique_ptr<App> app;  // null when a problem stands in the way
  Problems problems;         // also mistakes in the rule files, when the stored rules stay in force instead
};

// A running bot: its threads start in start() and end in stop(). One per process, or several in tests.
class App {
 public:
  // Opens the store, compiles the rules, makes the links. Nothing runs yet. Rule files with mistakes never replace the
  // rules in force: those that the store holds are used, and the mistakes are told.
  static BuiltApp build(const Config& config, RunOptions options);
  ~App();  // stops
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  void start();
  // Links close, what was taken in is written, threads end. At most limits::stop_grace.
  void stop();
  // Compiles the configured rule files again, off the core thread; any mistake leaves the rules in force. Edited files
  // are noticed without it.
  void reload_rules();
  const std::string& bind_code() const;
  // Null when the configuration or the caller wants none.
  const RunningConsole* console() const;

 private:
  struct State;
  explicit App(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// `fenqun run`: an App until SIGINT or SIGTERM; SIGHUP reloads the rules. Answers the exit code.
int run_bot(const Config& config, const RunOptions& options);

}  // namespace fenqun::bot
