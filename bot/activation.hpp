// The one way in which rule sets come into force while the bot runs: checked and compiled off the core thread, shown
// against the stored customers, and activated against the revision that the editor saw. Files, chat and the console go
// through here. Whatever is wrong leaves the old set in force. Customers can be decided again with it: in slices that
// the core writes between messages; a restart begins anew, which is the same.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "bot/app/rule_files.hpp"
#include "bot/app/worker.hpp"
#include "bot/core.hpp"
#include "bot/redecide/walk.hpp"

namespace fenqun::bot {

class Activation {
 public:
  struct Parts {
    const Clock& clock;
    CoreMailbox& mailbox;
    std::function<LoadedRules()> load;  // reads the files; slow
    std::function<Result<std::unique_ptr<storage::Reader>>()> reader;
    std::function<std::shared_ptr<const rules::RuleSet>()> in_force;
    Zones zones;
    Language language = Language::zh;
    std::function<void(const std::string& line)> report;
  };
  explicit Activation(Parts parts);
  ~Activation();  // stops
  Activation(const Activation&) = delete;
  Activation& operator=(const Activation&) = delete;

  // Any thread; each answers at once and is done one after another.
  // The files: checked and, without a mistake, in force. `changed_only`: not when they are what is in force.
  void reload(bool changed_only);
  void order(RuleOrder order);
  // Goes on with deciding again where a restart cut it short.
  void resume();
  // Gives up what is being done; nothing begins any more.
  void stop();

  static constexpr Millis preview_span{30LL * 24 * 3600 * 1000};
  static constexpr Millis preview_patience{20'000};  // then it is told for the customers so far
  static constexpr const char* memory_key = "redecide.from";

 private:
  using Say = std::function<void(const Bilingual& text, const Args& args)>;

  void post(std::function<void()> job);
  Say say_to(const RuleOrder& order);
  void check(const RuleOrder& order);
  void activate(const RuleOrder& order);
  std::optional<std::string> preview(const rules::RuleSet& rules, Language language);
  Result<std::shared_ptr<const rules::RuleSet>> put_in_force(LoadedRules loaded, std::int64_t seen_rev);
  void redecide(std::shared_ptr<const rules::RuleSet> rules, Time from, const Say& say);
  Result<std::size_t> walk_all(const rules::RuleSet& rules, Time from, const Say& say);
  Result<void> write(RedecideWalk& walk, std::vector<Commit> commits);
  bool stopped() const { return stopped_; }

  Parts parts_;
  std::optional<LoadedRules> checked_;  // of the spare thread alone
  std::int64_t checked_rev_ = 0;        // in force when it was checked
  std::atomic<bool> stopped_ = false;
  Worker worker_;  // last: its thread uses the others
};

}  // namespace fenqun::bot
