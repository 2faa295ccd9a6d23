// compile(): files -> definitions -> program. Stops before the next stage when a stage found a mistake, so that nothing
// is told twice.
#include <sodium.h>

#include <algorithm>

#include "rules/compile/order.hpp"
#include "rules/compile/translate.hpp"
#include "rules/file/definitions.hpp"
#include "rules/language/parse.hpp"
#include "rules/limits.hpp"
#include "rules/names.hpp"
#include "rules/problems.hpp"
#include "rules/ruleset.hpp"

namespace fenqun::rules {
namespace {

bool any_error(const Problems& problems) {
  return std::any_of(problems.begin(), problems.end(), [](const Problem& p) { return !p.warning(); });
}

// By file as they were given, then by place; what has no place comes last.
void put_in_order(std::span<const Source> sources, Problems& problems) {
  const auto rank = [&](const Problem& problem) {
    const auto& file = problem.location().file;
    return std::find_if(sources.begin(), sources.end(), [&](const Source& s) { return s.name == file; }) -
           sources.begin();
  };
  std::stable_sort(problems.begin(), problems.end(), [&](const Problem& a, const Problem& b) {
    const auto left = std::tuple(rank(a), a.location().line, a.location().column);
    return left < std::tuple(rank(b), b.location().line, b.location().column);
  });
  if (problems.size() <= max_problems) return;
  const auto more = std::to_string(problems.size() - max_problems);
  problems.resize(max_problems);
  problems.emplace_back(problems::more_problems, Args{more});
}

std::string digest_of(std::span<const Source> sources) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, 32);
  const auto feed = [&](const std::string& text) {
    const auto size = std::to_string(text.size()) + ":";
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(size.data()), size.size());
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  };
  for (const auto& source : sources) {
    feed(source.name);
    feed(source.text);
  }
  std::array<unsigned char, 32> hash{};
  crypto_generichash_final(&state, hash.data(), hash.size());
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const auto byte : hash) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

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
    compiler::Translator translator(definitions_, *program_, problems_);
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
      program_->rule_of_id.emplace(rule.id, index);
      set_->rules.push_back(std::move(rule));
    }
    translator.finish();
  }

  void order() {
    std::vector<compiler::TagUse> uses(set_->rules.size());
    for (std::size_t i = 0; i < uses.size(); ++i) {
      uses[i].reads = compiler::leaves_of(*program_, roots_[i]).tags;
      for (const auto& effect : set_->rules[i].effects) {
        if (const auto* tag = std::get_if<TagEffect>(&effect)) uses[i].writes.push_back(tag->tag);
        if (const auto* tag = std::get_if<UntagEffect>(&effect)) uses[i].writes.push_back(tag->tag);
      }
    }
    const auto sorted = compiler::order_of(uses);
    for (const auto& circle : sorted.circles) tell(circle);
    program_->position.resize(uses.size());
    for (const auto rule : sorted.rules) {
      program_->position[rule] = static_cast<std::uint32_t>(program_->order.size());
      program_->order.push_back({rule, roots_[rule], check_while_true(rule, uses[rule])});
    }
  }

  void tell(const compiler::Order::Circle& circle) {
    std::string path;
    for (const auto rule : circle.rules) path += set_->rules[rule].id + " → ";
    const auto& first = set_->rules[circle.rules.front()];
    problems_.emplace_back(problems::rule_cycle, Args{path + first.id, circle.tag}, first.location);
  }

  bool check_while_true(std::uint32_t rule, const compiler::TagUse& use) {
    bool any = false;
    for (const auto& effect : set_->rules[rule].effects) {
      const auto* tag = std::get_if<TagEffect>(&effect);
      if (tag == nullptr || tag->life != Life::while_true) continue;
      any = true;
      const auto& at = set_->rules[rule].location;
      if (std::any_of(use.reads.begin(), use.reads.end(),
                      [&](const auto* read) { return compiler::reads_tag(*read, tag->tag); })) {
        problems_.emplace_back(problems::reads_own_tag, Args{tag->tag}, at);
      }
      if (!compiler::can_hold_quietly(*program_, roots_[rule])) {
        problems_.emplace_back(problems::never_lasts, Args{tag->tag}, at);
      }
    }
    return any;
  }

  void time() {
    for (std::uint32_t position = 0; position < program_->order.size(); ++position) {
      const auto& entry = program_->order[position];
      auto leaves = compiler::leaves_of(*program_, entry.root);
      const bool by_time = compiler::can_hold_quietly(*program_, entry.root) &&
                           (!leaves.clocks.empty() || (entry.while_true && leaves.words));
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
  }

  file::Definitions& definitions_;
  Problems& problems_;
  std::shared_ptr<RuleSet> set_ = std::make_shared<RuleSet>();
  std::shared_ptr<RuleSet::Program> program_ = std::make_shared<RuleSet::Program>();
  std::vector<std::uint32_t> roots_;
};

std::vector<file::Document> read_all(std::span<const Source> sources, Problems& problems) {
  std::vector<file::Document> out;
  out.reserve(sources.size());
  for (const auto& source : sources) {
    if (out.size() == max_files) {
      problems.emplace_back(problems::too_many, Args{"files", std::to_string(max_files)});
      break;
    }
    out.emplace_back(source, problems);
  }
  return out;
}

}  // namespace

Compiled compile(std::span<const Source> sources) {
  Compiled out;
  const auto documents = read_all(sources, out.problems);
  file::Definitions definitions;
  for (const auto& document : documents) file::load(document, definitions, out.problems);
  file::resolve(definitions, out.problems);
  if (!any_error(out.problems)) {
    if (auto set = Compiler(definitions, out.problems).run()) {
      set->digest = digest_of(sources);
      out.rules = std::move(set);
    }
  }
  put_in_order(sources, out.problems);
  return out;
}

std::vector<TestCase> tests_of(std::span<const Source> sources, Problems& problems) {
  std::vector<TestCase> out;
  Problems elsewhere;  // compile() tells what is wrong outside the tests
  for (const auto& document : read_all(sources, elsewhere)) {
    const auto* tests = document.root().find("test");
    if (tests != nullptr) file::load_tests(document, *tests, out, problems);
  }
  return out;
}

Result<std::string> reprint_condition(std::string_view text, Language language) {
  language::Mistakes mistakes;
  const auto parsed = language::parse_condition(text, mistakes);
  if (parsed.sound) return language::print(parsed.tree, language);
  for (auto& mistake : mistakes) {
    if (mistake.problem.warning()) continue;
    Location at;
    at.line = 1;
    at.column = static_cast<std::uint32_t>(code_points(text.substr(0, mistake.span.offset)) + 1);
    at.length = static_cast<std::uint32_t>(
        std::max<std::size_t>(1, code_points(text.substr(mistake.span.offset, mistake.span.length))));
    at.source_line = std::string(text);
    return std::move(mistake.problem).at(std::move(at));
  }
  return Problem(problems::expected_condition);
}

}  // namespace fenqun::rules
