// Rules two by two. Only rules that do something about the same thing are compared, and at most so many pairs.
#include <algorithm>
#include <set>

#include "rules/lint/checks.hpp"
#include "rules/lint/problems_lint.hpp"
#include "rules/lint/theory.hpp"

namespace fenqun::rules::linting {
namespace {

constexpr std::size_t most_pairs = 200'000;   // compared; a set with more of them is compared in part
constexpr std::size_t most_products = 4'096;  // clauses of two rules joined

struct Facts {
  const file::RuleDefinition* rule = nullptr;
  std::optional<Clauses> holds;
  std::optional<Clauses> fails;
  std::set<std::string> effects;  // canonical
  bool alive = false;             // can fire at all
};

class Pairs {
 public:
  explicit Pairs(Book& book) : book_(book) {
    for (const auto& rule : book.definitions.rules) {
      auto& facts = all_.emplace_back();
      facts.rule = &rule;
      if (!rule.when.sound || !rule.enabled) continue;
      facts.holds = normal_form(rule.when.tree, rule.when_origin, false, book.definitions);
      facts.fails = normal_form(rule.when.tree, rule.when_origin, true, book.definitions);
      for (const auto& effect : rule.effects) {
        facts.effects.insert(print_effect(effect.parsed.effect, Language::en) + effect.parsed.lookup);
      }
      facts.alive = facts.holds && std::any_of(facts.holds->begin(), facts.holds->end(),
                                               [&](const Clause& clause) { return !conflict_in(clause, book.words); });
    }
  }

  void run() {
    contained();
    for (const auto& [thing, rules] : by_thing()) against_one_another(thing, rules);
  }

 private:
  using Indices = std::vector<std::size_t>;

  // Whether the first rule fires only when the second does, too.
  bool implies(const Facts& a, const Facts& b) {
    if (!a.holds || !b.fails || a.holds->size() * b.fails->size() > most_products) return false;
    for (const auto& yes : *a.holds) {
      for (const auto& no : *b.fails) {
        auto both = yes;
        both.insert(both.end(), no.begin(), no.end());
        if (!conflict_in(both, book_.words)) return false;
      }
    }
    return true;
  }

  bool within_budget() { return pairs_++ < most_pairs; }

  void contained() {
    std::map<std::string, Indices> doing;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      for (const auto& effect : all_[i].effects) doing[effect].push_back(i);
    }
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const auto& a = all_[i];
      if (!a.alive || a.effects.empty()) continue;
      const auto* rarest = &doing[*a.effects.begin()];
      for (const auto& effect : a.effects) {
        if (doing[effect].size() < rarest->size()) rarest = &doing[effect];
      }
      for (const auto j : *rarest) {
        if (j != i && within_budget() && contained_in(i, j)) break;
      }
    }
  }

  bool contained_in(std::size_t i, std::size_t j) {
    const auto& a = all_[i];
    const auto& b = all_[j];
    if (!b.alive || a.rule->weight > b.rule->weight) return false;
    if (!std::includes(b.effects.begin(), b.effects.end(), a.effects.begin(), a.effects.end())) return false;
    if (!implies(a, b)) return false;
    const bool same = a.effects == b.effects && a.rule->weight == b.rule->weight && implies(b, a);
    if (same && i < j) return false;  // told at the later one
    book_.tell(same ? problems::same_condition : problems::contained, {a.rule->id, b.rule->id, place_text(b.rule->at)},
               a.rule->when_origin.whole());
    return true;
  }

  // "tag X", "dimension D" or "group": what rules with effects on it contend for.
  std::map<std::string, Indices> by_thing() const {
    std::map<std::string, Indices> out;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      if (!all_[i].alive) continue;
      std::set<std::string> things;
      for (const auto& effect : all_[i].rule->effects) {
        if (const auto* tag = std::get_if<TagEffect>(&effect.parsed.effect)) {
          things.insert("tag " + tag->tag);
          if (!tag->dimension.empty()) things.insert("dimension " + tag->dimension);
        } else if (const auto* untag = std::get_if<UntagEffect>(&effect.parsed.effect)) {
          things.insert("tag " + untag->tag);
        } else if (std::holds_alternative<GroupEffect>(effect.parsed.effect)) {
          things.insert("group");
        }
      }
      for (const auto& thing : things) out[thing].push_back(i);
    }
    return out;
  }

  // What the rule does about the thing: "+X", "-X", the group's name.
  static std::string stance(const file::RuleDefinition& rule, const std::string& thing) {
    for (const auto& effect : rule.effects) {
      if (const auto* tag = std::get_if<TagEffect>(&effect.parsed.effect)) {
        if (thing == "tag " + tag->tag || thing == "dimension " + tag->dimension) return "+" + tag->tag;
      } else if (const auto* untag = std::get_if<UntagEffect>(&effect.parsed.effect)) {
        if (thing == "tag " + untag->tag) return "-" + untag->tag;
      } else if (const auto* group = std::get_if<GroupEffect>(&effect.parsed.effect)) {
        if (thing == "group") return group->group;
      }
    }
    return {};
  }

  void against_one_another(const std::string& thing, const Indices& rules) {
    for (std::size_t i = 0; i < rules.size(); ++i) {
      for (std::size_t j = i + 1; j < rules.size(); ++j) {
        const auto& a = all_[rules[i]];
        const auto& b = all_[rules[j]];
        if (a.rule->weight != b.rule->weight || stance(*a.rule, thing) == stance(*b.rule, thing)) continue;
        if (!within_budget()) return;
        if (implies(a, b) || implies(b, a)) tell(thing, *a.rule, *b.rule);
      }
    }
  }

  void tell(const std::string& thing, const file::RuleDefinition& a, const file::RuleDefinition& b) {
    const auto at = b.when_origin.whole();
    const auto where = place_text(a.at);
    if (thing == "group") return book_.tell(problems::two_homes, {b.id, a.id, where}, at);
    const auto name = thing.substr(thing.find(' ') + 1);
    book_.tell(thing.starts_with("tag ") ? problems::gives_and_takes : problems::same_dimension,
               {b.id, a.id, where, name}, at);
  }

  Book& book_;
  std::vector<Facts> all_;
  std::size_t pairs_ = 0;
};

}  // namespace

std::string place_text(const Location& at) {
  return at.file + ":" + std::to_string(at.line);
}

void check_pairs_of_rules(Book& book) {
  Pairs(book).run();
}

}  // namespace fenqun::rules::linting
