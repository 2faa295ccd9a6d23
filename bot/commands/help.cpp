// 帮助: all commands in one screen, one noun, or one command.
#include "bot/commands/call.hpp"
#include "bot/text/table.hpp"
#include "bot/text/unicode.hpp"

namespace fenqun::bot {
namespace {

constexpr Bilingual overview_head{"命令(私聊直接写;群里先写 {0} 或 @ 我):",
                                  "Commands (in a private chat as they are; in a group begin with {0} or mention me):"};
constexpr Bilingual overview_foot{
    "帮助 标签 看一类 · 写错了我会问 · 客户可以写账号、名字、@ 或回复他的消息",
    "help tag shows one kind · I ask when a word is wrong · a customer: id, name, mention or reply"};
constexpr Bilingual example_row{"例 {0}", "e.g. {0}"};
constexpr Bilingual role_row{"要 {0} 权限", "needs the role {0}"};
constexpr Bilingual also_row{"也可以写 {0}", "also: {0}"};
constexpr Bilingual role_mark{"({0})", " ({0})"};
constexpr Bilingual anybody{"任何人", "anybody"};

bool may(const Call& call, const Command& command) {
  return !command.role || (call.role && *call.role >= *command.role);
}

std::string prefix_of(const Call& call) {
  return call.context.prefixes.empty() ? std::string("/") : shown(call.context.prefixes.front(), 8);
}

Reply overview(const Call& call) {
  Table table;
  for (const auto& noun : registry().nouns()) {
    std::string verbs;
    bool any = false;
    for (const auto& command : noun.commands) {
      if (!may(call, command)) continue;
      any = true;
      const auto verb = command.verb.in(call.language);
      if (!verb.empty()) verbs.append(verbs.empty() ? "" : " · ").append(verb);
    }
    if (any)
      table.row({std::string(noun.name.in(call.language)),
                 verbs.empty() ? std::string(noun.about.in(call.language)) : verbs});
  }
  return done(call.say(overview_head, {prefix_of(call)}) + "\n" + table.text(2) + call.say(overview_foot));
}

std::string role_text(const Call& call, const Command& command) {
  return command.role ? call.say(name_of(*command.role)) : call.say(anybody);
}

Reply about_noun(const Call& call, const Noun& noun) {
  auto text = std::string(noun.name.in(call.language)) + " · " + std::string(noun.about.in(call.language)) + "\n";
  for (const auto& command : noun.commands) {
    text += "  " + usage({&noun, &command}, call.language) + "\n    " + std::string(command.help.in(call.language)) +
            call.say(role_mark, {role_text(call, command)}) + "\n";
  }
  text += call.say(example_row, {std::string(noun.commands.front().examples.front().in(call.language))});
  return done(std::move(text));
}

Reply about_command(const Call& call, const CommandRef& ref) {
  const auto& command = *ref.command;
  auto text = usage(ref, call.language) + "\n  " + std::string(command.help.in(call.language)) + "\n  " +
              call.say(role_row, {role_text(call, command)}) + "\n";
  std::string others;
  for (const auto word : words_of(command)) {
    if (word != command.verb.in(call.language)) others.append(others.empty() ? "" : " ").append(word);
  }
  if (!others.empty()) text += "  " + call.say(also_row, {others}) + "\n";
  for (const auto& example : command.examples) {
    text += "  " + call.say(example_row, {std::string(example.in(call.language))}) + "\n";
  }
  return done(std::move(text));
}

Reply help(Call& call) {
  if (!call.values.rest) return overview(call);
  // What follows is read as a command, and not run.
  const auto parse = parse_command(*call.values.rest, 0, {});
  if (parse.kind == Parse::Kind::unknown || parse.kind == Parse::Kind::empty || parse.kind == Parse::Kind::choose) {
    return failed(call, Problem(problems::not_a_command, {shown(*call.values.rest, 40)}));
  }
  const auto& ref = parse.first.ref;
  const auto words = tokenize(*call.values.rest, 0, {}, [](std::string_view) { return false; });
  const bool noun_alone =
      words.list.size() == 1 && ref.command->id == ref.noun->fallback && ref.noun->commands.size() > 1;
  return noun_alone ? about_noun(call, *ref.noun) : about_command(call, ref);
}

}  // namespace

Noun help_noun() {
  return {"help",
          {"帮助", "help"},
          {"怎么用", "命令", "?", "commands"},
          {"有哪些命令,怎么写", "what commands there are and how they are written"},
          {{"help",
            {"", ""},
            {},
            Role::viewer,
            false,
            {{ArgKind::rest, {"命令", "command"}, true}},
            {"全部命令,或其中一个怎么写", "all commands, or how one is written"},
            {{"帮助 标签", "help tag"}, {"帮助 标签 添加", "help tag add"}},
            help}},
          "help"};
}

}  // namespace fenqun::bot
