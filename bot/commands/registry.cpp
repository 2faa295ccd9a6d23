#include "bot/commands/registry.hpp"

#include <algorithm>
#include <array>

#include "bot/text/unicode.hpp"
#include "rules/fold.hpp"

namespace fenqun::bot {
namespace {

std::vector<std::string_view> words_of(const Bilingual& name, const std::vector<std::string_view>& aliases) {
  std::vector<std::string_view> out;
  for (const auto word : {name.zh, name.en}) {
    if (!word.empty()) out.push_back(word);
  }
  out.insert(out.end(), aliases.begin(), aliases.end());
  return out;
}

std::vector<Noun> all_nouns() {
  return {help_noun(), status_noun(), customer_noun(), tag_noun(),  group_noun(),
          chat_noun(), rule_noun(),   why_noun(),      admin_noun()};
}

std::u32string folded_points(const std::string& text) {
  const auto points = code_points(rules::fold(text));
  return {points.begin(), points.end()};
}

}  // namespace

Registry::Registry(std::vector<Noun> nouns) : nouns_(std::move(nouns)) {
  for (const auto& noun : nouns_) {
    add_spellings(noun);
    for (const auto word : bot::words_of(noun)) words_[rules::fold(word)].noun = &noun;
    for (const auto& command : noun.commands) {
      for (const auto word : bot::words_of(command)) {
        auto& verbs = words_[rules::fold(word)].verbs;
        const CommandRef ref{&noun, &command};
        if (std::find(verbs.begin(), verbs.end(), ref) == verbs.end()) verbs.push_back(ref);
      }
    }
  }
}

void Registry::add_spellings(const Noun& noun) {
  using Half = Spelling::Half;
  const auto add = [&](Half half, const CommandRef& ref, const std::string& text) {
    if (half != Half::both) longest_word_ = std::max(longest_word_, code_points(text).size());
    spellings_.push_back({half, ref, folded_points(text)});
  };
  for (const auto first : bot::words_of(noun)) add(Half::noun, command(noun.fallback), std::string(first));
  for (const auto& one : noun.commands) {
    for (const auto verb : bot::words_of(one)) {
      add(Half::verb, {&noun, &one}, std::string(verb));
      for (const auto first : bot::words_of(noun)) {
        add(Half::both, {&noun, &one}, std::string(first).append(verb));
        add(Half::both, {&noun, &one}, std::string(verb).append(first));
      }
    }
  }
}

const Word* Registry::find(std::string_view folded) const {
  const auto found = words_.find(folded);
  return found == words_.end() ? nullptr : &found->second;
}

CommandRef Registry::command(std::string_view id) const {
  for (const auto& noun : nouns_) {
    for (const auto& command : noun.commands) {
      if (command.id == id) return {&noun, &command};
    }
  }
  return {};
}

// A constant table: built at the first use, never changed.
const Registry& registry() {
  static const Registry table(all_nouns());
  return table;
}

std::vector<std::string_view> words_of(const Noun& noun) {
  return words_of(noun.name, noun.aliases);
}
std::vector<std::string_view> words_of(const Command& command) {
  return words_of(command.verb, command.aliases);
}

std::string title(const CommandRef& ref, Language language) {
  std::string out(ref.noun->name.in(language));
  const auto verb = ref.command->verb.in(language);
  if (!verb.empty()) out.append(" ").append(verb);
  return out;
}

std::string usage(const CommandRef& ref, Language language) {
  auto out = title(ref, language);
  for (const auto& arg : ref.command->args) {
    out += arg.optional ? " [" : " <";
    out += arg.name.in(language);
    out += arg.optional ? "]" : ">";
  }
  return out;
}

Bilingual name_of(Role role) {
  static constexpr std::array<Bilingual, 4> names = {
      {{"只读", "viewer"}, {"客服", "agent"}, {"管理员", "admin"}, {"所有者", "owner"}}};
  return names[static_cast<std::size_t>(role)];
}

}  // namespace fenqun::bot
