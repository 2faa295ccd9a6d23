// Words in one text.
#include <algorithm>
#include <functional>

#include "rules/lint/theory.hpp"

namespace fenqun::rules::linting {
namespace {

using Texts = std::vector<std::string>;
constexpr std::size_t most_comparisons = 2'000'000;  // of two words; beyond, only equal words are seen

bool contains(const std::string& whole, const std::string& part) {
  return whole.find(part) != std::string::npos;
}
bool is_in(const Texts& sorted, const std::string& text) {
  return std::binary_search(sorted.begin(), sorted.end(), text);
}
bool subset(const Texts& small, const Texts& large) {
  return std::includes(large.begin(), large.end(), small.begin(), small.end());
}

// A set of words of which one must stand in the text, or must not.
struct Part {
  const Literal* literal = nullptr;
  Texts words;
};

// What a clause says of one text, folded.
struct Demands {
  std::vector<Part> some;       // at least one of these words is in it
  std::vector<Part> forbidden;  // none of these
  std::vector<Part> exact;      // it is one of these
  std::vector<Part> not_exact;
  std::vector<Part> starts;
  std::vector<Part> not_starts;
  std::vector<Part> ends;
  std::vector<Part> not_ends;
  std::vector<Part> not_all;  // at least one of these is not in it
  std::vector<Part> asserted;
  std::vector<Part> not_asserted;
};

void each_alone(const Literal& literal, const Texts& words, std::vector<Part>& out) {
  for (const auto& word : words) out.push_back({&literal, {word}});
}

void add_positive(const Literal& literal, Fit fit, const Texts& words, Demands& out) {
  switch (fit) {
    case Fit::has:
    case Fit::any:
      return out.some.push_back({&literal, words});
    case Fit::all:
      return each_alone(literal, words, out.some);
    case Fit::none:
      return out.forbidden.push_back({&literal, words});
    case Fit::is:
      out.exact.push_back({&literal, words});
      return out.some.push_back({&literal, words});
    case Fit::starts:
      out.starts.push_back({&literal, words});
      return out.some.push_back({&literal, words});
    case Fit::ends:
      out.ends.push_back({&literal, words});
      return out.some.push_back({&literal, words});
    case Fit::asserts_any:
      out.asserted.push_back({&literal, words});
      return out.some.push_back({&literal, words});
    case Fit::asserts_all:
      each_alone(literal, words, out.asserted);
      return each_alone(literal, words, out.some);
  }
}

// Of a text that is there.
void add_negative(const Literal& literal, Fit fit, const Texts& words, Demands& out) {
  switch (fit) {
    case Fit::has:
    case Fit::any:
      return out.forbidden.push_back({&literal, words});
    case Fit::all:
      return out.not_all.push_back({&literal, words});
    case Fit::none:
      return out.some.push_back({&literal, words});
    case Fit::is:
      return out.not_exact.push_back({&literal, words});
    case Fit::starts:
      return out.not_starts.push_back({&literal, words});
    case Fit::ends:
      return out.not_ends.push_back({&literal, words});
    case Fit::asserts_any:
      return out.not_asserted.push_back({&literal, words});
    case Fit::asserts_all:
      if (words.size() == 1) out.not_asserted.push_back({&literal, words});
      return;
  }
}

Demands demands_of(const Clause& clause, Words& words) {
  Demands out;
  for (const auto& literal : clause) {
    if (const auto* text = std::get_if<TextWords>(&literal.atom->node)) {
      const auto& all = words.of(text->words);
      if (literal.negated) {
        add_negative(literal, text->fit, all, out);
      } else {
        add_positive(literal, text->fit, all, out);
      }
    } else if (const auto* near = std::get_if<TextNear>(&literal.atom->node); near != nullptr && !literal.negated) {
      out.some.push_back({&literal, words.one(near->left)});
      out.some.push_back({&literal, words.one(near->right)});
    }
  }
  return out;
}

using Meets = std::function<bool(const std::string& candidate, const Texts& words)>;

// Every candidate meets the negative demand, or none meets the positive: nothing is left.
std::optional<Conflict> filter(const Part& candidates, const std::vector<Part>& parts, bool wanted,
                               const Meets& meets) {
  auto left = candidates.words;
  for (const auto& part : parts) {
    if (part.literal == candidates.literal) continue;
    std::erase_if(left, [&](const std::string& text) { return meets(text, part.words) != wanted; });
    if (left.empty()) return Conflict{*candidates.literal, *part.literal};
  }
  return std::nullopt;
}

bool any_part(const std::string& text, const Texts& words) {
  return std::any_of(words.begin(), words.end(), [&](const auto& word) { return contains(text, word); });
}
bool any_start(const std::string& text, const Texts& words) {
  return std::any_of(words.begin(), words.end(), [&](const auto& word) { return text.starts_with(word); });
}
bool any_end(const std::string& text, const Texts& words) {
  return std::any_of(words.begin(), words.end(), [&](const auto& word) { return text.ends_with(word); });
}

// Each candidate is the whole text, so everything is known about it.
std::optional<Conflict> exact_conflict(const Demands& demands) {
  for (const auto& exact : demands.exact) {
    if (auto found = filter(exact, demands.exact, true, [](const auto& t, const auto& w) { return is_in(w, t); })) {
      return found;
    }
    if (auto found =
            filter(exact, demands.not_exact, false, [](const auto& t, const auto& w) { return is_in(w, t); })) {
      return found;
    }
    if (auto found = filter(exact, demands.some, true, any_part)) return found;
    if (auto found = filter(exact, demands.starts, true, any_start)) return found;
    if (auto found = filter(exact, demands.ends, true, any_end)) return found;
    if (auto found = filter(exact, demands.not_starts, false, any_start)) return found;
    if (auto found = filter(exact, demands.not_ends, false, any_end)) return found;
  }
  return std::nullopt;
}

std::optional<Conflict> edges_conflict(const Demands& demands) {
  // A text begins with two words only if one of them begins with the other.
  const auto starts = [](const std::string& text, const Texts& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const auto& word) { return text.starts_with(word) || word.starts_with(text); });
  };
  const auto ends = [](const std::string& text, const Texts& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const auto& word) { return text.ends_with(word) || word.ends_with(text); });
  };
  for (const auto& part : demands.starts) {
    if (auto found = filter(part, demands.starts, true, starts)) return found;
    if (auto found = filter(part, demands.not_starts, false, any_start)) return found;
  }
  for (const auto& part : demands.ends) {
    if (auto found = filter(part, demands.ends, true, ends)) return found;
    if (auto found = filter(part, demands.not_ends, false, any_end)) return found;
  }
  return std::nullopt;
}

std::optional<Conflict> inside_conflict(const Demands& demands) {
  for (const auto& some : demands.some) {
    for (const auto& none : demands.forbidden) {
      if (covered(some.words, none.words)) return Conflict{*some.literal, *none.literal};
    }
  }
  for (const auto& missing : demands.not_all) {
    const Literal* by = nullptr;
    const bool all_there = std::all_of(missing.words.begin(), missing.words.end(), [&](const std::string& word) {
      return std::any_of(demands.some.begin(), demands.some.end(), [&](const Part& some) {
        if (some.literal == missing.literal || !covered(some.words, {word})) return false;
        by = some.literal;
        return true;
      });
    });
    if (all_there && by != nullptr) return Conflict{*by, *missing.literal};
  }
  for (const auto& meant : demands.asserted) {
    for (const auto& not_meant : demands.not_asserted) {
      if (subset(meant.words, not_meant.words)) return Conflict{*meant.literal, *not_meant.literal};
    }
  }
  return std::nullopt;
}

}  // namespace

bool covered(const Texts& these, const Texts& those) {
  const bool few = these.size() * those.size() <= most_comparisons;
  return std::all_of(these.begin(), these.end(),
                     [&](const std::string& text) { return is_in(those, text) || (few && any_part(text, those)); });
}

std::optional<Conflict> text_conflict(const Clause& clause, const Needs& needs, Words& words) {
  if (needs.text == nullptr) return std::nullopt;
  const auto demands = demands_of(clause, words);
  if (auto found = inside_conflict(demands)) return found;
  if (auto found = exact_conflict(demands)) return found;
  return edges_conflict(demands);
}

}  // namespace fenqun::rules::linting
