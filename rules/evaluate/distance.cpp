#include "rules/evaluate/distance.hpp"

#include "rules/evaluate/values.hpp"

namespace fenqun::rules::evaluation {
namespace {

constexpr Millis day = std::chrono::hours{24};

// The nearest number for which the comparison comes out as wanted.
std::int64_t nearest(const Comparison& compare, bool wanted, std::int64_t value) {
  const auto bound = compare.number;
  switch (compare.op) {
    case Op::greater_equal:
      return wanted ? bound : bound - 1;
    case Op::greater:
      return wanted ? bound + 1 : bound;
    case Op::less_equal:
      return wanted ? bound : bound + 1;
    case Op::less:
      return wanted ? bound - 1 : bound;
    case Op::equal:
      return wanted ? bound : value + 1;
  }
  return bound;
}

std::string more_or_fewer(const Comparison& compare, bool wanted, std::int64_t value, std::int64_t scale) {
  const auto away = nearest(compare, wanted, value) - value;
  return scaled_text(away < 0 ? -away : away, scale) + (away < 0 ? " fewer" : " more");
}

std::string characters(std::int64_t count) {
  return std::to_string(count) + (count == 1 ? " character " : " characters ");
}

class Distance {
 public:
  Distance(const RuleSet::Program& program, std::uint32_t id, bool wanted, const Moment& moment, const Profile& profile,
           const Scratch::Impl& scratch)
      : program_(program), id_(id), wanted_(wanted), moment_(moment), profile_(profile), scratch_(scratch) {}

  std::optional<Time> when() const {
    if (const auto* tag = std::get_if<step::Tag>(&program_.steps[id_])) return tag_leaves(*tag);
    auto later = moment_.quietly();
    const bool now = later.holds(id_);
    if (now == wanted_) return std::nullopt;  // the message at hand is in the way
    const auto next = later.next_change(id_);
    if (!next) return std::nullopt;
    later.move_to(*next);
    return later.holds(id_) == wanted_ ? next : std::nullopt;
  }

  std::string text() const {
    return std::visit([&](const auto& s) { return of(s); }, program_.steps[id_]);
  }

 private:
  std::optional<Time> tag_leaves(const step::Tag& what) const {
    if (wanted_ || what.below) return std::nullopt;
    const auto held = profile_.tags.find(what.tag);
    return held == profile_.tags.end() ? std::nullopt : held->second.until;
  }

  std::string of(const auto&) const { return {}; }
  std::string of(const step::Counted& s) const { return number(s.compare, 1); }
  std::string of(const step::Sessions& s) const { return number(s.compare, 1); }
  std::string of(const step::Orders& s) const { return number(s.compare, 1); }
  std::string of(const step::Number& s) const { return number(s.compare, scale_of(s.figure)); }
  std::string number(const Comparison& compare, std::int64_t scale) const {
    const auto value = moment_.number(id_);
    return value ? more_or_fewer(compare, wanted_, *value, scale) : std::string();
  }
  std::string of(const step::Length& s) const {
    const auto value = moment_.number(id_);
    if (!value) return {};
    const auto away = nearest(s.compare, wanted_, *value) - *value;
    return characters(away < 0 ? -away : away) + (away < 0 ? "shorter" : "longer");
  }
  std::string of(const step::Near& s) const {
    const auto gap = moment_.gap(s);
    return gap && wanted_ ? characters(*gap - std::int64_t{s.within}) + "closer" : std::string();
  }
  std::string of(const step::Words& s) const {
    if (!wanted_ || !scratch_.was_hit(s.set) || (s.fit != Fit::all && s.fit != Fit::asserts_all)) return {};
    if (moment_.holds(id_)) return {};  // asking counts them
    const auto counts = scratch_.counts(s.set);
    const auto there = s.fit == Fit::all ? counts.hit : counts.asserted;
    const auto missing = program_.set_patterns[s.set].size() - there;
    return std::to_string(missing) + (missing == 1 ? " more word" : " more words");
  }
  // Of time that has run out: by how much. What lies ahead is told by when().
  std::string of(const step::Days& s) const {
    return too_long(s.compare.op, s.compare.number * day, s.compare.op == Op::equal ? day : Millis{0});
  }
  std::string of(const step::Waiting& s) const { return too_long(s.op, s.time, Millis{0}); }
  std::string too_long(Op op, Millis bound, Millis width) const {
    const auto age = parse_span(moment_.value(id_));
    const bool upper = op == Op::less || op == Op::less_equal || op == Op::equal;
    if (!age || upper != wanted_ || *age < bound + width) return {};
    return span_text(*age - bound - width) + " too long";
  }

  const RuleSet::Program& program_;
  std::uint32_t id_;
  bool wanted_;
  const Moment& moment_;
  const Profile& profile_;
  const Scratch::Impl& scratch_;
};

}  // namespace

Gap gap_of(const RuleSet::Program& program, std::uint32_t step, bool wanted, const Moment& moment,
           const Profile& profile, const Scratch::Impl& scratch) {
  const Distance distance(program, step, wanted, moment, profile, scratch);
  Gap out;
  out.condition = (wanted ? "" : "not ") + program.texts[step];
  out.value = moment.value(step);
  out.when = distance.when();
  out.distance = distance.text();
  if (out.when && out.distance.empty()) out.distance = "in " + span_text(*out.when - moment.now());
  return out;
}

}  // namespace fenqun::rules::evaluation
