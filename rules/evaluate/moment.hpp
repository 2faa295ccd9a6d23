// One customer at one moment, as the steps of a program ask about it. When it is not `live`, time alone has
// passed: everything about a message is false. Internal to rules/.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rules/evaluate/scratch.hpp"

namespace fenqun::rules::evaluation {

class Moment {
 public:
  Moment(const RuleSet::Program& program, const Event& event, const Profile& profile, const Scratch::Impl& scratch,
         Time now, bool live)
      : program_(program), event_(event), profile_(profile), scratch_(scratch), now_(now), live_(live) {}

  Time now() const { return now_; }
  bool holds(std::uint32_t step) const;
  // The same customer with no message.
  Moment quietly() const { return {program_, event_, profile_, scratch_, now_, false}; }
  void move_to(Time now) { now_ = now; }
  // The earliest time after now at which the truth of this step differs, if nothing happens.
  std::optional<Time> next_change(std::uint32_t step) const;
  // What the step looked at, for people: "2", "45d", "售后客户". Empty: nothing was found.
  std::string value(std::uint32_t step) const;

 private:
  const Text* heard() const { return live_ ? text_of(event_) : nullptr; }
  bool words(const step::Words& what) const;
  bool has_tag(const step::Tag& what) const;
  bool alive(const TagState& state) const { return !state.until || *state.until > now_; }
  std::optional<bool> changed(std::string_view tag) const;
  template <typename Take>
  void each_tag(const step::Tag& what, Take take) const;
  const std::vector<Time>* times(const step::Counted& what) const;
  std::int64_t messages(const step::Counted& what) const;
  bool days(const step::Days& what) const;
  Time origin(const step::Days& what) const {
    return what.mark == Mark::first_message ? profile_.first_seen : profile_.last_seen;
  }
  std::optional<Time> next_message_change(const step::Counted& what) const;
  std::optional<Time> next_day_change(const step::Days& what) const;
  std::string hit_words(const step::Words& what) const;
  std::string tags_found(const step::Tag& what) const;

  const RuleSet::Program& program_;
  const Event& event_;
  const Profile& profile_;
  const Scratch::Impl& scratch_;
  Time now_;
  bool live_;
};

// The customer's own characters under a hit.
std::string_view original_of(const Scratch::Impl& scratch, const Hit& hit, std::string_view text);
// At most `limit` bytes, cut between characters.
std::string_view cut(std::string_view text, std::size_t limit);

}  // namespace fenqun::rules::evaluation
