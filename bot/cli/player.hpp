// Plays one customer after another through decide() on a virtual clock: what `try` and `test` have in common.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bot/decide.hpp"

namespace fenqun::bot {

class Player {
 public:
  Player(std::shared_ptr<const rules::RuleSet> rules, Language language);

  const rules::RuleSet& rules() const { return *rules_; }

  // Local time from now on; Asia/Shanghai at first.
  void use_zone(rules::TimeZone zone);

  // What stands between the customer and a rule, after the last say().
  std::vector<rules::Gap> why_not(const Profile& customer, std::uint32_t rule);

  // The customer writes `text` at `at`; what time alone changed before that has happened first. The answer is
  // overwritten by the next call. Replies due to time alone are in quiet_replies().
  const Decision& say(Profile& customer, std::string_view text, Time at);
  // The customer buys something at `order.at`; like say().
  const Decision& order(Profile& customer, const Order& order);
  // Time passes until `until`: looks again at every moment at which the rules asked for it, at most max_looks of them
  // and then once at the end.
  void wait(Profile& customer, Time until);

  // What was answered because time passed, since the last say() or wait() began.
  const std::vector<std::string>& quiet_replies() const { return quiet_replies_; }

  static constexpr int max_looks = 20'000;

 private:
  const Decision& happen(Profile& customer, Time at);
  void look(Profile& customer, Time now);
  void pass_time(Profile& customer, Time until);

  std::shared_ptr<const rules::RuleSet> rules_;
  Directory directory_;
  Zones zones_;
  DecideOptions options_;
  rules::Enabled enabled_;
  rules::Scratch scratch_;
  Decision decision_;
  Event event_;
  std::vector<std::string> quiet_replies_;
};

}  // namespace fenqun::bot
