#include <algorithm>

#include "rules/file/document.hpp"
#include "rules/meaning/kinds.hpp"
#include "rules/meaning/lexicon.hpp"
#include "rules/problems.hpp"
#include "rules/problems_meaning.hpp"

namespace fenqun::rules::meaning {
namespace {

using file::Document;
using file::Member;
using file::Value;
using Texts = std::vector<std::string>;

constexpr int max_depth = 8;  // brackets in brackets
constexpr std::size_t max_alternatives = 30'000;

struct Set {
  std::string_view name;
  Texts texts;
};

Texts product(const Texts& left, const Texts& right) {
  Texts out;
  out.reserve(left.size() * right.size());
  for (const auto& a : left) {
    for (const auto& b : right) out.push_back(a + b);
  }
  return out;
}

// text := (character | "(" text ("|" text)* ")" | "{" name "}")*
class Expander {
 public:
  Expander(std::string_view text, const std::vector<Set>& sets) : text_(text), sets_(sets) {}

  // Empty where it cannot be read; then missing() may name a set that is not there.
  Texts run() {
    auto out = sequence(0);
    return broken_ || at_ != text_.size() ? Texts{} : out;
  }
  std::string_view missing() const { return missing_; }

 private:
  Texts sequence(int depth) {
    Texts out = {""};
    while (at_ < text_.size() && text_[at_] != '|' && text_[at_] != ')' && !broken_) {
      if (text_[at_] == '(') {
        append(out, alternatives(depth + 1));
      } else if (text_[at_] == '{') {
        append(out, named());
      } else {
        for (auto& each : out) each += text_[at_];
        ++at_;
      }
    }
    return out;
  }

  void append(Texts& out, const Texts& more) {
    broken_ = broken_ || more.empty() || out.size() * more.size() > max_alternatives;
    if (!broken_) out = product(out, more);
  }

  Texts alternatives(int depth) {
    Texts out;
    broken_ = broken_ || depth > max_depth;
    do {
      ++at_;  // the bracket or the bar
      for (auto& each : sequence(depth)) out.push_back(std::move(each));
    } while (!broken_ && at_ < text_.size() && text_[at_] == '|');
    broken_ = broken_ || at_ >= text_.size();
    ++at_;
    return out;
  }

  Texts named() {
    const auto close = text_.find('}', at_);
    broken_ = broken_ || close == text_.npos;
    if (broken_) return {};
    const auto name = text_.substr(at_ + 1, close - at_ - 1);
    at_ = close + 1;
    const auto found = std::find_if(sets_.begin(), sets_.end(), [&](const Set& set) { return set.name == name; });
    if (found != sets_.end()) return found->texts;
    missing_ = name;
    broken_ = true;
    return {};
  }

  std::string_view text_;
  const std::vector<Set>& sets_;
  std::size_t at_ = 0;
  bool broken_ = false;
  std::string_view missing_;
};

std::string all_keys() {
  std::string out;
  for (const auto& each : kinds) out += (out.empty() ? "" : ", ") + std::string(each.key);
  return out;
}

class Reader {
 public:
  Reader(const Source& source, Problems& problems) : document_(source, problems), problems_(problems) {}

  std::vector<Phrase> run() {
    for (const auto& member : document_.root().members) {
      if (member.key == "sets") {
        tables(member, &Reader::set);
      } else if (member.key == "cues") {
        tables(member, &Reader::cues);
      } else {
        problems_.emplace_back(problems::unknown_section, Args{member.key, "sets, cues"}, document_.place(member));
      }
    }
    return std::move(phrases_);
  }

 private:
  void tables(const Member& member, void (Reader::*each)(const Member&)) {
    if (member.value.kind != Value::Kind::table) return wrong_type(member, "table");
    for (const auto& inner : member.value.members) {
      if (inner.value.kind == Value::Kind::array) {
        (this->*each)(inner);
      } else {
        wrong_type(inner, "[\"…\"]");
      }
    }
  }

  void set(const Member& member) {
    Texts all;
    for (const auto& item : member.value.items) {
      for (auto& text : expanded(member, item)) all.push_back(std::move(text));
    }
    sets_.push_back({member.key, std::move(all)});
  }

  void cues(const Member& member) {
    const auto kind =
        std::find_if(kinds.begin(), kinds.end(), [&](const KindInfo& info) { return info.key == member.key; });
    if (kind == kinds.end()) {
      problems_.emplace_back(problems::unknown_cue_kind, Args{member.key, all_keys()}, document_.place(member));
      return;
    }
    for (const auto& item : member.value.items) {
      for (auto& text : expanded(member, item)) add(item, std::move(text), kind->kind);
    }
  }

  void add(const Value& item, std::string text, Kind kind) {
    if (fold(text).empty()) {
      problems_.emplace_back(problems::empty_cue, Args{item.text}, document_.place(item));
    } else if (phrases_.size() >= max_cues) {
      if (phrases_.size() == max_cues && !full_) {
        problems_.emplace_back(problems::too_many_cues, Args{std::to_string(max_cues)}, document_.place(item));
      }
      full_ = true;
    } else {
      phrases_.push_back({std::move(text), kind});
    }
  }

  Texts expanded(const Member& member, const Value& item) {
    if (item.kind != Value::Kind::text) {
      wrong_type(member, "[\"…\"]");
      return {};
    }
    Expander expander(item.text, sets_);
    auto out = expander.run();
    if (out.empty()) {
      const auto missing = expander.missing();
      problems_.emplace_back(missing.empty() ? problems::bad_cue : problems::unknown_set,
                             Args{missing.empty() ? item.text : std::string(missing)}, document_.place(item));
    }
    return out;
  }

  void wrong_type(const Member& member, std::string expected) {
    problems_.emplace_back(problems::wrong_type, Args{member.key, std::move(expected)}, document_.place(member));
  }

  Document document_;
  Problems& problems_;
  std::vector<Set> sets_;
  std::vector<Phrase> phrases_;
  bool full_ = false;
};

}  // namespace

std::vector<Phrase> phrases_of(const Source& source, Problems& problems) {
  return Reader(source, problems).run();
}

}  // namespace fenqun::rules::meaning
