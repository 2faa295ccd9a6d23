#include "rules/compile/translate.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "rules/fold.hpp"
#include "rules/language/fold_expression.hpp"
#include "rules/language/forms.hpp"
#include "rules/language/parse.hpp"
#include "rules/limits.hpp"
#include "rules/meaning.hpp"
#include "rules/problems.hpp"

namespace fenqun::rules::compiler {
namespace {

// 64 bits of a hash, in hex: names a list of words.
std::string digest(const std::vector<std::string>& words) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, 16);
  for (const auto& word : words) {
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(word.c_str()), word.size() + 1);
  }
  std::array<unsigned char, 16> hash{};
  crypto_generichash_final(&state, hash.data(), hash.size());
  std::array<char, 17> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), 8);
  return hex.data();
}

}  // namespace

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
                        [&](const TextNear& node) { return add(leaf(node), text()); },
                        [&](const TextSounds& node) { return add(leaf(node), text()); },
                        [&](const TextTrait& node) { return add(step::HasTrait{node.trait}, text()); },
                        [&](const TextLength& node) { return add(step::Length{node.compare}, text()); },
                        [&](const KindIs& node) { return add(step::Kind{node.kind}, text()); },
                        [&](const PlatformIs& node) { return add(step::Platform{node.platform}, text()); },
                        [&](const AccountIs& node) { return add(step::Account{node.account}, text()); },
                        [&](const HasTag& node) {
                          if (node.below) return add(step::Tag{node.tag + "/", true}, text());
                          return add(step::Tag{node.tag, false, tag_number(node.tag)}, text());
                        },
                        [&](const InGroup& node) { return add(step::Group{node.group}, text()); },
                        [&](const StageIs& node) { return stage(node); },
                        [&](const MessagesIn& node) {
                          return add(step::Counted{counter(node), node.compare}, text());
                        },
                        [&](const SessionsIn& node) {
                          return add(step::Sessions{counter(node), node.compare}, text());
                        },
                        [&](const SaidWords& node) {
                          return add(step::Counted{counter(node), {Op::greater_equal, node.times}}, text());
                        },
                        [&](const DaysSince& node) {
                          return add(step::Days{node.mark, node.compare}, text());
                        },
                        [&](const WaitingFor& node) {
                          return add(step::Waiting{node.op, node.time}, text());
                        },
                        [&](const HourIn& node) {
                          return add(step::Hours{node.from, node.to}, text());
                        },
                        [&](const WeekdayIn& node) {
                          return add(step::Weekdays{node.from, node.to}, text());
                        },
                        [&](const OrdersIn& node) {
                          return add(step::Orders{node.window, node.compare}, text());
                        },
                        [&](const Bought& node) { return add(step::Bought{folded(node.words)}, text()); },
                        [&](const FigureIs& node) { return add(leaf(node), text()); },
                        [&](const AttributeIs& node) {
                          return add(step::Attribute{node.name, folded(node.words)}, text());
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
  auto known = word_lists_.find(key);
  if (known == word_lists_.end()) known = word_lists_.emplace(std::move(key), word_set(patterns(node.words))).first;
  if (node.fit == Fit::asserts_any || node.fit == Fit::asserts_all) judged_sets_.push_back(known->second);
  return step::Words{node.fit, known->second};
}

Step Translator::leaf(const TextMatches& node) {
  return step::Words{Fit::any, word_set({pattern(language::fold_expression(node.expression), true)})};
}

Step Translator::leaf(const TextNear& node) {
  const auto set = [&](const Word& word) { return word_set(patterns({word})); };
  return step::Near{set(node.left), set(node.right), static_cast<std::uint32_t>(node.within)};
}

Step Translator::leaf(const TextSounds& node) {
  const auto begin = static_cast<std::uint32_t>(program_.spellings.size());
  for (auto& text : texts(node.words)) program_.spellings.push_back(std::move(text));
  return step::Sounds{begin, static_cast<std::uint32_t>(program_.spellings.size())};
}

Step Translator::leaf(const FigureIs& node) {
  return step::Number{node.figure, node.window, language::attribute_of(node.figure, node.window), node.compare};
}

// The stages that are as asked, as tags: so rules that set a stage come before those that ask, and both are explained.
std::uint32_t Translator::stage(const StageIs& node) {
  const auto* stages = file::stages_of(definitions_);
  const auto rank = file::rank_of_stage(*stages, node.stage);
  std::vector<Condition> held;
  for (std::size_t i = 0; i < stages->tags.size(); ++i) {
    const Comparison compare{node.op, static_cast<std::int64_t>(*rank)};
    if (compare.holds(static_cast<std::int64_t>(i))) held.push_back({HasTag{stages->tags[i], false}, {}});
  }
  const auto [begin, end] = parts(held);
  return add(step::Any{begin, end}, "");
}

std::uint32_t Translator::counter(const MessagesIn& node) {
  const auto keep = static_cast<std::size_t>(node.compare.number) + 1;
  const auto id = "messages/" + language::duration_text(node.window, Language::en);
  return counter({id, CounterSpec::Counts::messages, 0, node.window, keep});
}

std::uint32_t Translator::counter(const SessionsIn& node) {
  const auto id = "sessions/" + language::duration_text(node.window, Language::en);
  return counter({id, CounterSpec::Counts::sessions, 0, node.window, 0});
}

// The id follows from the words themselves: a list with other words counts anew.
std::uint32_t Translator::counter(const SaidWords& node) {
  auto words = folded(node.words);
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  const auto set = word_set(patterns(node.words));
  const auto id = "said/" + digest(words) + "/" + language::duration_text(node.window, Language::en);
  return counter({id, CounterSpec::Counts::words, set, node.window, static_cast<std::size_t>(node.times) + 1});
}

std::uint32_t Translator::counter(CounterSpec spec) {
  auto& counters = program_.counters;
  auto found =
      std::find_if(counters.begin(), counters.end(), [&](const CounterSpec& known) { return known.id == spec.id; });
  if (found == counters.end()) found = counters.insert(counters.end(), spec);
  found->keep = std::max(found->keep, spec.keep);
  return static_cast<std::uint32_t>(found - counters.begin());
}

std::uint32_t Translator::tag_number(const std::string& tag) {
  const auto [known, fresh] = tag_numbers_.emplace(tag, static_cast<std::uint32_t>(program_.tags.size()));
  if (fresh) program_.tags.push_back(tag);
  return known->second;
}

std::vector<std::string> Translator::texts(const std::vector<Word>& words) const {
  std::vector<std::string> out;
  for (const auto& word : words) {
    if (!word.list) {
      out.push_back(word.text);
      continue;
    }
    const auto& list = definitions_.lists.find(word.text)->second.words;
    out.insert(out.end(), list.begin(), list.end());
  }
  return out;
}

std::vector<std::string> Translator::folded(const std::vector<Word>& words) const {
  auto out = texts(words);
  for (auto& text : out) text = fold(text);
  return out;
}

std::vector<std::uint32_t> Translator::patterns(const std::vector<Word>& words) {
  std::vector<std::uint32_t> out;
  for (auto& text : folded(words)) out.push_back(pattern(std::move(text), false));
  return out;
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

void Translator::build_sounds() {
  if (program_.spellings.empty()) return;
  auto built = Sounds::build(program_.spellings);
  if (built) {
    program_.sounds = std::move(*built);
  } else {
    problems_.push_back(built.error());
  }
}

void Translator::finish() {
  // Read here, off the core thread, instead of with the first message.
  if (!judged_sets_.empty()) Meaning::built_in();
  program_.patterns = static_cast<std::uint32_t>(patterns_.size());
  std::vector<std::vector<std::uint32_t>> sets_of(patterns_.size());
  for (std::uint32_t set = 0; set < set_ids_.size(); ++set) {
    for (const auto id : program_.set_patterns[set]) sets_of[id].push_back(set);
  }
  program_.pattern_sets = Lists::from(sets_of);
  program_.judged.assign(patterns_.size(), false);
  for (const auto set : judged_sets_) {
    for (const auto id : program_.set_patterns[set]) program_.judged[id] = true;
  }
  build_sounds();
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
