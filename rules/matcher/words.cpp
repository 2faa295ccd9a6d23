#include "rules/matcher/words.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <tuple>

namespace fenqun::rules::matching {
namespace {

static_assert(std::endian::native == std::endian::little);  // the first byte is the lowest of a key

constexpr std::size_t step = sizeof(std::uint64_t);
constexpr std::size_t ahead = 2 * step;  // what may be read from a place on
constexpr std::uint32_t few = 8;         // words with the same key that are compared one by one
constexpr std::uint64_t high_bits = 0x8080808080808080U;

std::uint64_t load(const char* from) {
  std::uint64_t out = 0;
  std::memcpy(&out, from, step);
  return out;
}

// The eight bytes a text begins with; zeros behind its end.
std::uint64_t load_some(std::string_view text) {
  std::uint64_t out = 0;
  std::memcpy(&out, text.data(), std::min(text.size(), step));
  return out;
}

constexpr std::uint64_t first_bytes(std::size_t count) {
  return count >= step ? ~0ULL : (1ULL << 8 * count) - 1;
}

// The high bit of each byte that does not continue a UTF-8 character.
std::uint64_t character_starts(std::uint64_t eight_bytes) {
  return (~eight_bytes | eight_bytes << 1) & high_bits;
}

std::size_t power_for(std::size_t least) {
  return std::bit_ceil(std::max<std::size_t>(least, 2));
}

unsigned shift_for(std::size_t places) {
  return 64U - static_cast<unsigned>(std::bit_width(places - 1));
}

}  // namespace

// 16 to 32 bits a key, of which two are set: of other keys one in 60 to 250 is taken for one of them.
KeyFilter::KeyFilter(std::size_t keys) : bits_(power_for(keys / 4)), shift_(shift_for(bits_.size())) {}

WordTable::WordTable(std::span<const Word> words, unsigned key_bytes)
    : key_bytes_(key_bytes), key_mask_(first_bytes(key_bytes)), filter_(words.size()) {
  if (words.empty()) return;
  std::vector<std::uint32_t> ancestors;
  for (const auto& word : words) {
    if (entries_.empty() || text_of(entries_.back()) != word.text) add_entry(word, ancestors);
    users_.push_back(word.pattern);
  }
  entries_.push_back({0, 0, none, static_cast<std::uint32_t>(users_.size()), 0});
  fill_slots();
}

// `ancestors`: of the entry before, those it begins with and itself, the shorter first.
void WordTable::add_entry(const Word& word, std::vector<std::uint32_t>& ancestors) {
  while (!ancestors.empty() && !word.text.starts_with(text_of(entries_[ancestors.back()]))) ancestors.pop_back();
  const auto shorter = ancestors.empty() ? none : ancestors.back();
  ancestors.push_back(static_cast<std::uint32_t>(entries_.size()));
  entries_.push_back({static_cast<std::uint32_t>(texts_.size()), static_cast<std::uint32_t>(word.text.size()), shorter,
                      static_cast<std::uint32_t>(users_.size()), load_some(word.text.substr(key_bytes_))});
  texts_ += word.text;
}

// Half of the places or more stay empty, so that a search ends soon.
void WordTable::fill_slots() {
  slots_.resize(power_for(2 * entries_.size()));
  slot_shift_ = shift_for(slots_.size());
  Slot* slot = nullptr;
  for (std::uint32_t id = 0; id + 1 < entries_.size(); ++id) {
    const auto text = text_of(entries_[id]);
    const auto key = load_some(text) & key_mask_;
    if (slot == nullptr || key != slot->key) {
      slot = &new_slot(key);
      slot->next = entries_[id].next;
      slot->bytes = entries_[id].bytes;
      slot->first = id;
      const auto users = entries_[id + 1].first_user - entries_[id].first_user;
      slot->user = users == 1 ? users_[entries_[id].first_user] : none;
    }
    ++slot->count;
  }
}

WordTable::Slot& WordTable::new_slot(std::uint64_t key) {
  filter_.add(key * odd);
  auto at = key * odd >> slot_shift_;
  while (slots_[at].count > 0) at = (at + 1) & (slots_.size() - 1);
  slots_[at].key = key;
  return slots_[at];
}

inline const WordTable::Slot* WordTable::slot_of(std::uint64_t key) const {
  auto at = key * odd >> slot_shift_;
  while (slots_[at].count > 0) {
    if (slots_[at].key == key) return &slots_[at];
    at = (at + 1) & (slots_.size() - 1);
  }
  return nullptr;
}

// Whether an entry is at the place, where its key is.
inline bool WordTable::is_at(std::uint64_t next, std::uint32_t bytes, std::uint32_t entry, const Place& place,
                             std::string_view text) const {
  if (((load(place.from + key_bytes_) ^ next) & first_bytes(bytes - key_bytes_)) != 0 || bytes > place.left)
    return false;
  return bytes <= key_bytes_ + step ||
         std::memcmp(text.data() + place.at, texts_.data() + entries_[entry].offset, bytes) == 0;
}

void WordTable::find(const Place& place, std::string_view text, std::size_t most, std::vector<Hit>& out) const {
  const auto* const slot = slot_of(place.bytes & key_mask_);
  if (slot == nullptr) return;
  if (slot->count > few) return find_among_many(*slot, text.substr(place.at), place.at, most, out);
  if (is_at(slot->next, slot->bytes, slot->first, place, text)) {
    if (slot->user == none) {
      add_users(slot->first, place.at, most, out);
    } else if (out.size() < most) {
      out.push_back({slot->user, place.at, place.at + slot->bytes});
    }
  }
  for (auto id = slot->first + 1; id < slot->first + slot->count; ++id) {
    if (is_at(entries_[id].next, entries_[id].bytes, id, place, text)) add_users(id, place.at, most, out);
  }
}

void WordTable::add_users(std::uint32_t entry, std::uint32_t at, std::size_t most, std::vector<Hit>& out) const {
  for (auto user = entries_[entry].first_user; user < entries_[entry + 1].first_user; ++user) {
    if (out.size() < most) out.push_back({users_[user], at, at + entries_[entry].bytes});
  }
}

// The last entry of the slot that does not come behind `rest`, or none.
std::uint32_t WordTable::last_not_above(const Slot& slot, std::string_view rest) const {
  const auto first = entries_.begin() + slot.first;
  const auto above = std::upper_bound(first, first + slot.count, rest, [&](std::string_view text, const Entry& entry) {
    return text.substr(0, entry.bytes) < text_of(entry);
  });
  return above == first ? none : slot.first + static_cast<std::uint32_t>(above - first) - 1;
}

// What stands in order between a text and one of its beginnings begins with that too. So all entries that `rest` begins
// with are the last one not behind it, or what that one begins with.
void WordTable::find_among_many(const Slot& slot, std::string_view rest, std::uint32_t at, std::size_t most,
                                std::vector<Hit>& out) const {
  auto id = last_not_above(slot, rest);
  if (id == none) return;
  const auto text = text_of(entries_[id]);
  std::size_t same = 0;
  for (const auto end = std::min(text.size(), rest.size()); same < end && text[same] == rest[same];) ++same;
  const auto before = static_cast<std::ptrdiff_t>(out.size());
  for (; id != none; id = entries_[id].shorter) {
    if (entries_[id].bytes > same) continue;
    for (auto user = entries_[id + 1].first_user; user > entries_[id].first_user; --user) {
      if (out.size() < most) out.push_back({users_[user - 1], at, at + entries_[id].bytes});
    }
  }
  std::reverse(out.begin() + before, out.end());
}

Words::Words(std::vector<Word> words) : empty_(words.empty()) {
  const auto size_class = [](const Word& word) { return word.text.size() < 3 ? 0 : word.text.size() < 6 ? 1 : 2; };
  std::sort(words.begin(), words.end(), [&](const Word& a, const Word& b) {
    return std::tuple(size_class(a), a.text, a.pattern) < std::tuple(size_class(b), b.text, b.pattern);
  });
  const auto small = std::find_if(words.begin(), words.end(), [&](const Word& word) { return size_class(word) > 0; });
  const auto usual = std::find_if(small, words.end(), [&](const Word& word) { return size_class(word) > 1; });
  tiny_ = WordTable({words.begin(), small}, 1);
  small_ = WordTable({small, usual}, 3);
  usual_ = WordTable({usual, words.end()}, 6);
  const bool any_byte = std::any_of(words.begin(), words.end(), [](const Word& word) {
    return (static_cast<unsigned char>(word.text[0]) & 0xC0) == 0x80;
  });
  every_byte_ = any_byte ? high_bits : 0;
}

// Places are gathered before they are looked at: gathering has no branch that could be foretold wrongly, and what the
// look-ups read is on its way meanwhile.
struct Words::Search {
  static constexpr std::size_t block = 64;  // bytes gone through before the places in them are looked at

  std::string_view text;
  std::size_t most;
  std::vector<Hit>& out;
  std::array<std::uint32_t, block> places{};
  // The end of the text, from `tail_at` on, with zeros behind, so that what is read from a place may go past the end.
  std::array<char, 3 * ahead> tail{};
  std::size_t tail_at = 0;

  const char* from(std::size_t at) const { return at < tail_at ? text.data() + at : tail.data() + (at - tail_at); }
};

// Fills search.places with those from `begin` to `end` that may begin a word, and tells how many.
template <bool with_short>
std::size_t Words::gather(Search& search, std::size_t begin, std::size_t end) const {
  std::size_t count = 0;
  for (auto at = begin; at < end; at += step) {
    const char* const eight = search.from(at);
    auto starts = character_starts(load(eight)) | every_byte_;
    if (end - at < step) starts &= first_bytes(end - at);
    for (; starts != 0; starts &= starts - 1) {
      const auto offset = static_cast<unsigned>(std::countr_zero(starts)) / 8;
      const auto bytes = load(eight + offset);
      bool maybe = usual_.maybe(bytes);
      if constexpr (with_short) maybe = maybe | small_.maybe(bytes) | tiny_.maybe(bytes);
      search.places[count] = static_cast<std::uint32_t>(at + offset);
      count += maybe ? 1 : 0;
    }
  }
  return count;
}

template <bool with_short>
void Words::find_in(Search& search) const {
  const auto size = search.text.size();
  for (std::size_t begin = 0; begin < size; begin += Search::block) {
    const auto count = gather<with_short>(search, begin, std::min(begin + Search::block, size));
    if (count == 0) continue;
    if (!usual_.empty()) {
      for (std::size_t i = 0; i < count; ++i) usual_.fetch(load(search.from(search.places[i])));
    }
    for (std::size_t i = 0; i < count; ++i) {
      const auto at = search.places[i];
      const char* const from = search.from(at);
      const Place place{load(from), from, at, static_cast<std::uint32_t>(size - at)};
      if constexpr (with_short) {
        if (tiny_.maybe(place.bytes)) tiny_.find(place, search.text, search.most, search.out);
        if (small_.maybe(place.bytes)) small_.find(place, search.text, search.most, search.out);
      }
      if (usual_.maybe(place.bytes)) usual_.find(place, search.text, search.most, search.out);
    }
    if (search.out.size() >= search.most) return;
  }
}

void Words::find(std::string_view text, std::size_t most, std::vector<Hit>& out) const {
  if (empty_ || text.empty()) return;
  Search search{text, most, out};
  search.tail_at = text.size() <= ahead + step ? 0 : (text.size() - ahead) / step * step;
  text.copy(search.tail.data(), search.tail.size(), search.tail_at);
  if (tiny_.empty() && small_.empty()) {
    find_in<false>(search);
  } else {
    find_in<true>(search);
  }
}

}  // namespace fenqun::rules::matching
