// One rule by itself.
#include <algorithm>

#include "rules/lint/checks.hpp"
#include "rules/lint/problems_lint.hpp"
#include "rules/lint/theory.hpp"

namespace fenqun::rules::linting {
namespace {

bool unlimited(const Effect& effect) {
  const auto* reply = std::get_if<ReplyEffect>(&effect);
  return reply != nullptr && !reply->once.limited;
}

bool looks_at_event(const Literal& literal) {
  const auto& node = literal.atom->node;
  const bool about_event = std::holds_alternative<TextWords>(node) || std::holds_alternative<TextMatches>(node) ||
                           std::holds_alternative<TextNear>(node) || std::holds_alternative<TextSounds>(node) ||
                           std::holds_alternative<TextTrait>(node) || std::holds_alternative<TextLength>(node) ||
                           std::holds_alternative<KindIs>(node);
  return about_event && !literal.negated;
}

// A count that is met once on its way, `messages in 1d = 1`.
bool met_in_passing(const Literal& literal) {
  const auto* messages = std::get_if<MessagesIn>(&literal.atom->node);
  const auto* sessions = std::get_if<SessionsIn>(&literal.atom->node);
  const auto* compare = messages != nullptr ? &messages->compare : sessions != nullptr ? &sessions->compare : nullptr;
  if (compare == nullptr || literal.negated) return false;
  return compare->op == Op::equal || (compare->op == Op::less_equal && compare->number <= 1) ||
         (compare->op == Op::less && compare->number <= 2);
}

// The rule gives the tag whose absence it asks for.
bool ends_itself(const Literal& literal, const file::RuleDefinition& rule) {
  const auto* tag = std::get_if<HasTag>(&literal.atom->node);
  if (tag == nullptr) return false;
  return std::any_of(rule.effects.begin(), rule.effects.end(), [&](const file::EffectDefinition& effect) {
    const auto* given = std::get_if<TagEffect>(&effect.parsed.effect);
    const auto* taken = std::get_if<UntagEffect>(&effect.parsed.effect);
    return literal.negated ? given != nullptr && given->tag == tag->tag : taken != nullptr && taken->tag == tag->tag;
  });
}

class Single {
 public:
  Single(Book& book, const file::RuleDefinition& rule) : book_(book), rule_(rule) {}

  void run() {
    const auto& tree = rule_.when.tree;
    const auto clauses = normal_form(tree, rule_.when_origin, false, book_.definitions);
    if (clauses) {
      can_fire(*clauses);
    }
    if (const auto opposite = normal_form(tree, rule_.when_origin, true, book_.definitions); opposite) {
      const bool always = std::all_of(opposite->begin(), opposite->end(), [&](const Clause& clause) {
        return conflict_in(clause, book_.words).has_value();
      });
      if (always) book_.tell(problems::always_holds, {rule_.id}, rule_.when_origin.whole());
    }
    each_leaf(tree, [&](const Condition& leaf) { expression(leaf); });
  }

 private:
  void can_fire(const Clauses& clauses) {
    Clauses alive;
    std::optional<Conflict> dead;
    for (const auto& clause : clauses) {
      auto conflict = conflict_in(clause, book_.words);
      if (!conflict) {
        alive.push_back(clause);
      } else if (!dead) {
        dead = conflict;
      }
    }
    if (dead && alive.empty()) {
      never(*dead);
    } else if (dead) {
      const auto other = dead->other ? quote(*dead->other) : quote(dead->one);
      book_.tell(problems::dead_branch, {rule_.id, quote(dead->one), other}, place(dead->one));
    } else {
      talk(alive);
    }
  }

  void never(const Conflict& conflict) {
    if (conflict.other) {
      book_.tell(problems::never_fires, {rule_.id, quote(conflict.one), quote(*conflict.other)}, place(conflict.one));
    } else {
      book_.tell(problems::never_holds_alone, {rule_.id, quote(conflict.one)}, place(conflict.one));
    }
  }

  void talk(const Clauses& clauses) {
    const auto reply = std::find_if(rule_.effects.begin(), rule_.effects.end(),
                                    [](const auto& effect) { return unlimited(effect.parsed.effect); });
    if (reply == rule_.effects.end()) return;
    const bool deaf = std::any_of(clauses.begin(), clauses.end(), [&](const Clause& clause) {
      return std::none_of(clause.begin(), clause.end(), [&](const Literal& literal) {
        return looks_at_event(literal) || met_in_passing(literal) || ends_itself(literal, rule_);
      });
    });
    if (deaf) book_.tell(problems::speaks_always, {rule_.id}, reply->origin.inside(reply->parsed.span));
  }

  void expression(const Condition& leaf) {
    const auto* matches = std::get_if<TextMatches>(&leaf.node);
    if (matches == nullptr || matches->expression.find_first_of("\\^$.[]|()?*+{}") != std::string::npos) return;
    book_.tell(problems::plain_expression, {matches->expression}, rule_.when_origin.inside(leaf.span));
  }

  // A part of a named condition is shown there.
  static Location place(const Literal& literal) { return literal.origin->inside(literal.atom->span); }

  Book& book_;
  const file::RuleDefinition& rule_;
};

}  // namespace

void check_single_rules(Book& book) {
  for (const auto& rule : book.definitions.rules) {
    if (rule.when.sound) Single(book, rule).run();
  }
}

}  // namespace fenqun::rules::linting
