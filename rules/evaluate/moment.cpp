#include "rules/evaluate/moment.hpp"

#include <algorithm>

#include "rules/limits.hpp"
#include "rules/names.hpp"

namespace fenqun::rules::evaluation {
namespace {

constexpr Millis day = std::chrono::hours{24};
constexpr std::size_t max_values = 3;  // words or tags that are named in a value

// "45d", "3h 20m": the two largest units.
std::string span_text(Millis span) {
  constexpr std::pair<Millis, const char*> units[] = {
      {day, "d"}, {std::chrono::hours{1}, "h"}, {std::chrono::minutes{1}, "m"}, {std::chrono::seconds{1}, "s"}};
  std::string out;
  int written = 0;
  for (const auto& [length, name] : units) {
    const auto count = span / length;
    span -= count * length;
    if (written > 0) ++written;
    if (count == 0 || written > 2) continue;
    out += (out.empty() ? "" : " ") + std::to_string(count) + name;
    if (written == 0) written = 1;
  }
  return out.empty() ? "0s" : out;
}

void append(std::string& out, std::string_view value, std::size_t& count) {
  if (count++ >= max_values) return;
  out += (out.empty() ? "" : ", ");
  out += value;
}

}  // namespace

std::string_view cut(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80) --limit;
  return text.substr(0, limit);
}

std::string_view original_of(const Scratch::Impl& scratch, const Hit& hit, std::string_view text) {
  if (hit.end <= hit.begin || hit.end > scratch.folded.origin.size()) return {};
  const auto begin = scratch.folded.origin[hit.begin];
  const auto end = std::max<std::uint32_t>(scratch.folded.end[hit.end - 1], begin);
  return text.substr(begin, end - begin);
}

bool Moment::holds(std::uint32_t id) const {
  return std::visit(Overloaded{
                        [&](const step::Words& s) { return words(s); },
                        [&](const step::Length& s) {
                          const auto* text = heard();
                          return text != nullptr && s.compare.holds(static_cast<std::int64_t>(code_points(text->text)));
                        },
                        [&](const step::Kind& s) { return live_ && kind_of(event_) == s.kind; },
                        [&](const step::Platform& s) { return profile_.key.platform == s.platform; },
                        [&](const step::Tag& s) { return has_tag(s); },
                        [&](const step::Group& s) { return profile_.group && profile_.group->group == s.group; },
                        [&](const step::Counted& s) { return s.compare.holds(messages(s)); },
                        [&](const step::Days& s) { return days(s); },
                        [](const auto&) { return false; },
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
                    },
                    program_.steps[id]);
}

bool Moment::words(const step::Words& what) const {
  if (heard() == nullptr) return false;
  const auto& state = scratch_.sets[what.set];
  const bool hit = state.epoch == scratch_.epoch;
  switch (what.fit) {
    case Fit::has:
    case Fit::any:
    case Fit::asserts_any:
      return hit;
    case Fit::asserts_all:
    case Fit::all:
      return hit && state.hit == program_.set_patterns[what.set].size();
    case Fit::none:
      return !hit;
    case Fit::is:
      return hit && state.whole;
    case Fit::starts:
      return hit && state.at_start;
    case Fit::ends:
      return hit && state.at_end;
  }
  return false;
}

std::optional<bool> Moment::changed(std::string_view tag) const {
  for (const auto& change : scratch_.overlay) {
    if (change.tag == tag) return change.present;
  }
  return std::nullopt;
}

// Tags that the customer has now and that the step means.
template <typename Take>
void Moment::each_tag(const step::Tag& what, Take take) const {
  if (!what.below) {
    const auto change = changed(what.tag);
    const auto found = profile_.tags.find(what.tag);
    const bool there = change ? *change : found != profile_.tags.end() && alive(found->second);
    if (there) take(std::string_view(what.tag));
    return;
  }
  for (auto it = profile_.tags.lower_bound(what.tag); it != profile_.tags.end() && it->first.starts_with(what.tag);
       ++it) {
    if (!changed(it->first) && alive(it->second)) take(std::string_view(it->first));
  }
  for (const auto& change : scratch_.overlay) {
    if (change.present && change.tag.starts_with(what.tag)) take(change.tag);
  }
}

bool Moment::has_tag(const step::Tag& what) const {
  bool found = false;
  each_tag(what, [&](std::string_view) { found = true; });
  return found;
}

const std::vector<Time>* Moment::times(const step::Counted& what) const {
  const auto* counter = scratch_.counters[what.counter];
  return counter == nullptr ? nullptr : &counter->times;
}

// Times t with now - window < t <= now.
std::int64_t Moment::messages(const step::Counted& what) const {
  const auto* all = times(what);
  if (all == nullptr) return 0;
  const auto window = program_.counters[what.counter].window;
  return std::upper_bound(all->begin(), all->end(), now_) - std::upper_bound(all->begin(), all->end(), now_ - window);
}

// Counted in milliseconds, so that `> 30` begins one of them after `>= 30`; `= 30` lasts a day.
bool Moment::days(const step::Days& what) const {
  if (profile_.messages == 0) return false;
  const auto age = now_ - origin(what);
  const auto bound = what.compare.number * day;
  if (what.compare.op == Op::equal) return age >= bound && age < bound + day;
  return Comparison{what.compare.op, bound.count()}.holds(age.count());
}

std::optional<Time> Moment::next_change(std::uint32_t id) const {
  if (const auto* messages = std::get_if<step::Counted>(&program_.steps[id])) return next_message_change(*messages);
  if (const auto* days = std::get_if<step::Days>(&program_.steps[id])) return next_day_change(*days);
  return std::nullopt;
}

// Walks forward over the instants at which a message enters (its time lies ahead of now) or leaves the window.
std::optional<Time> Moment::next_message_change(const step::Counted& what) const {
  const auto* all = times(what);
  if (all == nullptr) return std::nullopt;
  const auto window = program_.counters[what.counter].window;
  auto leaving = std::upper_bound(all->begin(), all->end(), now_ - window);
  auto entering = std::upper_bound(all->begin(), all->end(), now_);
  const bool before = what.compare.holds(entering - leaving);
  while (leaving != all->end()) {
    const bool enters = entering != all->end() && (leaving == entering || *entering <= *leaving + window);
    const auto at = enters ? *entering : *leaving + window;
    while (entering != all->end() && *entering <= at) ++entering;
    while (leaving != entering && *leaving + window <= at) ++leaving;
    if (what.compare.holds(entering - leaving) != before) return at;
  }
  return std::nullopt;
}

std::optional<Time> Moment::next_day_change(const step::Days& what) const {
  if (profile_.messages == 0) return std::nullopt;
  const auto bound = origin(what) + what.compare.number * day;
  const auto after = [&](Time at) { return at > now_ ? std::optional(at) : std::nullopt; };
  switch (what.compare.op) {
    case Op::greater_equal:
    case Op::less:
      return after(bound);
    case Op::greater:
    case Op::less_equal:
      return after(bound + Millis{1});
    case Op::equal:
      return bound > now_ ? std::optional(bound) : after(bound + day);
  }
  return std::nullopt;
}

std::string Moment::hit_words(const step::Words& what) const {
  std::string out;
  const auto* text = heard();
  if (text == nullptr || scratch_.sets[what.set].epoch != scratch_.epoch) return out;
  const auto patterns = program_.set_patterns[what.set];
  std::size_t count = 0;
  std::string_view last;
  for (const auto& hit : scratch_.hits) {
    if (count >= max_values || !std::binary_search(patterns.begin(), patterns.end(), hit.pattern)) continue;
    const auto word = cut(original_of(scratch_, hit, text->text), max_match_bytes);
    if (word != last) append(out, word, count);
    last = word;
  }
  return out;
}

std::string Moment::tags_found(const step::Tag& what) const {
  std::string out;
  std::size_t count = 0;
  each_tag(what, [&](std::string_view tag) { append(out, tag, count); });
  return out;
}

std::string Moment::value(std::uint32_t id) const {
  return std::visit(Overloaded{
                        [&](const step::Words& s) { return hit_words(s); },
                        [&](const step::Length&) {
                          return heard() == nullptr ? std::string() : std::to_string(code_points(heard()->text));
                        },
                        [&](const step::Kind&) { return live_ ? std::string(kind_of(event_)) : std::string(); },
                        [&](const step::Platform&) { return profile_.key.platform; },
                        [&](const step::Tag& s) { return tags_found(s); },
                        [&](const step::Group&) { return profile_.group ? profile_.group->group : std::string(); },
                        [&](const step::Counted& s) {
                          const auto count = messages(s);
                          const auto keep = static_cast<std::int64_t>(program_.counters[s.counter].keep);
                          return (count >= keep ? "≥" : "") + std::to_string(count);
                        },
                        [&](const step::Days& s) {
                          return profile_.messages == 0 ? std::string()
                                                        : span_text(std::max(now_ - origin(s), Millis{0}));
                        },
                        [](const auto&) { return std::string(); },
                    },
                    program_.steps[id]);
}

}  // namespace fenqun::rules::evaluation
