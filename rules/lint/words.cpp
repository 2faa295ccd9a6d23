// Keywords of different rules inside one another, and words that are there twice.
#include <algorithm>
#include <set>
#include <unordered_map>

#include "rules/fold.hpp"
#include "rules/lint/checks.hpp"
#include "rules/lint/problems_lint.hpp"
#include "rules/lint/theory.hpp"
#include "rules/names.hpp"

namespace fenqun::rules::linting {
namespace {

// A word inside a longer one of a large list is how people write lists; one that carries a rule nearly alone is not.
constexpr std::size_t few_words = 8;
constexpr std::size_t some_words = 24;   // the same for very short words
constexpr std::size_t most_bytes = 192;  // of the longer word: its parts are all looked up

// A very short word, which stands inside many others by chance.
bool very_short(const std::string& word) {
  const bool ascii = std::all_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return ascii ? word.size() <= 2 : code_points(word) == 1;
}

bool is_sign(const std::string& word) {
  return std::none_of(word.begin(), word.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
  });
}

// A word by which a rule finds its messages.
struct Keyword {
  std::size_t rule = 0;
  std::string text;       // folded
  std::size_t among = 0;  // so many words
  Location at;
};

class Keywords {
 public:
  explicit Keywords(Book& book) : book_(book) {
    const auto& rules = book.definitions.rules;
    for (std::size_t i = 0; i < rules.size(); ++i) collect(i);
    for (std::size_t i = 0; i < all_.size(); ++i) by_text_[all_[i].text].push_back(i);
  }

  void run() {
    for (const auto& longer : all_) {
      if (longer.text.size() > most_bytes) continue;
      std::set<std::string_view> parts;
      for (std::size_t from = 0; from < longer.text.size(); ++from) {
        for (std::size_t size = 1; from + size <= longer.text.size(); ++size) {
          if (size < longer.text.size()) parts.insert(std::string_view(longer.text).substr(from, size));
        }
      }
      for (const auto part : parts) {
        const auto found = by_text_.find(std::string(part));
        if (found == by_text_.end()) continue;
        for (const auto shorter : found->second) compare(all_[shorter], longer);
      }
    }
  }

 private:
  void collect(std::size_t index) {
    const auto& rule = book_.definitions.rules[index];
    if (!rule.when.sound || !rule.enabled) return;
    clauses_.push_back({index, normal_form(rule.when.tree, rule.when_origin, false, book_.definitions)});
    if (!clauses_.back().second) return;
    std::set<const Condition*> seen;
    for (const auto& clause : *clauses_.back().second) {
      for (const auto& literal : clause) {
        const auto* text = std::get_if<TextWords>(&literal.atom->node);
        if (text == nullptr || literal.negated || !seen.insert(literal.atom).second) continue;
        if (text->fit == Fit::none || text->fit == Fit::is) continue;
        const auto among = book_.words.of(text->words).size();
        for (const auto& word : text->words) add(index, word, among, literal);
      }
    }
  }

  void add(std::size_t rule, const Word& word, std::size_t among, const Literal& literal) {
    const auto here = literal.origin->inside(word.span);
    if (!word.list) {
      all_.push_back({rule, fold(word.text), among, here});
      return;
    }
    const auto list = book_.definitions.lists.find(word.text);
    if (list == book_.definitions.lists.end()) return;
    for (std::size_t i = 0; i < list->second.words.size(); ++i) {
      all_.push_back({rule, fold(list->second.words[i]), among, list->second.places[i]});
    }
  }

  void compare(const Keyword& shorter, const Keyword& longer) {
    if (shorter.rule == longer.rule || is_sign(shorter.text)) return;
    const bool carries =
        very_short(shorter.text) ? shorter.among <= some_words : std::max(shorter.among, longer.among) <= few_words;
    if (!carries) return;
    const auto& a = book_.definitions.rules[shorter.rule];
    const auto& b = book_.definitions.rules[longer.rule];
    if (does_no_more(a, b) || !fires_on(shorter, longer)) return;
    // A list that several rules use is told of once.
    if (!told_.emplace(place_text(shorter.at), shorter.text, longer.rule).second) return;
    book_.tell(problems::shared_keyword, {shorter.text, longer.text, b.id}, shorter.at);
  }

  // Everything that the first does, the second does as well.
  static bool does_no_more(const file::RuleDefinition& a, const file::RuleDefinition& b) {
    return std::all_of(a.effects.begin(), a.effects.end(), [&](const file::EffectDefinition& effect) {
      const auto text = print_effect(effect.parsed.effect, Language::en);
      return std::any_of(b.effects.begin(), b.effects.end(), [&](const file::EffectDefinition& other) {
        return print_effect(other.parsed.effect, Language::en) == text && other.parsed.lookup == effect.parsed.lookup;
      });
    });
  }

  // Whether both rules can fire on a text that is the longer word: not when the first excludes that word, when either
  // asks for more, or when the author of the second rule lists both.
  bool fires_on(const Keyword& shorter, const Keyword& longer) {
    const auto lists_both = std::any_of(by_text_[shorter.text].begin(), by_text_[shorter.text].end(),
                                        [&](std::size_t i) { return all_[i].rule == longer.rule; });
    return !lists_both && fires(shorter.rule, longer.text) && fires(longer.rule, longer.text);
  }

  bool fires(std::size_t rule, const std::string& word) {
    const auto found =
        std::find_if(clauses_.begin(), clauses_.end(), [&](const auto& known) { return known.first == rule; });
    const Condition whole_text{TextWords{Fit::is, {{word, false, {}}}}, {}};
    const file::Origin nowhere;
    return std::any_of(found->second->begin(), found->second->end(), [&](Clause clause) {
      clause.push_back({&whole_text, &nowhere, false});
      const auto conflict = conflict_in(clause, book_.words);
      book_.words.forget(std::get<TextWords>(whole_text.node).words);
      return !conflict;
    });
  }

  Book& book_;
  std::vector<Keyword> all_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_text_;
  std::vector<std::pair<std::size_t, std::optional<Clauses>>> clauses_;
  std::set<std::tuple<std::string, std::string, std::size_t>> told_;
};

void repeated_in_list(Book& book, const file::ListDefinition& list) {
  std::map<std::string, std::string> seen;
  for (std::size_t i = 0; i < list.words.size(); ++i) {
    const auto [known, fresh] = seen.emplace(fold(list.words[i]), list.words[i]);
    if (!fresh) book.tell(problems::repeated_word, {list.words[i], known->second}, list.places[i]);
  }
}

void repeated_in_condition(Book& book, const Condition& condition, const file::Origin& origin) {
  each_leaf(condition, [&](const Condition& leaf) {
    for (const auto* words : words_of(leaf)) {
      std::map<std::string, std::string> seen;
      for (const auto& word : *words) {
        const auto text = word.list ? "$" + word.text : fold(word.text);
        const auto [known, fresh] = seen.emplace(text, word.text);
        if (!fresh) book.tell(problems::repeated_word, {word.text, known->second}, origin.inside(word.span));
      }
    }
  });
}

}  // namespace

std::vector<const std::vector<Word>*> words_of(const Condition& leaf) {
  using Out = std::vector<const std::vector<Word>*>;
  return std::visit(Overloaded{
                        [](const TextWords& node) { return Out{&node.words}; },
                        [](const TextSounds& node) { return Out{&node.words}; },
                        [](const SaidWords& node) { return Out{&node.words}; },
                        [](const Bought& node) { return Out{&node.words}; },
                        [](const AttributeIs& node) { return Out{&node.words}; },
                        [](const auto&) { return Out{}; },
                    },
                    leaf.node);
}

void check_words(Book& book) {
  Keywords(book).run();
  for (const auto& [name, list] : book.definitions.lists) repeated_in_list(book, list);
  for (const auto& [name, condition] : book.definitions.conditions) {
    if (condition.parsed.sound) repeated_in_condition(book, condition.parsed.tree, condition.origin);
  }
  for (const auto& rule : book.definitions.rules) {
    if (rule.when.sound) repeated_in_condition(book, rule.when.tree, rule.when_origin);
  }
}

}  // namespace fenqun::rules::linting
