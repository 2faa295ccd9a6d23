#include <algorithm>

#include "rules/file/resolve.hpp"
#include "rules/fold.hpp"
#include "rules/language/fold_expression.hpp"
#include "rules/language/forms.hpp"
#include "rules/limits.hpp"
#include "rules/matcher.hpp"
#include "rules/names.hpp"
#include "rules/problems.hpp"
#include "rules/problems_sound.hpp"
#include "rules/sound.hpp"

namespace fenqun::rules::file {

void NameResolver::condition(const Condition& condition, const Origin& origin) {
  const auto all = [&](const std::vector<Condition>& parts) {
    for (const auto& part : parts) this->condition(part, origin);
  };
  std::visit(Overloaded{
                 [&](const TextWords& node) { words(node.words, origin); },
                 [&](const TextNear& node) {
                   words({node.left, node.right}, origin);
                 },
                 [&](const TextSounds& node) { sounds(node, origin); },
                 [&](const SaidWords& node) { words(node.words, origin); },
                 [&](const Bought& node) { words(node.words, origin); },
                 [&](const AttributeIs& node) { words(node.words, origin); },
                 [&](const TextMatches& node) { expression(node, origin); },
                 [&](const StageIs& node) { stage(node, origin, condition.span); },
                 [&](const Named& node) {
                   if (lookup_.all.conditions.contains(node.name)) return;
                   unknown_condition(node.name, origin.inside(condition.span));
                 },
                 [&](const AllOf& node) { all(node.parts); },
                 [&](const AnyOf& node) { all(node.parts); },
                 [&](const Not& node) { all(node.parts); },
                 [](const auto&) {},
             },
             condition.node);
}

void NameResolver::unknown_condition(const std::string& name, Location at) {
  auto known = names_of(lookup_.all.conditions);
  const auto glued = language::glued_head(language::condition_forms(), name);
  if (glued && !nearest(name, known)) {
    lookup_.tell(problems::with_hint(problems::unknown_condition, problems::space_left_out),
                 {visible(name), "", "", "", "", "", "", "", "", *glued}, std::move(at));
    return;
  }
  const auto heads = language::first_words(language::condition_forms());
  known.insert(known.end(), heads.begin(), heads.end());
  lookup_.tell_unknown(problems::unknown_condition, name, known, std::move(at));
}

void NameResolver::words(const std::vector<Word>& words, const Origin& origin) {
  for (const auto& word : words) {
    if (!word.list) {
      check_literal(
          word.text, [&] { return origin.inside(word.span); }, lookup_.problems());
    } else if (!lookup_.all.lists.contains(word.text)) {
      lookup_.tell_unknown(problems::unknown_list, word.text, names_of(lookup_.all.lists), origin.inside(word.span));
    }
  }
}

void NameResolver::sounds(const TextSounds& node, const Origin& origin) {
  words(node.words, origin);
  for (const auto& word : node.words) {
    if (!word.list) {
      sound(word.text, [&] { return origin.inside(word.span); });
      continue;
    }
    const auto list = lookup_.all.lists.find(word.text);
    if (list == lookup_.all.lists.end()) continue;
    for (std::size_t i = 0; i < list->second.words.size(); ++i) {
      sound(list->second.words[i], [&] { return list->second.places[i]; });
    }
  }
}

// One by one, because only then a mistake can be shown where it stands.
void NameResolver::sound(const std::string& spelling, const std::function<Location()>& place) {
  if (fold(spelling).empty() || !spellings_.insert(spelling).second) return;
  if (spellings_.size() > max_sounds) {
    if (spellings_.size() > max_sounds + 1) return;
    return lookup_.tell(problems::too_many, {"text sounds like", std::to_string(max_sounds)}, place());
  }
  const auto built = Sounds::build(std::span(&spelling, 1));
  if (built) return;
  if (built.error().code() == problems::not_pinyin.code)
    return lookup_.tell(problems::no_sound, {visible(spelling)}, place());
  lookup_.problems().push_back(Problem(built.error()).at(place()));
}

// Each is compiled on its own, because only then its mistake can be shown where it stands.
void NameResolver::expression(const TextMatches& node, const Origin& origin) {
  auto folded = language::fold_expression(node.expression);
  if (!expressions_.insert(folded).second) return;
  if (expressions_.size() > max_expressions) {
    if (expressions_.size() > max_expressions + 1) return;
    return lookup_.tell(problems::too_many, {"/…/", std::to_string(max_expressions)}, origin.inside(node.span));
  }
  const std::vector<Pattern> alone = {{std::move(folded), true}};
  const auto built = Matcher::build(alone);
  if (!built) lookup_.problems().push_back(Problem(built.error()).at(origin.inside(node.span)));
}

void NameResolver::stage(const StageIs& node, const Origin& origin, Span span) {
  const auto place = [&] { return origin.inside(span); };
  const auto rank = lookup_.stage(node.stage, place);
  if (!rank) return;
  const auto& tags = stages_of(lookup_.all)->tags;
  const Comparison compare{node.op, static_cast<std::int64_t>(*rank)};
  for (std::size_t i = 0; i < tags.size(); ++i) {
    if (compare.holds(static_cast<std::int64_t>(i))) return;
  }
  lookup_.tell(problems::no_stage_left, {std::string(language::sign_of(node.op)), node.stage}, place());
}

void Lookup::tell_unknown(const ProblemKind& kind, const std::string& name, const std::vector<std::string>& known,
                          Location at, const Args& more) {
  if (const auto meant = nearest(name, known)) {
    tell(problems::with_hint(kind, problems::did_you_mean), {visible(name), "", "", "", "", "", "", "", "", *meant},
         std::move(at));
    return;
  }
  Args args = {visible(name)};
  args.insert(args.end(), more.begin(), more.end());
  tell(kind, args, std::move(at));
}

std::optional<std::size_t> Lookup::stage(const std::string& name, const std::function<Location()>& place) {
  const auto* stages = stages_of(all);
  if (stages == nullptr) {
    tell(problems::no_stages, {}, place());
    return std::nullopt;
  }
  if (const auto rank = rank_of_stage(*stages, name)) return rank;
  std::vector<std::string> known;
  std::string shown;
  for (const auto& tag : stages->tags) {
    known.push_back(tag.substr(tag.rfind('/') + 1));
    shown += (shown.empty() ? "" : " ") + known.back();
  }
  known.insert(known.end(), stages->tags.begin(), stages->tags.end());
  tell_unknown(problems::unknown_stage, name, known, place(), {shown});
  return std::nullopt;
}

bool check_literal(std::string_view word, const std::function<Location()>& place, Problems& problems) {
  const auto folded = fold(word);
  if (folded.empty()) {
    problems.emplace_back(problems::word_folds_away, Args{visible(word)}, place());
  } else if (folded.size() > max_expression_bytes) {
    problems.emplace_back(problems::too_long, Args{visible(word), std::to_string(max_expression_bytes) + " B"},
                          place());
  } else {
    return true;
  }
  return false;
}

const Dimension* stages_of(const Definitions& definitions) {
  for (const auto* name : {"阶段", "stage"}) {
    const auto found = definitions.dimensions.find(name);
    if (found != definitions.dimensions.end()) return &found->second.dimension;
  }
  return nullptr;
}

std::optional<std::size_t> rank_of_stage(const Dimension& stages, std::string_view stage) {
  const auto rank = [&](auto is) -> std::optional<std::size_t> {
    const auto found = std::find_if(stages.tags.begin(), stages.tags.end(), is);
    if (found == stages.tags.end()) return std::nullopt;
    return static_cast<std::size_t>(found - stages.tags.begin());
  };
  if (const auto exact = rank([&](const std::string& tag) { return tag == stage; })) return exact;
  return rank([&](const std::string& tag) { return tag.substr(tag.rfind('/') + 1) == stage; });
}

}  // namespace fenqun::rules::file
