#include "rules/compile/build.hpp"

#include <algorithm>

#include "rules/compile/analyse.hpp"
#include "rules/compile/entries.hpp"
#include "rules/compile/order.hpp"
#include "rules/compile/translate.hpp"
#include "rules/language/parse.hpp"
#include "rules/problems.hpp"

namespace fenqun::rules::compiler {
namespace {

class Compiler {
 public:
  Compiler(file::Definitions& definitions, Problems& problems) : definitions_(definitions), problems_(problems) {}

  std::shared_ptr<RuleSet> run() {
    names();
    conditions();
    if (any_error(problems_)) return nullptr;
    order();
    time();
    needs();
    if (any_error(problems_)) return nullptr;
    set_->program = std::move(program_);
    return std::move(set_);
  }

 private:
  void names() {
    for (auto& [name, definition] : definitions_.dimensions) {
      for (const auto& tag : definition.dimension.tags) {
        auto& info = definitions_.tags[tag].info;
        info.name = tag;
        info.dimension = name;
      }
      set_->dimensions.push_back(definition.dimension);
    }
    for (const auto& [name, definition] : definitions_.tags) set_->tags.push_back(definition.info);
    for (const auto& [name, definition] : definitions_.groups) set_->groups.push_back(definition.info);
  }

  void conditions() {
    Translator translator(definitions_, *program_, problems_);
    for (auto& definition : definitions_.rules) {
      const auto index = static_cast<std::uint32_t>(set_->rules.size());
      roots_.push_back(translator.translate(definition.when.tree));
      Rule rule;
      rule.id = definition.id;
      rule.name = definition.name;
      rule.when = language::print(definition.when.tree, Language::en);
      for (auto& effect : definition.effects) rule.effects.push_back(std::move(effect.parsed.effect));
      rule.weight = definition.weight;
      rule.enabled = definition.enabled;
      rule.location = definition.at;
      for (const auto& effect : rule.effects) {
        if (const auto* tag = std::get_if<TagEffect>(&effect)) translator.tag_number(tag->tag);
      }
      program_->rule_of_id.emplace(rule.id, index);
      set_->rules.push_back(std::move(rule));
    }
    translator.finish();
  }

  void order() {
    std::vector<Use> uses(set_->rules.size());
    for (std::size_t i = 0; i < uses.size(); ++i) {
      uses[i].reads = leaves_of(*program_, roots_[i]).reads;
      for (const auto& effect : set_->rules[i].effects) {
        if (auto key = written_by(effect)) uses[i].writes.push_back(std::move(*key));
      }
    }
    const auto sorted = order_of(uses);
    for (const auto& circle : sorted.circles) tell(circle);
    program_->position.resize(uses.size());
    for (const auto rule : sorted.rules) {
      program_->position[rule] = static_cast<std::uint32_t>(program_->order.size());
      auto& entry = program_->order.emplace_back();
      entry.rule = rule;
      entry.root = roots_[rule];
      entry.while_true = check_while_true(rule, uses[rule]);
    }
    fill_entries(*set_, uses, *program_);
  }

  void tell(const Order::Circle& circle) {
    std::string path;
    for (const auto rule : circle.rules) path += set_->rules[rule].id + " → ";
    const auto& first = set_->rules[circle.rules.front()];
    problems_.emplace_back(problems::rule_cycle, Args{path + first.id, circle.key}, first.location);
  }

  bool check_while_true(std::uint32_t rule, const Use& use) {
    bool any = false;
    for (const auto& effect : set_->rules[rule].effects) {
      const auto* tag = std::get_if<TagEffect>(&effect);
      if (tag == nullptr || tag->life != Life::while_true) continue;
      any = true;
      const auto& at = set_->rules[rule].location;
      if (std::any_of(use.reads.begin(), use.reads.end(),
                      [&](const Read& read) { return read.matches(tag_key(tag->tag)); })) {
        problems_.emplace_back(problems::reads_own_tag, Args{tag->tag}, at);
      }
      if (!can_hold_quietly(*program_, roots_[rule])) {
        problems_.emplace_back(problems::never_lasts, Args{tag->tag}, at);
      }
    }
    return any;
  }

  void time() {
    for (std::uint32_t position = 0; position < program_->order.size(); ++position) {
      const auto& entry = program_->order[position];
      auto leaves = leaves_of(*program_, entry.root);
      const bool by_time =
          can_hold_quietly(*program_, entry.root) && (!leaves.clocks.empty() || (entry.while_true && leaves.words));
      if (by_time) program_->timed.push_back(position);
      if (!by_time) leaves.clocks.clear();
      program_->clocks.add(leaves.clocks);
    }
  }

  void needs() {
    std::vector<std::vector<std::uint32_t>> rules_of(program_->set_patterns.offsets.size() - 1);
    for (std::uint32_t position = 0; position < program_->order.size(); ++position) {
      const auto sets = compiler::needs(*program_, program_->order[position].root);
      if (!sets) {
        program_->always.push_back(position);
        continue;
      }
      for (const auto set : *sets) rules_of[set].push_back(position);
    }
    program_->set_rules = Lists::from(rules_of);
    fill_uses(*program_);
  }

  file::Definitions& definitions_;
  Problems& problems_;
  std::shared_ptr<RuleSet> set_ = std::make_shared<RuleSet>();
  std::shared_ptr<RuleSet::Program> program_ = std::make_shared<RuleSet::Program>();
  std::vector<std::uint32_t> roots_;
};

}  // namespace

bool any_error(const Problems& problems) {
  return std::any_of(problems.begin(), problems.end(), [](const Problem& p) { return !p.warning(); });
}

std::shared_ptr<RuleSet> build(file::Definitions& definitions, Problems& problems) {
  return Compiler(definitions, problems).run();
}

}  // namespace fenqun::rules::compiler
