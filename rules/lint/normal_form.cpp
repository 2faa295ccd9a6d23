#include "rules/lint/normal_form.hpp"

#include <algorithm>

#include "rules/fold.hpp"

namespace fenqun::rules::linting {
namespace {

class Maker {
 public:
  explicit Maker(const file::Definitions& definitions) : definitions_(definitions) {}

  std::optional<Clauses> make(const Condition& condition, const file::Origin& origin, bool negated) {
    if (const auto* named = std::get_if<Named>(&condition.node)) {
      const auto found = definitions_.conditions.find(named->name);
      if (found == definitions_.conditions.end()) return std::nullopt;
      return make(found->second.parsed.tree, found->second.origin, negated);
    }
    if (const auto* no = std::get_if<Not>(&condition.node)) return make(no->parts.front(), origin, !negated);
    if (const auto* all = std::get_if<AllOf>(&condition.node)) {
      return negated ? either(all->parts, origin, negated) : both(all->parts, origin, negated);
    }
    if (const auto* any = std::get_if<AnyOf>(&condition.node)) {
      return negated ? both(any->parts, origin, negated) : either(any->parts, origin, negated);
    }
    return Clauses{{{&condition, &origin, negated}}};
  }

 private:
  std::optional<Clauses> either(const std::vector<Condition>& parts, const file::Origin& origin, bool negated) {
    Clauses out;
    for (const auto& part : parts) {
      auto more = make(part, origin, negated);
      if (!more || out.size() + more->size() > max_clauses) return std::nullopt;
      std::move(more->begin(), more->end(), std::back_inserter(out));
    }
    return out;
  }

  std::optional<Clauses> both(const std::vector<Condition>& parts, const file::Origin& origin, bool negated) {
    Clauses out(1);
    for (const auto& part : parts) {
      const auto more = make(part, origin, negated);
      if (!more || out.size() * more->size() > max_clauses) return std::nullopt;
      Clauses product;
      for (const auto& left : out) {
        for (const auto& right : *more) {
          auto& clause = product.emplace_back(left);
          clause.insert(clause.end(), right.begin(), right.end());
          if (clause.size() > max_literals_per_clause) return std::nullopt;
        }
      }
      out = std::move(product);
    }
    return out;
  }

  const file::Definitions& definitions_;
};

}  // namespace

std::optional<Clauses> normal_form(const Condition& condition, const file::Origin& origin, bool negated,
                                   const file::Definitions& definitions) {
  return Maker(definitions).make(condition, origin, negated);
}

std::string quote(const Literal& literal) {
  const auto& text = literal.origin->value->text;
  const auto& span = literal.atom->span;
  const auto part = span.offset <= text.size() ? text.substr(span.offset, span.length) : std::string();
  return literal.negated ? "not " + part : part;
}

const std::vector<std::string>& Words::of(const std::vector<Word>& words) {
  const auto [known, fresh] = known_.try_emplace(&words);
  if (!fresh) return known->second;
  auto& out = known->second;
  for (const auto& word : words) {
    auto more = one(word);
    std::move(more.begin(), more.end(), std::back_inserter(out));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<std::string> Words::one(const Word& word) {
  if (!word.list) return {fold(word.text)};
  std::vector<std::string> out;
  const auto list = definitions_.lists.find(word.text);
  if (list == definitions_.lists.end()) return out;
  for (const auto& text : list->second.words) out.push_back(fold(text));
  return out;
}

}  // namespace fenqun::rules::linting
