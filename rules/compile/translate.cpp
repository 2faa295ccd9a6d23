#include "rules/compile/translate.hpp"

#include <algorithm>

#include "rules/fold.hpp"
#include "rules/language/fold_expression.hpp"
#include "rules/language/forms.hpp"
#include "rules/language/parse.hpp"
#include "rules/limits.hpp"
#include "rules/problems.hpp"

namespace fenqun::rules::compiler {

std::uint32_t Translator::add(Step step, std::string text) {
  program_.steps.push_back(std::move(step));
  program_.texts.push_back(std::move(text));
  return static_cast<std::uint32_t>(program_.steps.size() - 1);
}

std::uint32_t Translator::translate(const Condition& condition) {
  const auto text = [&] { return language::print(condition, Language::en); };
  return std::visit(Overloaded{
                        [&](const TextWords& node) { return add(leaf(node), text()); },
                        [&](const TextMatches& node) { return add(leaf(node), text()); },
                        [&](const TextLength& node) { return add(step::Length{node.compare}, text()); },
                        [&](const KindIs& node) { return add(step::Kind{node.kind}, text()); },
                        [&](const PlatformIs& node) { return add(step::Platform{node.platform}, text()); },
                        [&](const HasTag& node) {
                          return add(step::Tag{node.below ? node.tag + "/" : node.tag, node.below}, text());
                        },
                        [&](const InGroup& node) { return add(step::Group{node.group}, text()); },
                        [&](const MessagesIn& node) {
                          return add(step::Messages{counter(node), node.compare}, text());
                        },
                        [&](const DaysSince& node) {
                          return add(step::Days{node.first, node.compare}, text());
                        },
                        [&](const Named& node) { return named(node.name); },
                        [&](const AllOf& node) {
                          const auto [begin, end] = parts(node.parts);
                          return add(step::All{begin, end}, "");
                        },
                        [&](const AnyOf& node) {
                          const auto [begin, end] = parts(node.parts);
                          return add(step::Any{begin, end}, "");
                        },
                        [&](const Not& node) { return add(step::Not{translate(node.parts.front())}, ""); },
                    },
                    condition.node);
}

std::pair<std::uint32_t, std::uint32_t> Translator::parts(const std::vector<Condition>& conditions) {
  std::vector<std::uint32_t> steps;
  for (const auto& condition : conditions) steps.push_back(translate(condition));
  const auto begin = static_cast<std::uint32_t>(program_.parts.size());
  program_.parts.insert(program_.parts.end(), steps.begin(), steps.end());
  return {begin, static_cast<std::uint32_t>(program_.parts.size())};
}

std::uint32_t Translator::named(const std::string& name) {
  const auto known = named_.find(name);
  if (known != named_.end()) return known->second;
  const auto& definition = definitions_.conditions.find(name)->second;
  const auto step = translate(definition.parsed.tree);
  named_.emplace(name, step);
  return step;
}

Step Translator::leaf(const TextWords& node) {
  std::string key;
  for (const auto& word : node.words) key += (word.list ? "$" : "\"") + std::to_string(word.text.size()) + word.text;
  const auto known = word_lists_.find(key);
  if (known != word_lists_.end()) return step::Words{node.fit, known->second};
  std::vector<std::uint32_t> ids;
  for (const auto& word : node.words) {
    if (!word.list) {
      ids.push_back(pattern(fold(word.text), false));
      continue;
    }
    for (const auto& text : definitions_.lists.find(word.text)->second.words) ids.push_back(pattern(fold(text), false));
  }
  const auto set = word_set(std::move(ids));
  word_lists_.emplace(std::move(key), set);
  return step::Words{node.fit, set};
}

Step Translator::leaf(const TextMatches& node) {
  return step::Words{Fit::any, word_set({pattern(language::fold_expression(node.expression), true)})};
}

std::uint32_t Translator::counter(const MessagesIn& node) {
  const auto id = "messages/" + language::duration_text(node.window, Language::en);
  const auto keep = static_cast<std::size_t>(node.compare.number) + 1;
  auto& counters = program_.counters;
  auto found = std::find_if(counters.begin(), counters.end(), [&](const CounterSpec& spec) { return spec.id == id; });
  if (found == counters.end()) found = counters.insert(counters.end(), {id, node.window, keep});
  found->keep = std::max(found->keep, keep);
  return static_cast<std::uint32_t>(found - counters.begin());
}

std::uint32_t Translator::pattern(std::string text, bool expression) {
  const auto [known, fresh] =
      pattern_ids_.emplace(std::pair{expression, text}, static_cast<std::uint32_t>(patterns_.size()));
  if (fresh) patterns_.push_back({std::move(text), expression});
  return known->second;
}

std::uint32_t Translator::word_set(std::vector<std::uint32_t> patterns) {
  std::sort(patterns.begin(), patterns.end());
  patterns.erase(std::unique(patterns.begin(), patterns.end()), patterns.end());
  const auto next = static_cast<std::uint32_t>(set_ids_.size());
  const auto [known, fresh] = set_ids_.emplace(std::move(patterns), next);
  if (fresh) program_.set_patterns.add(known->first);
  return known->second;
}

void Translator::finish() {
  program_.patterns = static_cast<std::uint32_t>(patterns_.size());
  std::vector<std::vector<std::uint32_t>> sets_of(patterns_.size());
  for (std::uint32_t set = 0; set < set_ids_.size(); ++set) {
    for (const auto id : program_.set_patterns[set]) sets_of[id].push_back(set);
  }
  program_.pattern_sets = Lists::from(sets_of);
  if (patterns_.empty()) return;
  if (patterns_.size() > max_literals) {
    problems_.emplace_back(problems::too_many, Args{"list", std::to_string(max_literals)});
    return;
  }
  auto built = Matcher::build(patterns_);
  if (built) {
    program_.matcher = std::move(*built);
  } else {
    problems_.push_back(built.error());
  }
}

}  // namespace fenqun::rules::compiler
