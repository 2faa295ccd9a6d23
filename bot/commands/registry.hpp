// The one table of commands: the chat grammar, the help texts, docs/commands.md and the console's actions come from it.
// Each noun lives in its own file, bot/commands/<noun>.cpp. Immutable after it is built.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/directory.hpp"
#include "model/phrase.hpp"

namespace fenqun::bot {

struct Call;
struct Reply;

// What an argument is; every command has at most one of each kind.
enum class ArgKind {
  customer,  // a mention, the author of the replied-to message, an id, a remark, a name
  tag,       // one that is known
  group,     // one that is known, by its present or an old name
  rule,      // by id or name
  place,     // a group or a group chat: the handler looks
  duration,  // 30天, 30d
  new_name,  // a name that is being given: judged, not looked up
  word,      // anything
  rest,      // everything that follows, as typed
};
struct ArgSpec {
  ArgKind kind = ArgKind::word;
  Bilingual name;
  bool optional = false;
};

struct Command {
  std::string_view id;                    // "tag.add": journal, console, tests
  Bilingual verb;                         // empty: the noun alone says it (状态)
  std::vector<std::string_view> aliases;  // more words for the verb
  std::optional<Role> role;               // that is needed at least; nothing: strangers may, too
  bool writes = false;
  std::vector<ArgSpec> args;
  Bilingual help;                   // one line
  std::vector<Bilingual> examples;  // the first is shown with every mistake
  Reply (*run)(Call& call) = nullptr;
};

struct Noun {
  std::string_view id;
  Bilingual name;
  std::vector<std::string_view> aliases;
  Bilingual about;
  std::vector<Command> commands;
  std::string_view fallback;  // id of the command that the noun alone means
};

struct CommandRef {
  const Noun* noun = nullptr;
  const Command* command = nullptr;

  bool operator==(const CommandRef&) const = default;
};

// What a word of the grammar can mean.
struct Word {
  const Noun* noun = nullptr;
  std::vector<CommandRef> verbs;
};

// One way to spell a command or a half of it, folded, for guessing what was meant.
struct Spelling {
  enum class Half { noun, verb, both } half = Half::noun;
  CommandRef ref;  // of a noun alone: what the noun alone means
  std::u32string folded;
};

class Registry {
 public:
  explicit Registry(std::vector<Noun> nouns);
  Registry(const Registry&) = delete;
  Registry& operator=(const Registry&) = delete;

  std::span<const Noun> nouns() const { return nouns_; }
  // By folded word; null if there is none.
  const Word* find(std::string_view folded) const;
  const std::map<std::string, Word, std::less<>>& words() const { return words_; }
  CommandRef command(std::string_view id) const;
  std::span<const Spelling> spellings() const { return spellings_; }
  std::size_t longest_word() const { return longest_word_; }  // in code points, as written

 private:
  void add_spellings(const Noun& noun);
  std::vector<Noun> nouns_;
  std::map<std::string, Word, std::less<>> words_;
  std::vector<Spelling> spellings_;
  std::size_t longest_word_ = 0;
};

const Registry& registry();

// Every word of a noun or of a command's verb, both languages, as written.
std::vector<std::string_view> words_of(const Noun& noun);
std::vector<std::string_view> words_of(const Command& command);

// "标签 添加", "tag add", "状态".
std::string title(const CommandRef& ref, Language language);
// "标签 添加 <标签> <客户> [时长]".
std::string usage(const CommandRef& ref, Language language);
Bilingual name_of(Role role);

// One per file.
Noun help_noun();
Noun status_noun();
Noun customer_noun();
Noun tag_noun();
Noun group_noun();
Noun chat_noun();
Noun rule_noun();
Noun why_noun();
Noun admin_noun();

}  // namespace fenqun::bot
