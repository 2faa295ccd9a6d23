// One customer at one moment, as the steps of a program ask about it. When it is not `live`, time alone has
// passed: everything about a message is false. Internal to rules/.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "rules/evaluate/scratch.hpp"

namespace fenqun::rules::evaluation {

// What a Moment looks at; all of it outlives the Moment.
struct Scene {
  const RuleSet::Program& program;
  const Event& event;
  const Profile& profile;
  const TimeZone& zone;
  Scratch::Impl& scratch;
};

class Moment {
 public:
  Moment(const Scene& scene, Time now, bool live)
      : program_(scene.program),
        event_(scene.event),
        profile_(scene.profile),
        zone_(scene.zone),
        scratch_(scene.scratch),
        now_(now),
        live_(live) {}

  Time now() const { return now_; }
  bool holds(std::uint32_t step) const;
  bool holds(const Check& check) const;
  // The same customer with no message.
  Moment quietly() const {
    auto out = *this;
    out.live_ = false;
    return out;
  }
  // The same without what rules of this evaluation have done.
  Moment as_stored() const {
    auto out = *this;
    out.foreseen_ = false;
    return out;
  }
  void move_to(Time now) { now_ = now; }
  // The earliest time after now at which the truth of this step may differ, if nothing happens. Exact but for hours
  // and weekdays that differ for no account in weeks.
  std::optional<Time> next_change(std::uint32_t step) const;
  // What the step looked at, for people, and enough to see that it holds or not: "2", "45d", "售后客户". Empty: nothing
  // was found.
  std::string value(std::uint32_t step) const;
  // The number that the step compares, in its own units; nothing while it is not known, or where it compares none.
  std::optional<std::int64_t> number(std::uint32_t step) const;
  // Characters too many between the two words; nothing unless both occur.
  std::optional<std::int64_t> gap(const step::Near& what) const;
  // Whether a hit of a word set counts for the step: under `asserts` only if it is meant.
  bool counts(const step::Words& what, std::size_t hit) const;

 private:
  // ---- words.cpp
  const Text* heard() const { return live_ ? text_of(event_) : nullptr; }
  bool words(const step::Words& what) const;
  std::string words_found(const step::Words& what) const;
  std::string near_found(const step::Near& what) const;
  std::string sounds_found(const step::Sounds& what) const;
  std::string trait_found(const step::HasTrait& what) const;
  std::string_view hit_text(const Hit& hit) const;

  // ---- windows.cpp
  std::int64_t counted(const step::Counted& what) const;
  std::int64_t sessions(const step::Sessions& what) const;
  std::int64_t orders(const step::Orders& what) const;
  std::int64_t spend(const step::Number& what) const;
  std::string counted_text(const step::Counted& what) const;
  std::optional<Time> next_change_of(const step::Counted& what) const;
  std::optional<Time> next_change_of(const step::Sessions& what) const;
  std::optional<Time> next_change_of(const step::Orders& what) const;
  std::optional<Time> next_change_of(const step::Number& what) const;
  const std::vector<Time>* times(std::uint32_t counter) const;

  // ---- clock.cpp
  const Time* origin(Mark mark) const;  // null: there is none
  bool days(const step::Days& what) const;
  bool waiting(const step::Waiting& what) const;
  bool hours(const step::Hours& what) const;
  bool weekdays(const step::Weekdays& what) const;
  std::string days_text(const step::Days& what) const;
  std::string waiting_text(const step::Waiting& what) const;
  std::optional<Time> next_change_of(const step::Days& what) const;
  std::optional<Time> next_change_of(const step::Waiting& what) const;
  std::optional<Time> next_change_of(const step::Hours& what) const;
  std::optional<Time> next_change_of(const step::Weekdays& what) const;
  std::optional<Time> next_change_of(const auto&) const { return std::nullopt; }
  template <typename Holds>
  std::optional<Time> next_local_change(std::span<const std::int32_t> minutes, Holds holds_at) const;

  // ---- moment.cpp
  const std::string& account() const;
  bool alive(const TagState& state) const { return !state.until || *state.until > now_; }
  bool has_tag(std::string_view tag, std::uint32_t number) const;
  std::optional<bool> changed(std::string_view tag) const;
  template <typename Take>
  void each_tag(const step::Tag& what, Take take) const;
  bool has_tag(const step::Tag& what) const;
  bool in_group(const step::Group& what) const;
  const std::string* attribute(std::string_view name) const;
  bool has_attribute(const step::Attribute& what) const;
  bool bought(const step::Bought& what) const;
  std::string tags_found(const step::Tag& what) const;
  std::string product_found(const step::Bought& what) const;
  std::optional<std::int64_t> figure(const step::Number& what) const;

  const RuleSet::Program& program_;
  const Event& event_;
  const Profile& profile_;
  const TimeZone& zone_;
  Scratch::Impl& scratch_;
  Time now_;
  bool live_;
  bool foreseen_ = true;
};

// The customer's own characters under a hit.
std::string_view original_of(const Scratch::Impl& scratch, const Hit& hit, std::string_view text);
// At most `limit` bytes, cut between characters.
std::string_view cut(std::string_view text, std::size_t limit);
// Truth of a clock step whose age is known.
bool compare_age(const step::Days& what, Millis age);
bool compare_age(const step::Waiting& what, Millis age);
bool within_hours(const step::Hours& what, std::int32_t minute);
bool within_weekdays(const step::Weekdays& what, std::int32_t weekday);

}  // namespace fenqun::rules::evaluation
