// What is compared on labelled messages: a pack as it is, and the same words looked for as mere substrings.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rules/matcher.hpp"
#include "rules/ruleset.hpp"

namespace fenqun::rules::packs {

using Tags = std::set<std::string>;

std::vector<Source> pack_sources(const std::string& name);

// The rules of a pack on a customer's first message.
class PackTagger {
 public:
  explicit PackTagger(const std::string& pack);
  Tags tags(const std::string& text);

 private:
  std::shared_ptr<const RuleSet> rules_;
  Scratch scratch_;
  Verdict verdict_;
};

// A tag is given when the folded message contains any word of the tag's lists: of the [list]s that its rules ask for,
// without what they exclude, without `asserts`, expressions and words written into conditions. Of parts joined by `and`
// the first counts: the others narrow it down.
class SubstringTagger {
 public:
  explicit SubstringTagger(const std::string& pack);
  Tags tags(const std::string& text);

 private:
  std::vector<std::string> tag_of_;  // by pattern
  std::shared_ptr<const Matcher> matcher_;
  Matcher::Scratch scratch_;
  std::vector<Hit> hits_;
};

}  // namespace fenqun::rules::packs
