// The web console: a read-only view of the store for the people of the shop, on 127.0.0.1 and behind a login code.
// Owns one thread, which also owns its Reader; start() and stop() from any one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "model/phrase.hpp"
#include "model/problem.hpp"
#include "rules/ruleset.hpp"
#include "storage/store.hpp"

namespace fenqun::console {

struct ConsoleOptions {
  std::uint16_t port = 0;  // 0: any
  std::string code;        // what the program printed; empty: a random one is made, see Console::code()
  Language language = Language::zh;
  std::string version;
  std::string timezone = "Asia/Shanghai";
};

// Called on the console's thread: at the first question, and again after a Problem of the store.
using ReaderSource = std::function<Result<std::unique_ptr<storage::Reader>>()>;
// Called on the console's thread for every question; may be empty, and may answer null. With it the console knows the
// tags and groups that only rule files define, and the name and condition of the rule behind a tag.
using RulesSource = std::function<std::shared_ptr<const rules::RuleSet>()>;

class Console {
 public:
  static Result<std::unique_ptr<Console>> start(ConsoleOptions options, ReaderSource reader, RulesSource rules = {});
  ~Console();  // stops
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;

  std::uint16_t port() const;
  std::string url() const;  // "http://127.0.0.1:8080/", without any secret
  const std::string& code() const;
  // The thread has ended when it returns. Later calls do nothing.
  void stop();

 private:
  struct State;
  explicit Console(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace fenqun::console
