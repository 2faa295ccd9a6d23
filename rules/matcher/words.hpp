// Finds every word of up to 100,000 in a text. Nearly every place of a message begins no word, and one look at a small
// bit table says so; only the other places cost a look-up. On messages this is faster than vectorscan's literals, takes
// a hundredth of its time to build, and needs less of the caches: see docs/benchmarks.md.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/matcher.hpp"

namespace fenqun::rules::matching {

struct Word {
  std::string_view text;      // not empty, any bytes
  std::uint32_t pattern = 0;  // what a hit is reported as; several may look for the same text
};

// Says of each key that was added "maybe", and of nearly every other one "no". Two bits in one machine word per key.
class KeyFilter {
 public:
  explicit KeyFilter(std::size_t keys = 0);
  void add(std::uint64_t hash) { bits_[hash >> shift_] |= 1ULL << first(hash) | 1ULL << second(hash); }
  bool maybe(std::uint64_t hash) const {
    const auto bits = bits_[hash >> shift_];
    return (bits >> first(hash) & bits >> second(hash) & 1) != 0;
  }

 private:
  static unsigned first(std::uint64_t hash) { return hash >> 37 & 63; }
  static unsigned second(std::uint64_t hash) { return hash >> 31 & 63; }

  std::vector<std::uint64_t> bits_;
  unsigned shift_ = 63;
};

// A place of a text that a word may begin at. What is behind the end of the text reads as zeros.
struct Place {
  std::uint64_t bytes = 0;     // the eight from here on
  const char* from = nullptr;  // sixteen can be read
  std::uint32_t at = 0;        // offset in the text
  std::uint32_t left = 0;      // bytes of the text from here on
};

// The words that are at least `key_bytes` long, by their first key_bytes bytes (at most 6).
class WordTable {
 public:
  WordTable() = default;
  // `words` ordered by text, then pattern.
  WordTable(std::span<const Word> words, unsigned key_bytes);

  bool empty() const { return entries_.empty(); }
  std::uint64_t hash_of(std::uint64_t eight_bytes) const { return (eight_bytes & key_mask_) * odd; }
  bool maybe(std::uint64_t eight_bytes) const { return filter_.maybe(hash_of(eight_bytes)); }
  void fetch(std::uint64_t eight_bytes) const { __builtin_prefetch(&slots_[hash_of(eight_bytes) >> slot_shift_]); }
  // Appends the words that `text` has at the place, the shorter first; `most` are in `out` at the end.
  void find(const Place& place, std::string_view text, std::size_t most, std::vector<Hit>& out) const;

 private:
  static constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;
  static constexpr std::uint32_t none = 0xFFFFFFFFU;
  // One of the different texts, in their order.
  struct Entry {
    std::uint32_t offset = 0;  // in texts_
    std::uint32_t bytes = 0;
    std::uint32_t shorter = none;  // the longest other entry that this one begins with
    std::uint32_t first_user = 0;  // in users_, up to the next entry's
    std::uint64_t next = 0;        // eight bytes behind the key, zeros behind the end
  };
  // The entries with the same key; count 0: an empty place. Of the first one everything that most look-ups need.
  struct Slot {
    std::uint64_t key = 0;
    std::uint64_t next = 0;  // of the first entry
    std::uint32_t bytes = 0;
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    std::uint32_t user = none;  // the only one
  };

  void add_entry(const Word& word, std::vector<std::uint32_t>& ancestors);
  void fill_slots();
  Slot& new_slot(std::uint64_t key);
  const Slot* slot_of(std::uint64_t key) const;
  bool is_at(std::uint64_t next, std::uint32_t bytes, std::uint32_t entry, const Place& place,
             std::string_view text) const;
  std::uint32_t last_not_above(const Slot& slot, std::string_view rest) const;
  void find_among_many(const Slot& slot, std::string_view rest, std::uint32_t at, std::size_t most,
                       std::vector<Hit>& out) const;
  void add_users(std::uint32_t entry, std::uint32_t at, std::size_t most, std::vector<Hit>& out) const;
  std::string_view text_of(const Entry& entry) const { return {texts_.data() + entry.offset, entry.bytes}; }

  unsigned key_bytes_ = 1;
  std::uint64_t key_mask_ = 0;
  KeyFilter filter_;
  std::string texts_;
  std::vector<Entry> entries_;  // and one behind the last
  std::vector<std::uint32_t> users_;
  std::vector<Slot> slots_;
  unsigned slot_shift_ = 63;
};

class Words {
 public:
  Words() = default;
  explicit Words(std::vector<Word> words);
  bool empty() const { return empty_; }
  // Appends all hits, overlapping ones too, ordered by (begin, end, pattern), until `out` has `most`. Any bytes.
  void find(std::string_view text, std::size_t most, std::vector<Hit>& out) const;

 private:
  struct Search;
  template <bool with_short>
  std::size_t gather(Search& search, std::size_t begin, std::size_t end) const;
  template <bool with_short>
  void find_in(Search& search) const;

  bool empty_ = true;
  std::uint64_t every_byte_ = 0;  // all marks: a word begins in the middle of a character
  WordTable tiny_;                // 1 or 2 bytes: by the first
  WordTable small_;               // 3 to 5 bytes, so a single ideograph too: by the first three
  WordTable usual_;               // by the first six, two ideographs
};

}  // namespace fenqun::rules::matching
