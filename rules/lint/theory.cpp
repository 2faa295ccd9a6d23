#include "rules/lint/theory.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace fenqun::rules::linting {
namespace {

template <typename Node>
const Node* as(const Literal& literal) {
  return std::get_if<Node>(&literal.atom->node);
}

bool about_text(const Literal& literal) {
  return as<TextWords>(literal) != nullptr || as<TextMatches>(literal) != nullptr || as<TextNear>(literal) != nullptr ||
         as<TextSounds>(literal) != nullptr || as<TextTrait>(literal) != nullptr || as<TextLength>(literal) != nullptr;
}

bool kind_of_message(const std::string& kind) {
  static constexpr auto kinds = std::to_array<std::string_view>(
      {"text", "image", "voice", "video", "file", "sticker", "card", "location", "media"});
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

// A condition and its very opposite.
std::optional<Conflict> opposites(const Clause& clause) {
  for (std::size_t i = 0; i < clause.size(); ++i) {
    for (std::size_t j = i + 1; j < clause.size(); ++j) {
      if (clause[i].negated != clause[j].negated && *clause[i].atom == *clause[j].atom) {
        return Conflict{clause[i], clause[j]};
      }
    }
  }
  return std::nullopt;
}

// Two different names where there is only one: kind, platform, account, group.
template <typename Node>
std::optional<Conflict> two_names(const Clause& clause, std::string Node::*name) {
  const Literal* first = nullptr;
  for (const auto& literal : clause) {
    const auto* node = as<Node>(literal);
    if (node == nullptr || literal.negated) continue;
    if (first == nullptr) {
      first = &literal;
    } else if (as<Node>(*first)->*name != node->*name) {
      return Conflict{*first, literal};
    }
  }
  return std::nullopt;
}

std::optional<Conflict> kind_conflict(const Clause& clause, const Needs& needs) {
  if (auto found = two_names(clause, &KindIs::kind)) return found;
  if (needs.text == nullptr) return std::nullopt;
  for (const auto& literal : clause) {
    const auto* kind = as<KindIs>(literal);
    if (kind != nullptr && (kind->kind == "text") == literal.negated) return Conflict{*needs.text, literal};
  }
  return std::nullopt;
}

bool means(const HasTag& read, std::string_view tag) {
  return read.below ? tag.starts_with(read.tag + "/") : tag == read.tag;
}

// Whether a customer with `one` certainly has `other`.
bool implies(const HasTag& one, const HasTag& other) {
  if (one == other) return true;
  return other.below && (one.tag + (one.below ? "/" : "")).starts_with(other.tag + "/");
}

std::optional<Conflict> tag_conflict(const Clause& clause) {
  for (const auto& yes : clause) {
    const auto* held = as<HasTag>(yes);
    if (held == nullptr || yes.negated) continue;
    for (const auto& no : clause) {
      const auto* absent = as<HasTag>(no);
      if (absent != nullptr && no.negated && implies(*held, *absent)) return Conflict{yes, no};
    }
  }
  return std::nullopt;
}

// The tags of a dimension that a literal leaves possible; nothing when it is about something else.
std::optional<std::set<std::string>> tags_left(const Literal& literal, const Dimension& dimension, bool stages) {
  std::set<std::string> meant;
  if (const auto* tag = as<HasTag>(literal)) {
    for (const auto& name : dimension.tags) {
      if (means(*tag, name)) meant.insert(name);
    }
    if (meant.empty()) return std::nullopt;
  } else if (const auto* stage = as<StageIs>(literal); stage != nullptr && stages) {
    const auto rank = file::rank_of_stage(dimension, stage->stage);
    if (!rank) return std::nullopt;
    const Comparison compare{stage->op, static_cast<std::int64_t>(*rank)};
    for (std::size_t i = 0; i < dimension.tags.size(); ++i) {
      if (compare.holds(static_cast<std::int64_t>(i))) meant.insert(dimension.tags[i]);
    }
  } else {
    return std::nullopt;
  }
  if (!literal.negated) return meant;
  std::set<std::string> rest;
  for (const auto& name : dimension.tags) {
    if (!meant.contains(name)) rest.insert(name);
  }
  return rest;
}

// At most one tag of a dimension at a time, and some are asked for.
std::optional<Conflict> dimension_conflict(const Clause& clause, const Dimension& dimension, bool stages) {
  const Literal* first = nullptr;
  std::set<std::string> possible;
  for (const bool negated : {false, true}) {
    for (const auto& literal : clause) {
      if (literal.negated != negated) continue;
      const auto left = tags_left(literal, dimension, stages);
      if (!left) continue;
      if (first == nullptr) {
        if (negated) return std::nullopt;  // the customer may have none of them
        first = &literal;
        possible = *left;
        if (possible.empty()) return Conflict{literal, std::nullopt};
        continue;
      }
      std::erase_if(possible, [&](const std::string& name) { return !left->contains(name); });
      if (possible.empty()) return Conflict{*first, literal};
    }
  }
  return std::nullopt;
}

std::optional<Conflict> dimensions_conflict(const Clause& clause, const file::Definitions& definitions) {
  const bool asked = std::any_of(clause.begin(), clause.end(), [](const Literal& literal) {
    return as<HasTag>(literal) != nullptr || as<StageIs>(literal) != nullptr;
  });
  if (!asked) return std::nullopt;
  const auto* stages = file::stages_of(definitions);
  for (const auto& [name, definition] : definitions.dimensions) {
    if (auto found = dimension_conflict(clause, definition.dimension, &definition.dimension == stages)) return found;
  }
  return std::nullopt;
}

std::optional<Conflict> attribute_conflict(const Clause& clause, Words& words) {
  for (const auto& yes : clause) {
    const auto* is = as<AttributeIs>(yes);
    if (is == nullptr || yes.negated) continue;
    auto possible = words.of(is->words);
    for (const auto& other : clause) {
      const auto* more = as<AttributeIs>(other);
      if (more == nullptr || more == is || more->name != is->name) continue;
      const auto& values = words.of(more->words);
      std::erase_if(possible, [&](const std::string& value) {
        return std::binary_search(values.begin(), values.end(), value) == other.negated;
      });
      if (possible.empty()) return Conflict{yes, other};
    }
  }
  return std::nullopt;
}

std::optional<Conflict> bought_conflict(const Clause& clause, Words& words) {
  for (const auto& yes : clause) {
    const auto* bought = as<Bought>(yes);
    if (bought == nullptr || yes.negated) continue;
    for (const auto& no : clause) {
      const auto* never = as<Bought>(no);
      if (never != nullptr && no.negated && covered(words.of(bought->words), words.of(never->words))) {
        return Conflict{yes, no};
      }
    }
  }
  return std::nullopt;
}

}  // namespace

Needs needs_of(const Clause& clause) {
  Needs needs;
  for (const auto& literal : clause) {
    if (literal.negated) continue;
    const auto* kind = as<KindIs>(literal);
    if (about_text(literal) || (kind != nullptr && kind->kind == "text")) needs.text = &literal;
    if (about_text(literal) || (kind != nullptr && kind_of_message(kind->kind))) needs.message = &literal;
  }
  return needs;
}

std::optional<Conflict> conflict_in(const Clause& clause, Words& words) {
  if (auto found = opposites(clause)) return found;
  const auto needs = needs_of(clause);
  if (auto found = kind_conflict(clause, needs)) return found;
  if (auto found = two_names(clause, &PlatformIs::platform)) return found;
  if (auto found = two_names(clause, &AccountIs::account)) return found;
  if (auto found = two_names(clause, &InGroup::group)) return found;
  if (auto found = tag_conflict(clause)) return found;
  if (auto found = dimensions_conflict(clause, words.definitions())) return found;
  if (auto found = text_conflict(clause, needs, words)) return found;
  if (auto found = number_conflict(clause, needs, words)) return found;
  if (auto found = clock_conflict(clause)) return found;
  if (auto found = attribute_conflict(clause, words)) return found;
  return bought_conflict(clause, words);
}

}  // namespace fenqun::rules::linting
