#include "tests/rules/packs/taggers.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "rules/file/definitions.hpp"
#include "rules/fold.hpp"

namespace fenqun::rules::packs {
namespace {

constexpr Time spoken_at = from_millis(1'700'000'000'000);

Event said(std::string text) {
  Event out;
  out.key = {"main", "1"};
  out.who = {"onebot11", "", "1"};
  out.sent_at = out.seen_at = spoken_at;
  Text body;
  body.text = std::move(text);
  out.payload = std::move(body);
  return out;
}

using Words = std::set<std::string>;

// The words of the lists that a condition asks for.
class Asked {
 public:
  Asked(const file::Definitions& definitions, Words& out) : definitions_(definitions), out_(out) {}

  void walk(const Condition& condition) {
    if (const auto* words = std::get_if<TextWords>(&condition.node)) {
      if (words->fit != Fit::none) take(words->words);
    } else if (const auto* named = std::get_if<Named>(&condition.node)) {
      const auto found = definitions_.conditions.find(named->name);
      if (found != definitions_.conditions.end()) walk(found->second.parsed.tree);
    } else if (const auto* all = std::get_if<AllOf>(&condition.node)) {
      walk(all->parts.front());
    } else if (const auto* any = std::get_if<AnyOf>(&condition.node)) {
      for (const auto& part : any->parts) walk(part);
    }
  }

 private:
  void take(const std::vector<Word>& words) {
    for (const auto& word : words) {
      if (!word.list) continue;
      const auto found = definitions_.lists.find(word.text);
      if (found == definitions_.lists.end()) continue;
      for (const auto& item : found->second.words) out_.insert(fold(item));
    }
  }

  const file::Definitions& definitions_;
  Words& out_;
};

}  // namespace

std::vector<Source> pack_sources(const std::string& name) {
  std::ifstream file(std::filesystem::path(FENQUN_SOURCE_DIR) / "rules" / "packs" / name);
  std::stringstream text;
  text << file.rdbuf();
  return {{name, text.str()}};
}

PackTagger::PackTagger(const std::string& pack) : rules_(compile(pack_sources(pack)).rules) {}

Tags PackTagger::tags(const std::string& text) {
  const auto event = said(text);
  Profile profile;
  profile.key = event.who;
  std::vector<Change> changes;
  observe(*rules_, event, profile, scratch_, changes);
  for (const auto& change : changes) fenqun::apply(change, profile);
  evaluate(*rules_, {event, profile, spoken_at, TimeZone::shanghai(), {}}, scratch_, verdict_);
  Tags out;
  for (const auto& firing : verdict_.firings) {
    for (const auto& effect : rules_->rules[firing.rule].effects) {
      if (const auto* tag = std::get_if<TagEffect>(&effect)) out.insert(tag->tag);
    }
  }
  return out;
}

SubstringTagger::SubstringTagger(const std::string& pack) {
  const auto sources = pack_sources(pack);
  Problems problems;
  const file::Document document(sources.front(), problems);
  file::Definitions definitions;
  file::load(document, definitions, problems);
  std::map<std::string, Words> words;
  for (const auto& rule : definitions.rules) {
    for (const auto& effect : rule.effects) {
      const auto* tag = std::get_if<TagEffect>(&effect.parsed.effect);
      if (tag != nullptr) Asked(definitions, words[tag->tag]).walk(rule.when.tree);
    }
  }
  std::vector<Pattern> patterns;
  for (const auto& [tag, items] : words) {
    for (const auto& item : items) {
      patterns.push_back({item, false});
      tag_of_.push_back(tag);
    }
  }
  matcher_ = Matcher::build(patterns).value();
}

Tags SubstringTagger::tags(const std::string& text) {
  const auto folded = fold(text);
  hits_.clear();
  matcher_->scan(folded, scratch_, hits_);
  Tags out;
  for (const auto& hit : hits_) out.insert(tag_of_[hit.pattern]);
  return out;
}

}  // namespace fenqun::rules::packs
