// What a message says: words, words near one another, what is meant.
#include <algorithm>

#include "rules/evaluate/moment.hpp"
#include "rules/evaluate/values.hpp"
#include "rules/limits.hpp"

namespace fenqun::rules::evaluation {
namespace {

bool asserts(Fit fit) {
  return fit == Fit::asserts_any || fit == Fit::asserts_all;
}

bool contains(std::span<const std::uint32_t> patterns, std::uint32_t pattern) {
  return std::binary_search(patterns.begin(), patterns.end(), pattern);
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

std::string_view Moment::hit_text(const Hit& hit) const {
  return cut(original_of(scratch_, hit, scratch_.said), max_match_bytes);
}

bool Moment::words(const step::Words& what) const {
  if (heard() == nullptr) return false;
  const bool hit = scratch_.was_hit(what.set);
  if (what.fit == Fit::none) return !hit;
  if (!hit) return false;
  if (what.fit == Fit::all) scratch_.count_hits(program_);
  if (asserts(what.fit)) scratch_.judge(program_);
  const auto& state = scratch_.sets[what.set];
  switch (what.fit) {
    case Fit::has:
    case Fit::any:
      return true;
    case Fit::all:
      return scratch_.counts(what.set).hit == program_.set_patterns[what.set].size();
    case Fit::asserts_any:
      return scratch_.counts(what.set).asserted > 0;
    case Fit::asserts_all:
      return scratch_.counts(what.set).asserted == program_.set_patterns[what.set].size();
    case Fit::is:
      return state.whole;
    case Fit::starts:
      return state.at_start;
    case Fit::ends:
      return state.at_end;
    case Fit::none:
      break;
  }
  return false;
}

bool Moment::counts(const step::Words& what, std::size_t hit) const {
  return contains(program_.set_patterns[what.set], scratch_.hits[hit].pattern) &&
         (!asserts(what.fit) || scratch_.doubt_of(hit) == Doubt::none);
}

// "退款, 退 货"; of what is asked to be meant, with the doubt: "退款 (不: negated)".
std::string Moment::words_found(const step::Words& what) const {
  if (heard() == nullptr) return what.fit == Fit::none ? "no text" : "";
  if (!scratch_.was_hit(what.set)) return {};
  ValueList out;
  const auto patterns = program_.set_patterns[what.set];
  std::string_view last;
  for (std::size_t i = 0; i < scratch_.hits.size() && !out.full(); ++i) {
    if (!contains(patterns, scratch_.hits[i].pattern)) continue;
    const auto word = hit_text(scratch_.hits[i]);
    if (word != last) out.add(asserts(what.fit) ? std::string(word) + scratch_.doubt_text(i) : std::string(word));
    last = word;
  }
  return out.take();
}

// Hits come in the order of their beginnings, so the one before with the farthest end is the nearest. One hit does not
// stand for both words.
std::optional<std::int64_t> Moment::gap(const step::Near& what) const {
  if (heard() == nullptr || !scratch_.was_hit(what.left) || !scratch_.was_hit(what.right)) return std::nullopt;
  const auto left = program_.set_patterns[what.left];
  const auto right = program_.set_patterns[what.right];
  std::optional<std::uint32_t> left_end;
  std::optional<std::uint32_t> right_end;
  std::optional<std::int64_t> best;
  for (const auto& hit : scratch_.hits) {
    const auto measure = [&](const std::optional<std::uint32_t>& end) {
      if (!end) return;
      const auto between = hit.begin <= *end ? std::int64_t{0}
                                             : std::int64_t{scratch_.points_before(hit.begin)} -
                                                   std::int64_t{scratch_.points_before(*end)};
      if (!best || between < *best) best = between;
    };
    const bool is_left = contains(left, hit.pattern);
    const bool is_right = contains(right, hit.pattern);
    if (is_left) measure(right_end);
    if (is_right) measure(left_end);
    if (is_left) left_end = std::max(left_end.value_or(0), hit.end);
    if (is_right) right_end = std::max(right_end.value_or(0), hit.end);
    if (best == 0) break;
  }
  return best;
}

std::string Moment::near_found(const step::Near& what) const {
  if (heard() == nullptr) return {};
  ValueList out;
  std::string_view last;
  for (const auto& hit : scratch_.hits) {
    if (out.full()) break;
    if (!contains(program_.set_patterns[what.left], hit.pattern) &&
        !contains(program_.set_patterns[what.right], hit.pattern)) {
      continue;
    }
    const auto word = hit_text(hit);
    if (word != last) out.add(word);
    last = word;
  }
  const auto between = gap(what);
  return out.take() + (between ? " (" + std::to_string(*between) + ")" : "");
}

std::string Moment::sounds_found(const step::Sounds& what) const {
  if (heard() == nullptr) return {};
  ValueList out;
  std::string_view last;
  for (const auto& hit : scratch_.sounds(program_)) {
    if (out.full()) break;
    const auto word = hit_text(hit);
    if (hit.pattern < what.begin || hit.pattern >= what.end || word == last) continue;
    out.add(word);
    last = word;
  }
  return out.take();
}

std::string Moment::trait_found(const step::HasTrait& what) const {
  const auto place = heard() == nullptr ? std::nullopt : scratch_.place_of(what.trait);
  return place ? std::string(hit_text({0, place->begin, place->end})) : std::string();
}

}  // namespace fenqun::rules::evaluation
