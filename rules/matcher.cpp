#include "rules/matcher.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <atomic>
#include <new>
#include <optional>
#include <tuple>

#include "rules/matcher/database.hpp"
#include "rules/matcher/words.hpp"
#include "rules/problems_matcher.hpp"

namespace fenqun::rules {
namespace {

struct ScratchDeleter {
  void operator()(hs_scratch_t* scratch) const { hs_free_scratch(scratch); }
};

// Tells matchers apart for as long as the program runs, unlike their addresses.
std::uint64_t next_serial() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

// Its first characters, for showing which one is meant.
std::string_view beginning_of(std::string_view text) {
  constexpr std::size_t shown_bytes = 30;
  auto length = std::min(text.size(), shown_bytes);
  while (length > 0 && length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) --length;
  return text.substr(0, length);
}

std::optional<Problem> refuse(const Pattern& pattern, std::size_t index) {
  const auto place = std::to_string(index);
  if (pattern.text.empty()) return Problem(problems::pattern_empty, {place});
  if (pattern.text.size() > max_expression_bytes) {
    return Problem(problems::pattern_too_long,
                   {place, std::to_string(pattern.text.size()), std::to_string(max_expression_bytes),
                    std::string(beginning_of(pattern.text))});
  }
  return std::nullopt;
}

// The text itself if it is valid UTF-8, else a copy in `buffer` with invalid bytes replaced one for one: expressions
// may not be asked about anything else.
std::string_view as_utf8(std::string_view text, std::string& buffer) {
  bool copied = false;
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < length;) {
    if (static_cast<unsigned char>(text[static_cast<std::size_t>(at)]) < 0x80) {
      ++at;
      continue;
    }
    const std::int32_t begin = at;
    UChar32 c = 0;
    U8_NEXT(text.data(), at, length, c);
    if (c >= 0) continue;
    if (!copied) buffer.assign(text);
    copied = true;
    std::fill(buffer.begin() + begin, buffer.begin() + at, '\x1A');
  }
  return copied ? std::string_view(buffer) : text;
}

}  // namespace

// Literals are words; expressions are vectorscan's, and its database does not exist and costs nothing without any.
struct Matcher::Impl {
  std::uint64_t serial = next_serial();
  matching::Words words;
  matching::Database expressions;
  std::vector<std::uint32_t> expression;  // pattern by id in `expressions`

  struct Found;
};

// What the scan in progress has found; its function is called back by vectorscan and ends the scan by returning 1.
struct Matcher::Impl::Found {
  const Impl& impl;
  std::vector<Hit>& out;
  std::size_t first;                     // of this scan in `out`
  std::vector<std::uint32_t>& last_hit;  // see Scratch::Impl

  bool full() const { return out.size() - first >= max_hits; }

  static int expression(unsigned id, unsigned long long from, unsigned long long to, unsigned, void* data) {
    auto& found = *static_cast<Found*>(data);
    const Hit hit{found.impl.expression[id], static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)};
    auto& last = found.last_hit[id];
    const bool known = last >= found.first && last < found.out.size() && found.out[last].pattern == hit.pattern;
    if (known && found.out[last].begin == hit.begin) {
      found.out[last].end = std::max(found.out[last].end, hit.end);
      return 0;
    }
    if (found.full()) return 1;
    last = static_cast<std::uint32_t>(found.out.size());
    found.out.push_back(hit);
    return 0;
  }
};

struct Matcher::Scratch::Impl {
  std::unique_ptr<hs_scratch_t, ScratchDeleter> scratch;
  std::uint64_t fits = 0;  // serial of the matcher it was last used with
  std::string valid_text;
  // By expression: where in the hits its last one is, if it is there; positions left by earlier scans do no harm.
  std::vector<std::uint32_t> last_hit;

  void fit(hs_database_t* database) {
    if (!database) return;
    hs_scratch_t* grown = scratch.release();  // freed by the call when it has to grow
    const auto status = hs_alloc_scratch(database, &grown);
    scratch.reset(grown);
    if (status != HS_SUCCESS) throw std::bad_alloc();
  }
};

Matcher::Scratch::Scratch() : impl_(std::make_unique<Impl>()) {}
Matcher::Scratch::~Scratch() = default;
Matcher::Scratch::Scratch(Scratch&&) noexcept = default;
Matcher::Scratch& Matcher::Scratch::operator=(Scratch&&) noexcept = default;

Matcher::Matcher() : impl_(std::make_unique<Impl>()) {}
Matcher::~Matcher() = default;

namespace {

// Patterns sorted out by kind.
struct Sorted {
  std::vector<matching::Word> words;
  std::vector<std::string_view> expressions;
  std::vector<std::uint32_t> expression_ids;
};

Result<Sorted> sort_out(std::span<const Pattern> patterns) {
  Sorted sorted;
  for (std::uint32_t index = 0; index < patterns.size(); ++index) {
    const Pattern& pattern = patterns[index];
    if (auto problem = refuse(pattern, index)) return *std::move(problem);
    if (pattern.expression) {
      sorted.expressions.push_back(pattern.text);
      sorted.expression_ids.push_back(index);
    } else {
      sorted.words.push_back({pattern.text, index});
    }
  }
  return sorted;
}

}  // namespace

Result<std::shared_ptr<const Matcher>> Matcher::build(std::span<const Pattern> patterns) {
  if (patterns.size() > max_literals) {
    return Problem(problems::too_many_patterns, {std::to_string(max_literals), std::to_string(max_literals)});
  }
  auto sorted = sort_out(patterns);
  if (!sorted) return sorted.error();
  const std::shared_ptr<Matcher> matcher(new Matcher);
  Impl& impl = *matcher->impl_;
  impl.words = matching::Words(std::move(sorted->words));
  if (!sorted->expressions.empty()) {
    auto made = matching::compile_expressions(sorted->expressions, sorted->expression_ids);
    if (!made) return made.error();
    impl.expressions = std::move(*made);
    impl.expression = sorted->expression_ids;
  }
  return std::shared_ptr<const Matcher>(matcher);
}

void Matcher::scan(std::string_view folded, Scratch& scratch, std::vector<Hit>& out) const {
  const auto first = out.size();
  impl_->words.find(folded, first + max_hits, out);
  if (!impl_->expressions) return;

  Scratch::Impl& own = *scratch.impl_;
  if (own.fits != impl_->serial) {
    own.fit(impl_->expressions.get());
    own.last_hit.assign(impl_->expression.size(), 0);
    own.fits = impl_->serial;
  }
  const auto expressions = out.size();
  Impl::Found found{*impl_, out, first, own.last_hit};
  const auto text = as_utf8(folded, own.valid_text);
  hs_scan(impl_->expressions.get(), text.data(), static_cast<unsigned>(text.size()), 0, own.scratch.get(),
          Impl::Found::expression, &found);
  if (out.size() == expressions) return;
  const auto begin = out.begin() + static_cast<std::ptrdiff_t>(first);
  const auto key = [](const Hit& hit) { return std::tie(hit.begin, hit.end, hit.pattern); };
  std::sort(begin, out.end(), [&](const Hit& a, const Hit& b) { return key(a) < key(b); });
  out.erase(std::unique(begin, out.end(), [&](const Hit& a, const Hit& b) { return key(a) == key(b); }), out.end());
}

}  // namespace fenqun::rules
