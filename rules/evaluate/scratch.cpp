#include "rules/evaluate/scratch.hpp"

namespace fenqun::rules {
namespace {

template <typename Room>
void grow(Room& room, std::size_t size) {
  if (room.size() < size) room.resize(size);
}

}  // namespace

Scratch::Scratch() : impl(std::make_unique<Impl>()) {}
Scratch::~Scratch() = default;
Scratch::Scratch(Scratch&&) noexcept = default;
Scratch& Scratch::operator=(Scratch&&) noexcept = default;

void Scratch::Impl::hear(const RuleSet::Program& program, const Text* text) {
  grow(pattern_epoch_, program.patterns);
  grow(hit_epoch_, program.patterns);
  grow(asserted_epoch_, program.patterns);
  grow(sets, program.set_patterns.offsets.size() - 1);
  grow(counts_, sets.size());
  ++epoch;
  hits.clear();
  candidates.clear();
  remembered_program_ = nullptr;
  said = text == nullptr ? std::string_view() : std::string_view(text->text);
  if (text == nullptr || !program.asks_words()) return;
  const auto& words = folded_said().text;
  program.matcher->scan(words, matcher, hits);
  std::size_t begin = 0;
  std::size_t end = words.size();
  while (begin < end && words[begin] == ' ') ++begin;
  while (end > begin && words[end - 1] == ' ') --end;
  // With ten thousand rules none of it is near: what all hits need is sent for before the first is looked at.
  for (const auto& hit : hits) __builtin_prefetch(program.uses.data() + hit.pattern);
  for (const auto& hit : hits) note(program, hit, hit.begin <= begin, hit.end >= end);
}

void Scratch::Impl::remember(const RuleSet::Program& program, const Event& event) {
  const auto* text = text_of(event);
  remembered_program_ = &program;
  remembered_event_ = &event;
  remembered_text_ = text == nullptr ? nullptr : text->text.data();
}

bool Scratch::Impl::recall(const RuleSet::Program& program, const Event& event) {
  const auto* text = text_of(event);
  const bool same = remembered_program_ == &program && remembered_event_ == &event && text != nullptr &&
                    remembered_text_ == text->text.data() && said.size() == text->text.size();
  remembered_program_ = nullptr;
  return same;
}

void Scratch::Impl::begin(const RuleSet::Program& program, const Profile& profile) {
  tags.clear();
  groups.clear();
  attributes.clear();
  held_tags.clear();
  counters.clear();
  ++evaluation_;
  grow(stored_tags_, program.tags.size());
  value_count_ = 0;
  products_ready_ = false;
  for (const auto& spec : program.counters) counters.push_back(profile.counter(spec.id));
}

const TagState* Scratch::Impl::find_tag(const Profile& profile, const std::string& tag) {
  const auto found = profile.tags.find(tag);
  return found == profile.tags.end() ? nullptr : &found->second;
}

void Scratch::Impl::wake(const RuleSet::Program& program, std::uint32_t set) {
  const auto positions = program.set_rules[set];
  candidates.insert(candidates.end(), positions.begin(), positions.end());
}

// Most words serve one rule: then nothing is touched but where they lead and their set.
void Scratch::Impl::note(const RuleSet::Program& program, const Hit& hit, bool at_start, bool at_end) {
  const auto use = program.uses[hit.pattern];
  if (use.set != PatternUse::several) {
    if (!note_set(use.set, at_start, at_end) || use.rule == PatternUse::none) return;
    if (use.rule == PatternUse::several) return wake(program, use.set);
    __builtin_prefetch(program.order.data() + use.rule);
    return candidates.push_back(use.rule);
  }
  const bool first = pattern_epoch_[hit.pattern] != epoch;
  if (!first && !at_start && !at_end) return;
  pattern_epoch_[hit.pattern] = epoch;
  for (const auto set : program.pattern_sets[hit.pattern]) {
    if (note_set(set, at_start, at_end)) wake(program, set);
  }
}

Scratch::Impl::SetCounts& Scratch::Impl::counts_here(std::uint32_t set) {
  auto& counts = counts_[set];
  if (counts.epoch != epoch) counts = {epoch, 0, 0};
  return counts;
}

void Scratch::Impl::count_hits(const RuleSet::Program& program) {
  if (counted_epoch_ == epoch) return;
  counted_epoch_ = epoch;
  for (const auto& hit : hits) {
    if (hit_epoch_[hit.pattern] == epoch) continue;
    hit_epoch_[hit.pattern] = epoch;
    for (const auto set : program.pattern_sets[hit.pattern]) ++counts_here(set).hit;
  }
}

const Folded& Scratch::Impl::folded_said() {
  if (folded_epoch_ != epoch) {
    folded_epoch_ = epoch;
    fold(said, folded);
  }
  return folded;
}

void Scratch::Impl::judge(const RuleSet::Program& program) {
  if (judged_epoch_ == epoch) return;
  judged_epoch_ = epoch;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const auto pattern = hits[i].pattern;
    if (!program.judged[pattern] || asserted_epoch_[pattern] == epoch || doubt_of(i) != Doubt::none) continue;
    asserted_epoch_[pattern] = epoch;
    for (const auto set : program.pattern_sets[pattern]) ++counts_here(set).asserted;
  }
}

Doubt Scratch::Impl::doubt_of(std::size_t hit) {
  const auto& meaning = Meaning::built_in();
  if (read_epoch_ != epoch) {
    read_epoch_ = epoch;
    meaning.read(folded_said(), said, reading_);
    doubts_.assign(hits.size(), not_judged);
  }
  if (doubts_[hit] == not_judged) {
    doubts_[hit] = static_cast<std::uint8_t>(meaning.judge(reading_, hits[hit].begin, hits[hit].end).doubt);
  }
  return static_cast<Doubt>(doubts_[hit]);
}

std::string Scratch::Impl::doubt_text(std::size_t hit) {
  const auto doubt = doubt_of(hit);
  if (doubt == Doubt::none) return {};
  const auto judged = Meaning::built_in().judge(reading_, hits[hit].begin, hits[hit].end);
  const auto cue = std::string_view(folded.text).substr(judged.cue_begin, judged.cue_end - judged.cue_begin);
  return " (" + std::string(cue) + (cue.empty() ? "" : ": ") + std::string(to_string(doubt)) + ")";
}

const std::vector<Hit>& Scratch::Impl::sounds(const RuleSet::Program& program) {
  if (sounds_epoch_ != epoch) {
    sounds_epoch_ = epoch;
    sounds_.clear();
    grow(spelling_epoch_, program.spellings.size());
    if (program.sounds) program.sounds->scan(folded_said().text, sound_room_, sounds_);
    for (const auto& hit : sounds_) spelling_epoch_[hit.pattern] = epoch;
  }
  return sounds_;
}

bool Scratch::Impl::sounded(const RuleSet::Program& program, const step::Sounds& what) {
  if (sounds(program).empty()) return false;
  for (auto i = what.begin; i < what.end; ++i) {
    if (spelling_epoch_[i] == epoch) return true;
  }
  return false;
}

std::optional<Range> Scratch::Impl::place_of(Trait trait) {
  const auto index = static_cast<std::size_t>(trait);
  if (trait_epochs_[index] != epoch) {
    trait_epochs_[index] = epoch;
    const auto& text = folded_said().text;
    traits_[index] = trait == Trait::link    ? find_link(text)
                     : trait == Trait::phone ? find_phone(text)
                                             : find_address(text);
  }
  return traits_[index];
}

std::uint32_t Scratch::Impl::points_before(std::uint32_t byte) {
  if (points_epoch_ != epoch) {
    points_epoch_ = epoch;
    const auto& text = folded_said().text;
    points_.resize(text.size() + 1);
    std::uint32_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      points_[i] = count;
      if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) ++count;
    }
    points_[text.size()] = count;
  }
  return points_[byte];
}

std::string_view Scratch::Impl::folded_value(const std::string& value) {
  for (std::size_t i = 0; i < value_count_; ++i) {
    if (values_[i].value == &value) return values_[i].folded.text;
  }
  if (value_count_ == values_.size()) values_.emplace_back();
  auto& room = values_[value_count_++];
  room.value = &value;
  fold(value, room.folded);
  return room.folded.text;
}

std::string_view Scratch::Impl::folded_products(const Profile& profile) {
  if (!products_ready_) {
    products_ready_ = true;
    products_.clear();
    for (const auto& order : profile.orders) {
      fold(order.product, product_);
      products_ += product_.text;
      products_ += '\n';
    }
  }
  return products_;
}

}  // namespace fenqun::rules
