#include "rules/sound/spelling.hpp"

#include <algorithm>

#include "rules/sound/edges.hpp"
#include "rules/sound/syllables.hpp"

namespace fenqun::rules::sound {
namespace {

class Enumerator {
 public:
  Enumerator(std::size_t size, const Sounds::Scratch& scratch, std::vector<std::vector<std::uint16_t>>& out)
      : size_(size), scratch_(scratch), out_(out) {}

  Verdict run() {
    find_ends();
    if (reaches_[0] == 0) return Verdict::unreadable;
    if (shortest_[0] > Sounds::max_syllables) return Verdict::too_long;
    from(0);
    return verdict_;
  }

 private:
  void find_ends() {
    reaches_.assign(size_ + 1, 0);
    shortest_.assign(size_ + 1, 0);
    reaches_[size_] = 1;
    for (auto i = scratch_.edges.size(); i-- > 0;) {
      const Edge& edge = scratch_.edges[i];
      if (reaches_[edge.resume] == 0) continue;
      const auto length = shortest_[edge.resume] + 1;
      auto& shortest = shortest_[edge.begin];
      shortest = reaches_[edge.begin] == 0 ? length : std::min(shortest, length);
      reaches_[edge.begin] = 1;
    }
  }

  void from(std::uint32_t at) {
    if (at == size_) {
      if (out_.size() == Sounds::max_readings) {
        verdict_ = Verdict::too_many;
      } else {
        out_.push_back(way_);
      }
      return;
    }
    for (auto i = scratch_.first[at]; i < scratch_.edges.size() && scratch_.edges[i].begin == at; ++i) {
      const Edge& edge = scratch_.edges[i];
      if (verdict_ != Verdict::ok) return;
      if (reaches_[edge.resume] == 0 || way_.size() + 1 + shortest_[edge.resume] > Sounds::max_syllables) continue;
      way_.push_back(edge.syllable);
      from(edge.resume);
      way_.pop_back();
    }
  }

  std::size_t size_;
  const Sounds::Scratch& scratch_;
  std::vector<std::vector<std::uint16_t>>& out_;
  std::vector<char> reaches_;
  std::vector<std::size_t> shortest_;  // in syllables
  std::vector<std::uint16_t> way_;
  Verdict verdict_ = Verdict::ok;
};

}  // namespace

Verdict readings_of(std::string_view folded, Sounds::Scratch& scratch, std::vector<std::vector<std::uint16_t>>& out) {
  if (folded.empty()) return Verdict::unreadable;
  const std::vector<char> all(Syllables::get().count(), 1);
  read_aloud(folded, all, scratch);
  return Enumerator(folded.size(), scratch, out).run();
}

}  // namespace fenqun::rules::sound
