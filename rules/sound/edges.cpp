#include "rules/sound/edges.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <utility>

#include "rules/sound/syllables.hpp"

namespace fenqun::rules::sound {
namespace {

struct Point {
  char32_t c = 0;
  std::uint32_t next = 0;
};

Point point_at(std::string_view text, std::uint32_t at) {
  if (at >= text.size()) return {0, at};
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return {lead, at + 1};
  auto i = static_cast<std::int32_t>(at);
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(text.data(), i, static_cast<std::int32_t>(text.size()), c);
  return {static_cast<char32_t>(c), static_cast<std::uint32_t>(i)};
}

constexpr std::pair<char, std::u32string_view> toned[] = {
    {'a', U"āáǎà"}, {'e', U"ēéěè"}, {'i', U"īíǐì"}, {'o', U"ōóǒò"}, {'u', U"ūúǔù"}, {'v', U"üǖǘǚǜ"}, {'n', U"ńňǹ"}};

constexpr char no_letter = '\0', strange = '?';

// a to z; `strange` for a letter or mark that is no pinyin; no_letter for everything else.
char letter_of(char32_t c) {
  if (c < 0x80) return c >= U'a' && c <= U'z' ? static_cast<char>(c) : no_letter;
  if (c < 0xC0 || c > 0x24F) return c >= 0x250 && c < 0x590 ? strange : no_letter;
  for (const auto& [letter, forms] : toned) {
    if (forms.find(c) != forms.npos) return letter;
  }
  return c == 0xD7 || c == 0xF7 ? no_letter : strange;  // × ÷
}

bool joins(char32_t c) {
  return c == U' ' || c == U'\'' || c == U'-' || c == U'.' || c == U'_' || c == 0x2019 || c == 0xB7;
}

class Reader {
 public:
  Reader(std::string_view text, std::span<const char> wanted, Sounds::Scratch& scratch)
      : text_(text), wanted_(wanted), scratch_(scratch) {}

  void run() {
    scratch_.edges.clear();
    scratch_.first.resize(text_.size() + 2);
    std::uint32_t filled = 0;
    const auto fill = [&](std::uint32_t until) {
      const auto next = static_cast<std::uint32_t>(scratch_.edges.size());
      while (filled < until) scratch_.first[filled++] = next;
    };
    for (std::uint32_t at = 0; at < text_.size();) {
      const Point point = point_at(text_, at);
      if (letter_of(point.c) != no_letter) {
        const auto before = scratch_.edges.size();
        at = latin(at);
        for (auto i = before; i < scratch_.edges.size(); ++i) {
          const auto begin = scratch_.edges[i].begin;
          while (filled <= begin) scratch_.first[filled++] = static_cast<std::uint32_t>(i);
        }
      } else {
        fill(at + 1);
        character(point, at);
        at = point.next;
      }
    }
    fill(static_cast<std::uint32_t>(text_.size()) + 2);
  }

 private:
  void character(const Point& point, std::uint32_t at) {
    if (point.c < 0x3000) return;
    for (const auto syllable : syllables_.readings(point.c)) {
      if (wanted_[syllable] == 0) continue;
      scratch_.edges.push_back({at, point.next, behind_joint(point.next, false), syllable});
    }
  }

  // A run of letters; returns where it ends.
  std::uint32_t latin(std::uint32_t at) {
    scratch_.letters.clear();
    scratch_.offsets.clear();
    while (at < text_.size()) {
      const Point point = point_at(text_, at);
      const char letter = letter_of(point.c);
      if (letter == no_letter) break;
      scratch_.letters.push_back(letter);
      scratch_.offsets.push_back(at);
      at = point.next;
    }
    scratch_.offsets.push_back(at);
    if (can_be_cut()) cut(behind_tone(at));
    return at;
  }

  std::string_view rest(std::size_t from) const {
    return std::string_view(scratch_.letters.data(), scratch_.letters.size()).substr(from, longest_syllable);
  }

  bool can_be_cut() {
    auto& good = scratch_.good;
    const auto length = scratch_.letters.size();
    good.assign(length + 1, 0);
    good[length] = 1;
    for (auto i = length; i-- > 0;) {
      syllables_.each_prefix(rest(i), [&](std::size_t letters, std::uint16_t) {
        good[i] = static_cast<char>(good[i] | good[i + letters]);
      });
    }
    return good[0] != 0;
  }

  // Only what lies on a way from the first letter to the last. good[i] becomes 2 where such a way comes along.
  void cut(std::uint32_t end) {
    auto& good = scratch_.good;
    const auto length = scratch_.letters.size();
    good[0] = 2;
    for (std::size_t i = 0; i < length; ++i) {
      if (good[i] != 2) continue;
      syllables_.each_prefix(rest(i), [&](std::size_t letters, std::uint16_t syllable) {
        const auto to = i + letters;
        if (good[to] == 0) return;
        good[to] = 2;
        if (wanted_[syllable] == 0) return;
        const auto stop = to == length ? end : scratch_.offsets[to];
        const auto resume = to == length ? behind_joint(end, true) : stop;
        scratch_.edges.push_back({scratch_.offsets[i], stop, resume, syllable});
      });
    }
  }

  std::uint32_t behind_tone(std::uint32_t at) const {
    const auto digit = [&](std::uint32_t i) { return i < text_.size() && text_[i] >= '0' && text_[i] <= '9'; };
    return digit(at) && text_[at] <= '5' && !digit(at + 1) ? at + 1 : at;
  }

  // Two Chinese characters need to touch: what stands between them has been folded away or keeps them apart.
  std::uint32_t behind_joint(std::uint32_t at, bool latin_before) const {
    const Point joint = point_at(text_, at);
    if (at >= text_.size() || !joins(joint.c)) return at;
    const char32_t next = point_at(text_, joint.next).c;
    const bool latin_behind = letter_of(next) != no_letter;
    return latin_behind || (latin_before && next >= 0x3000) ? joint.next : at;
  }

  std::string_view text_;
  std::span<const char> wanted_;
  Sounds::Scratch& scratch_;
  const Syllables& syllables_ = Syllables::get();
};

}  // namespace

void read_aloud(std::string_view text, std::span<const char> wanted, Sounds::Scratch& scratch) {
  Reader(text, wanted, scratch).run();
}

}  // namespace fenqun::rules::sound
