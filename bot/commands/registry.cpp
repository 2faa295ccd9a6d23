#include "bot/commands/registry.hpp"

#include <algorithm>
#include <array>

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

}  // namespace

Registry::Registry(std::vector<Noun> nouns) : nouns_(std::move(nouns)) {
  for (const auto& noun : nouns_) {
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
