// Definitions that nobody uses, tags and groups that nobody gives, ids that look alike.
#include <algorithm>
#include <set>
#include <unordered_map>

#include "rules/fold.hpp"
#include "rules/lint/checks.hpp"
#include "rules/lint/problems_lint.hpp"
#include "rules/names.hpp"

namespace fenqun::rules::linting {
namespace {

struct Used {
  std::set<std::string> lists;
  std::set<std::string> conditions;
  std::set<std::string> templates;
};

void use_word(const Word& word, Used& used) {
  if (word.list) used.lists.insert(word.text);
}

void use(const Condition& condition, Used& used) {
  each_leaf(condition, [&](const Condition& leaf) {
    for (const auto* words : words_of(leaf)) {
      for (const auto& word : *words) use_word(word, used);
    }
    if (const auto* near = std::get_if<TextNear>(&leaf.node)) {
      use_word(near->left, used);
      use_word(near->right, used);
    }
    if (const auto* named = std::get_if<Named>(&leaf.node)) used.conditions.insert(named->name);
  });
}

void check_unused(Book& book) {
  Used used;
  for (const auto& [name, condition] : book.definitions.conditions) use(condition.parsed.tree, used);
  for (const auto& rule : book.definitions.rules) {
    use(rule.when.tree, used);
    for (const auto& effect : rule.effects) used.templates.insert(effect.parsed.lookup);
  }
  for (const auto& [name, list] : book.definitions.lists) {
    if (!used.lists.contains(name)) book.tell(problems::unused_list, {name}, list.at);
  }
  for (const auto& [name, condition] : book.definitions.conditions) {
    if (!used.conditions.contains(name)) book.tell(problems::unused_condition, {name}, condition.at);
  }
  for (const auto& [name, definition] : book.definitions.templates) {
    if (!used.templates.contains(name)) book.tell(problems::unused_template, {name}, definition.at);
  }
}

struct Given {
  std::set<std::string, std::less<>> tags;
  std::set<std::string, std::less<>> groups;

  bool tag(const HasTag& read) const {
    if (!read.below) return tags.contains(read.tag);
    const auto below = read.tag + "/";
    const auto next = tags.lower_bound(below);
    return next != tags.end() && next->starts_with(below);
  }
};

Given given_by(const file::Definitions& definitions) {
  Given out;
  for (const auto& [name, tag] : definitions.tags) out.tags.insert(name);
  for (const auto& [name, group] : definitions.groups) out.groups.insert(name);
  for (const auto& [name, dimension] : definitions.dimensions) {
    out.tags.insert(dimension.dimension.tags.begin(), dimension.dimension.tags.end());
  }
  for (const auto& rule : definitions.rules) {
    for (const auto& effect : rule.effects) {
      if (const auto* tag = std::get_if<TagEffect>(&effect.parsed.effect)) out.tags.insert(tag->tag);
      if (const auto* group = std::get_if<GroupEffect>(&effect.parsed.effect)) out.groups.insert(group->group);
    }
  }
  return out;
}

// Only where it is asked for: "not tag X" holds for a tag that nobody has.
void check_given(Book& book, const Given& given, const Condition& condition, const file::Origin& origin, bool negated) {
  const auto all = [&](const std::vector<Condition>& parts, bool opposite) {
    for (const auto& part : parts) check_given(book, given, part, origin, opposite);
  };
  if (const auto* both = std::get_if<AllOf>(&condition.node)) return all(both->parts, negated);
  if (const auto* either = std::get_if<AnyOf>(&condition.node)) return all(either->parts, negated);
  if (const auto* no = std::get_if<Not>(&condition.node)) return all(no->parts, !negated);
  if (negated) return;
  if (const auto* tag = std::get_if<HasTag>(&condition.node); tag != nullptr && !given.tag(*tag)) {
    book.tell(problems::never_given, {tag->tag + (tag->below ? "/*" : "")}, origin.inside(condition.span));
  }
  if (const auto* group = std::get_if<InGroup>(&condition.node); group && !given.groups.contains(group->group)) {
    book.tell(problems::group_never_given, {group->group}, origin.inside(condition.span));
  }
}

void check_all_given(Book& book) {
  const auto given = given_by(book.definitions);
  for (const auto& [name, condition] : book.definitions.conditions) {
    if (condition.parsed.sound) check_given(book, given, condition.parsed.tree, condition.origin, false);
  }
  for (const auto& rule : book.definitions.rules) {
    if (rule.when.sound) check_given(book, given, rule.when.tree, rule.when_origin, false);
  }
}

// Folded, without what joins words: refund-1 and Refund_1 are one.
std::string bare(std::string_view id) {
  auto out = fold(id);
  std::erase_if(out, [](char c) { return c == '-' || c == '_' || c == '.' || c == ' ' || c == '/'; });
  return out;
}

constexpr std::size_t long_enough = 6;  // code points, from which one changed letter is a slip

// The id with one character left out, at each place; digits stay, because numbered ids are meant to be alike.
std::vector<std::string> with_one_less(const std::string& id) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < id.size();) {
    const auto begin = at;
    next_code_point(id, at);
    if (std::isdigit(static_cast<unsigned char>(id[begin])) == 0) out.push_back(id.substr(0, begin) + id.substr(at));
  }
  return out;
}

bool numbered(const std::string& id) {
  return std::any_of(id.begin(), id.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

void check_ids(Book& book) {
  std::unordered_map<std::string, const file::RuleDefinition*> known;
  const auto tell = [&](const file::RuleDefinition& rule, const file::RuleDefinition& other) {
    book.tell(problems::similar_ids, {rule.id, other.id, place_text(other.at)}, rule.at);
  };
  for (const auto& rule : book.definitions.rules) {
    const auto id = bare(rule.id);
    if (const auto same = known.find(id); same != known.end() && same->second->id != rule.id) {
      tell(rule, *same->second);
      continue;
    }
    const bool slips = code_points(id) >= long_enough && !numbered(id);
    const auto shorter = slips ? with_one_less(id) : std::vector<std::string>();
    for (const auto& key : shorter) {
      const auto other = known.find(key);
      if (other != known.end() && other->second->id != rule.id && edit_distance(bare(other->second->id), id) == 1) {
        tell(rule, *other->second);
        break;
      }
    }
    known.emplace(id, &rule);
    for (const auto& key : shorter) known.emplace(key, &rule);
  }
}

}  // namespace

void check_names(Book& book) {
  check_unused(book);
  check_all_given(book);
  check_ids(book);
}

}  // namespace fenqun::rules::linting
