// docs/commands.md from the registry.
#include "bot/commands/commands.hpp"
#include "bot/commands/registry.hpp"

namespace fenqun::bot {
namespace {

constexpr std::string_view head =
    "# 命令 · Chat commands\n\n"
    "<!-- Generated from bot/commands by commands_markdown(); the test commands_docs rewrites it: "
    "FENQUN_UPDATE_GOLDEN=1. -->\n\n"
    "私聊里直接写;群里先写前缀(`/` `／` `.`)或 @ 机器人。名词动词可以换位(`添加 标签`),可以连写(`标签添加VIP "
    "张三`),全角半角都行,\n"
    "名字有空格就加引号(`\"\" '' “” ‘’ 「」 『』 《》`)。客户可以写账号、备注、昵称的开头,可以 @ "
    "他,或者回复他的消息。\n"
    "写错了:查询会按最接近的执行并注明,改动会先问,60 秒内回复 `.`、`是` 或 `y` 执行;列表回复 `下`、`上` 或页码。\n\n"
    "In a private chat write commands as they are; in a group chat begin with a prefix (`/` `／` `.`) or mention the "
    "bot. Noun and verb\n"
    "may change places (`add tag`) and be glued; full-width letters are fine; quote names with spaces. A customer is "
    "an id, the beginning\n"
    "of a remark or name, a mention, or the author of the message that you reply to. When a word is wrong, questions "
    "are answered for\n"
    "the nearest command with a note, changes wait for `.`, `是` or `y` (60 s). Lists are turned with `next`, `prev` "
    "or a number.\n\n"
    "权限从低到高 · Roles in rising order: 只读 viewer, 客服 agent, 管理员 admin, 所有者 owner.\n";

std::string role_text(const Command& command) {
  if (!command.role) return "任何人 · anybody";
  const auto name = name_of(*command.role);
  return std::string(name.zh) + " · " + std::string(name.en);
}

std::string code(std::string_view text) {
  return "`" + std::string(text) + "`";
}

std::string words_text(const std::vector<std::string_view>& words) {
  std::string out;
  for (const auto word : words) out += (out.empty() ? "" : " ") + code(word);
  return out;
}

std::string command_text(const CommandRef& ref) {
  const auto& command = *ref.command;
  auto out = "\n### " + title(ref, Language::zh) + " · " + title(ref, Language::en) + "\n\n";
  out += std::string(command.help.zh) + "。 " + std::string(command.help.en) + ".\n\n";
  out += "- " + code(usage(ref, Language::zh)) + " · " + code(usage(ref, Language::en)) + "\n";
  out += "- 权限 · role: " + role_text(command) + "\n";
  if (const auto words = words_of(command); !words.empty()) out += "- 动词 · verbs: " + words_text(words) + "\n";
  for (const auto& example : command.examples) {
    out += "- 例 · example: " + code(example.zh) + " · " + code(example.en) + "\n";
  }
  return out;
}

}  // namespace

std::string commands_markdown() {
  std::string out(head);
  for (const auto& noun : registry().nouns()) {
    out += "\n## " + std::string(noun.name.zh) + " · " + std::string(noun.name.en) + "\n\n";
    out += std::string(noun.about.zh) + "。 " + std::string(noun.about.en) + ".\n\n";
    out += "名词 · nouns: " + words_text(words_of(noun)) + "\n";
    for (const auto& command : noun.commands) out += command_text({&noun, &command});
  }
  return out;
}

}  // namespace fenqun::bot
