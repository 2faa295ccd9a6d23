#include "rules/evaluate/scratch.hpp"

namespace fenqun::rules {

Scratch::Scratch() : impl(std::make_unique<Impl>()) {}
Scratch::~Scratch() = default;
Scratch::Scratch(Scratch&&) noexcept = default;
Scratch& Scratch::operator=(Scratch&&) noexcept = default;

void Scratch::Impl::begin(const RuleSet::Program& program) {
  const auto grow = [](auto& room, std::size_t size) {
    if (room.size() < size) room.resize(size);
  };
  grow(pattern_epoch, program.patterns);
  grow(sets, program.set_patterns.offsets.size() - 1);
  grow(rule_epoch, program.order.size());
  ++epoch;
  hits.clear();
  candidates.clear();
  overlay.clear();
  held_tags.clear();
  counters.clear();
}

void Scratch::Impl::add_candidate(std::uint32_t position) {
  if (rule_epoch[position] == epoch) return;
  rule_epoch[position] = epoch;
  candidates.push_back(position);
}

void Scratch::Impl::read(const RuleSet::Program& program, std::string_view text) {
  fold(text, folded);
  program.matcher->scan(folded.text, matcher, hits);
  std::size_t begin = 0;
  std::size_t end = folded.text.size();
  while (begin < end && folded.text[begin] == ' ') ++begin;
  while (end > begin && folded.text[end - 1] == ' ') --end;
  for (const auto& hit : hits) note(program, hit, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end));
}

void Scratch::Impl::note(const RuleSet::Program& program, const Hit& hit, std::uint32_t begin, std::uint32_t end) {
  const bool first = pattern_epoch[hit.pattern] != epoch;
  const bool at_start = hit.begin <= begin;
  const bool at_end = hit.end >= end;
  if (!first && !at_start && !at_end) return;
  pattern_epoch[hit.pattern] = epoch;
  for (const auto set : program.pattern_sets[hit.pattern]) {
    auto& state = sets[set];
    if (state.epoch != epoch) {
      state = {epoch, 0, false, false, false};
      for (const auto position : program.set_rules[set]) add_candidate(position);
    }
    state.hit += first ? 1 : 0;
    state.at_start |= at_start;
    state.at_end |= at_end;
    state.whole |= at_start && at_end;
  }
}

}  // namespace fenqun::rules
