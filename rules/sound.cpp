#include "rules/sound.hpp"

#include <algorithm>

#include "rules/fold.hpp"
#include "rules/problems_sound.hpp"
#include "rules/sound/edges.hpp"
#include "rules/sound/spelling.hpp"
#include "rules/sound/syllables.hpp"

namespace fenqun::rules {
namespace {

// Steps from one place of a text: far more than any word needs; a hostile text of characters with many readings is not
// followed further.
constexpr int max_steps = 2048;

Problem problem_of(sound::Verdict verdict, const std::string& spelling, std::size_t index) {
  const auto place = std::to_string(index);
  switch (verdict) {
    case sound::Verdict::too_long:
      return Problem(problems::spelling_too_long, {place, spelling, std::to_string(Sounds::max_syllables)});
    case sound::Verdict::too_many:
      return Problem(problems::too_many_readings, {place, spelling, std::to_string(Sounds::max_readings)});
    default:
      return Problem(problems::not_pinyin, {place, spelling});
  }
}

}  // namespace

Sounds::Sounds() : nodes_(1) {
  const auto count = sound::Syllables::get().count();
  wanted_.resize(count);
}

Result<std::shared_ptr<const Sounds>> Sounds::build(std::span<const std::string> spellings) {
  if (spellings.size() > max_spellings) {
    const auto limit = std::to_string(max_spellings);
    return Problem(problems::too_many_spellings, {limit, spellings[max_spellings], limit});
  }
  std::shared_ptr<Sounds> sounds(new Sounds);
  Scratch scratch;
  std::vector<std::vector<std::uint16_t>> readings;
  for (std::size_t i = 0; i < spellings.size(); ++i) {
    readings.clear();
    const auto verdict = sound::readings_of(fold(spellings[i]), scratch, readings);
    if (verdict != sound::Verdict::ok) return problem_of(verdict, spellings[i], i);
    for (const auto& reading : readings) sounds->add(reading, static_cast<std::uint32_t>(i));
  }
  return std::shared_ptr<const Sounds>(std::move(sounds));
}

bool Sounds::is_pinyin(std::string_view spelling) {
  const auto folded = fold(spelling);
  const bool chinese = std::any_of(folded.begin(), folded.end(), [](char c) { return (c & 0xF0) == 0xE0; });
  Scratch scratch;
  std::vector<std::vector<std::uint16_t>> readings;
  return !chinese && sound::readings_of(folded, scratch, readings) == sound::Verdict::ok;
}

void Sounds::add(std::span<const std::uint16_t> syllables, std::uint32_t spelling) {
  std::uint32_t node = 0;
  for (const auto syllable : syllables) {
    wanted_[syllable] = 1;
    auto next = child(node, syllable);
    if (next == 0) {
      next = static_cast<std::uint32_t>(nodes_.size());
      auto& children = nodes_[node].children;
      const std::pair<std::uint16_t, std::uint32_t> entry{syllable, next};
      children.insert(std::upper_bound(children.begin(), children.end(), entry), entry);
      nodes_.emplace_back();
    }
    node = next;
  }
  auto& ends = nodes_[node].spellings;
  if (ends.empty() || ends.back() != spelling) ends.push_back(spelling);
}

std::uint32_t Sounds::child(std::uint32_t node, std::uint16_t syllable) const {
  const auto& children = nodes_[node].children;
  const auto found =
      std::lower_bound(children.begin(), children.end(), std::pair<std::uint16_t, std::uint32_t>{syllable, 0});
  return found != children.end() && found->first == syllable ? found->second : 0;
}

struct Sounds::Walk {
  const Scratch& scratch;
  std::vector<Hit>& out;
  std::uint32_t begin;
  std::size_t limit;  // of out
  int steps;
};

// At most max_syllables deep.
void Sounds::walk(Walk& walk, std::uint32_t node, std::uint32_t at) const {
  const auto& edges = walk.scratch.edges;
  for (auto i = walk.scratch.first[at]; i < edges.size() && edges[i].begin == at; ++i) {
    if (++walk.steps > max_steps || walk.out.size() >= walk.limit) return;
    const auto next = child(node, edges[i].syllable);
    if (next == 0) continue;
    for (const auto spelling : nodes_[next].spellings) walk.out.push_back({spelling, walk.begin, edges[i].end});
    if (!nodes_[next].children.empty()) this->walk(walk, next, edges[i].resume);
  }
}

void Sounds::scan(std::string_view folded, Scratch& scratch, std::vector<Hit>& out) const {
  if (nodes_.size() == 1) return;
  sound::read_aloud(folded, wanted_, scratch);
  const auto before = out.size();
  const auto by_end = [](const Hit& a, const Hit& b) { return a.end != b.end ? a.end < b.end : a.pattern < b.pattern; };
  const auto same = [](const Hit& a, const Hit& b) { return a.end == b.end && a.pattern == b.pattern; };
  for (std::size_t i = 0; i < scratch.edges.size(); ++i) {
    const auto begin = scratch.edges[i].begin;
    if (i > 0 && scratch.edges[i - 1].begin == begin) continue;
    const auto mark = out.size();
    Walk here{scratch, out, begin, mark + 2 * max_hits, 0};
    walk(here, 0, begin);
    const auto found = std::span(out).subspan(mark);
    std::sort(found.begin(), found.end(), by_end);
    out.resize(mark + static_cast<std::size_t>(std::unique(found.begin(), found.end(), same) - found.begin()));
    if (out.size() - before >= max_hits) return out.resize(before + max_hits);
  }
}

}  // namespace fenqun::rules
