// One decision in the making: every change is applied to the profile as it is written down. Internal to decide.
#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include "bot/decide.hpp"

namespace fenqun::bot {

class Making {
 public:
  Making(Profile& profile, const Event& event, Time now, Decision& out)
      : profile_(profile), event_(event), now_(now), out_(out) {}

  void change(Change change) {
    fenqun::apply(change, profile_);
    out_.changes.push_back(std::move(change));
  }

  // The reason goes with the change; the profile at hand does without, which no decision misses.
  void change(AddTag add) {
    auto why = std::exchange(add.state.why, {});
    profile_.tags.set(add.tag, add.state);
    add.state.why = std::move(why);
    out_.changes.push_back(std::move(add));
  }
  void change(MoveTo move) {
    auto why = std::exchange(move.membership.why, {});
    profile_.group = move.membership;
    move.membership.why = std::move(why);
    out_.changes.push_back(std::move(move));
  }

  void note(const By& by, std::string action, std::string subject, std::string detail) {
    out_.journal.push_back({now_, by, profile_.key, std::move(action), std::move(subject), std::move(detail)});
  }

  void drop_tag(const std::string& tag, const By& by, const std::string& reason) {
    note(by, "tag.drop", tag, reason);
    change(DropTag{tag, by, reason});
  }

  const Profile& profile() const { return profile_; }
  const Event& event() const { return event_; }
  Time now() const { return now_; }
  // For what goes out: a platform whose clock is ahead delays nothing.
  Time send_at() const { return std::min(now_, event_.seen_at); }
  Decision& out() { return out_; }

 private:
  Profile& profile_;
  const Event& event_;
  Time now_;
  Decision& out_;
};

inline By by_rule(const rules::Rule& rule) {
  return {By::Kind::rule, rule.id};
}

}  // namespace fenqun::bot
