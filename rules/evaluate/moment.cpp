// Asks each kind of step; what is known of the customer: tags, groups, attributes, products, figures.
#include "rules/evaluate/moment.hpp"

#include <algorithm>

#include "rules/compile/keys.hpp"
#include "rules/evaluate/values.hpp"
#include "rules/limits.hpp"
#include "rules/names.hpp"

namespace fenqun::rules::evaluation {

bool Moment::holds(std::uint32_t id) const {
  return std::visit(Overloaded{
                        [&](const step::Words& s) { return words(s); },
                        [&](const step::Near& s) {
                          const auto between = gap(s);
                          return between && *between <= std::int64_t{s.within};
                        },
                        [&](const step::Sounds& s) { return heard() != nullptr && scratch_.sounded(program_, s); },
                        [&](const step::HasTrait& s) { return heard() != nullptr && scratch_.place_of(s.trait); },
                        [&](const step::Kind& s) { return live_ && kind_of(event_) == s.kind; },
                        [&](const step::Platform& s) { return profile_.key.platform == s.platform; },
                        [&](const step::Account& s) { return account() == s.account; },
                        [&](const step::Tag& s) { return has_tag(s); },
                        [&](const step::Group& s) { return in_group(s); },
                        [&](const step::Counted& s) { return s.compare.holds(counted(s)); },
                        [&](const step::Sessions& s) { return s.compare.holds(sessions(s)); },
                        [&](const step::Orders& s) { return s.compare.holds(orders(s)); },
                        [&](const step::Days& s) { return days(s); },
                        [&](const step::Waiting& s) { return waiting(s); },
                        [&](const step::Hours& s) { return hours(s); },
                        [&](const step::Weekdays& s) { return weekdays(s); },
                        [&](const step::Bought& s) { return bought(s); },
                        [&](const step::Attribute& s) { return has_attribute(s); },
                        [&](const step::All& s) {
                          for (auto i = s.begin; i < s.end; ++i) {
                            if (!holds(program_.parts[i])) return false;
                          }
                          return true;
                        },
                        [&](const step::Any& s) {
                          for (auto i = s.begin; i < s.end; ++i) {
                            if (holds(program_.parts[i])) return true;
                          }
                          return false;
                        },
                        [&](const step::Not& s) { return !holds(s.part); },
                        [&](const step::Length& s) {
                          const auto length = number(id);
                          return length && s.compare.holds(*length);
                        },
                        [&](const step::Number& s) {
                          const auto known = figure(s);
                          return known && s.compare.holds(*known);
                        },
                    },
                    program_.steps[id]);
}

bool Moment::holds(const Check& check) const {
  switch (check.asks) {
    case Check::Asks::hit:
      return (live_ && scratch_.was_hit(check.of)) != check.negated;
    case Check::Asks::tag:
      return has_tag(program_.tags[check.of], check.of) != check.negated;
    case Check::Asks::step:
      break;
  }
  return holds(check.of) != check.negated;
}

std::optional<Time> Moment::next_change(std::uint32_t id) const {
  return std::visit([&](const auto& s) { return next_change_of(s); }, program_.steps[id]);
}

std::optional<std::int64_t> Moment::number(std::uint32_t id) const {
  using Out = std::optional<std::int64_t>;
  return std::visit(Overloaded{
                        [&](const step::Length&) {
                          const auto* text = heard();
                          return text == nullptr ? Out() : Out(static_cast<std::int64_t>(code_points(text->text)));
                        },
                        [&](const step::Counted& s) { return Out(counted(s)); },
                        [&](const step::Sessions& s) { return Out(sessions(s)); },
                        [&](const step::Orders& s) { return Out(orders(s)); },
                        [&](const step::Number& s) { return figure(s); },
                        [](const auto&) { return Out(); },
                    },
                    program_.steps[id]);
}

std::string Moment::value(std::uint32_t id) const {
  const auto plain = [&] {
    const auto known = number(id);
    return known ? std::to_string(*known) : std::string();
  };
  return std::visit(Overloaded{
                        [&](const step::Words& s) { return words_found(s); },
                        [&](const step::Near& s) { return near_found(s); },
                        [&](const step::Sounds& s) { return sounds_found(s); },
                        [&](const step::HasTrait& s) { return trait_found(s); },
                        [&](const step::Kind&) { return live_ ? std::string(kind_of(event_)) : std::string(); },
                        [&](const step::Platform&) { return profile_.key.platform; },
                        [&](const step::Account&) { return account(); },
                        [&](const step::Tag& s) { return tags_found(s); },
                        [&](const step::Group& s) {
                          if (in_group(s)) return s.group;
                          return profile_.group ? profile_.group->group : std::string();
                        },
                        [&](const step::Counted& s) { return counted_text(s); },
                        [&](const step::Days& s) { return days_text(s); },
                        [&](const step::Waiting& s) { return waiting_text(s); },
                        [&](const step::Hours&) {
                          const auto of_day = zone_.local(now_).of_day;
                          const auto minute = std::chrono::floor<std::chrono::minutes>(of_day).count();
                          return minute_text(static_cast<std::int32_t>(minute));
                        },
                        [&](const step::Weekdays&) { return std::to_string(zone_.local(now_).weekday); },
                        [&](const step::Number& s) {
                          const auto known = figure(s);
                          return known ? scaled_text(*known, scale_of(s.figure)) : std::string();
                        },
                        [&](const step::Bought& s) { return product_found(s); },
                        [&](const step::Attribute& s) {
                          const auto* found = attribute(s.name);
                          return found == nullptr ? std::string() : *found;
                        },
                        [&](const auto&) { return plain(); },
                    },
                    program_.steps[id]);
}

// Through which the customer writes, or wrote last.
const std::string& Moment::account() const {
  return live_ && !event_.key.account.empty() ? event_.key.account : profile_.reach.account;
}

std::optional<bool> Moment::changed(std::string_view tag) const {
  if (!foreseen_) return std::nullopt;
  for (const auto& change : scratch_.tags) {
    if (change.tag == tag) return change.present;
  }
  return std::nullopt;
}

bool Moment::has_tag(std::string_view tag, std::uint32_t number) const {
  if (const auto change = changed(tag)) return *change;
  const auto* state = scratch_.stored_tag(program_, profile_, number);
  return state != nullptr && alive(*state);
}

// Tags that the customer has now and that the step means.
template <typename Take>
void Moment::each_tag(const step::Tag& what, Take take) const {
  if (!what.below) {
    if (has_tag(what.tag, what.number)) take(std::string_view(what.tag));
    return;
  }
  for (auto it = profile_.tags.lower_bound(what.tag); it != profile_.tags.end() && it->first.starts_with(what.tag);
       ++it) {
    if (!changed(it->first) && alive(it->second)) take(std::string_view(it->first));
  }
  if (!foreseen_) return;
  for (const auto& change : scratch_.tags) {
    if (change.present && change.tag.starts_with(what.tag)) take(change.tag);
  }
}

bool Moment::has_tag(const step::Tag& what) const {
  bool found = false;
  each_tag(what, [&](std::string_view) { found = true; });
  return found;
}

std::string Moment::tags_found(const step::Tag& what) const {
  ValueList out;
  each_tag(what, [&](std::string_view tag) { out.add(tag); });
  return out.take();
}

// The group that the customer is in until the event is settled, and those that rules move them to: of several, decide()
// settles on one, but that must not depend on the order in which rules are asked.
bool Moment::in_group(const step::Group& what) const {
  if (profile_.group && profile_.group->group == what.group) return true;
  return foreseen_ && std::find(scratch_.groups.begin(), scratch_.groups.end(), what.group) != scratch_.groups.end();
}

const std::string* Moment::attribute(std::string_view name) const {
  if (foreseen_) {
    for (const auto& change : scratch_.attributes) {
      if (compiler::attribute_key(change.name) == name) return change.value->empty() ? nullptr : change.value;
    }
  }
  for (const auto alias : {name, compiler::other_attribute_name(name)}) {
    const auto found = profile_.attributes.find(alias);
    if (found != profile_.attributes.end()) return &found->second;
  }
  return nullptr;
}

bool Moment::has_attribute(const step::Attribute& what) const {
  const auto* found = attribute(what.name);
  if (found == nullptr) return false;
  const auto folded = scratch_.folded_value(*found);
  return std::find(what.words.begin(), what.words.end(), folded) != what.words.end();
}

bool Moment::bought(const step::Bought& what) const {
  const auto products = scratch_.folded_products(profile_);
  return std::any_of(what.words.begin(), what.words.end(),
                     [&](const std::string& word) { return products.find(word) != products.npos; });
}

std::string Moment::product_found(const step::Bought& what) const {
  const auto products = scratch_.folded_products(profile_);
  for (const auto& word : what.words) {
    const auto at = products.find(word);
    if (at == products.npos) continue;
    const auto line = std::count(products.begin(), products.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    return profile_.orders[static_cast<std::size_t>(line)].product;
  }
  return {};
}

std::optional<std::int64_t> Moment::figure(const step::Number& what) const {
  if (what.figure == Figure::spend) return spend(what);
  if (what.figure == Figure::average_order) {
    return profile_.order_count == 0 ? std::nullopt : std::optional(profile_.order_cents / profile_.order_count);
  }
  const auto* text = attribute(what.attribute);
  return text == nullptr ? std::nullopt : parse_scaled(*text, scale_of(what.figure));
}

}  // namespace fenqun::rules::evaluation
