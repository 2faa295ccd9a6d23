// 群名: what group chats are called on their platforms, and which of our groups they belong to.
#include <algorithm>

#include "bot/commands/describe.hpp"
#include "bot/text/table.hpp"
#include "bot/text/unicode.hpp"

namespace fenqun::bot {
namespace {

constexpr Bilingual chat_label{"群「{0}」", "the chat “{0}”"};

std::string chat_title(const ChatInfo& chat) {
  return shown(chat.name.empty() ? chat.ref.chat : chat.name, 32);
}

std::vector<ChatInfo> linked_to(const Call& call, const std::string& group) {
  std::vector<ChatInfo> out;
  for (const auto& [ref, chat] : call.context.directory.chats) {
    if (chat.group == group) out.push_back(chat);
  }
  return out;
}

ChatInfo this_chat(const Call& call) {
  const ChatRef ref{call.event.key.account, call.event.where.id};
  const auto known = call.context.directory.chats.find(ref);
  if (known != call.context.directory.chats.end()) return known->second;
  return {ref, call.event.chat_name, {}};
}

// By id, or by the name that the platform last told.
NameMatch match_chat(const Call& call, const std::string& typed) {
  std::vector<std::string> names;
  for (const auto& [ref, chat] : call.context.directory.chats) {
    names.push_back(ref.chat);
    if (!chat.name.empty()) names.push_back(chat.name);
  }
  return match_name(typed, names);
}

const ChatInfo* chat_called(const Call& call, const std::string& name) {
  for (const auto& [ref, chat] : call.context.directory.chats) {
    if (ref.chat == name || chat.name == name) return &chat;
  }
  return nullptr;
}

NameMatch match_group(const Call& call, const std::string& typed) {
  std::vector<std::string> names;
  for (const auto& info : known_groups(call.context.rules, call.context.directory)) names.push_back(info.name);
  for (const auto& [old, present] : call.context.directory.group_aliases) names.push_back(old);
  return match_name(typed, names);
}

bool certain(const NameMatch& match) {
  return match.found == Found::exact || match.found == Found::folded;
}

// Whether the platform of this chat takes the name; a Problem says why not. Unknown accounts are tried: the outbox
// tells.
std::optional<Problem> refused_by_platform(const Call& call, const ChatRef& chat, const std::string& name) {
  for (const auto& link : call.context.status().links) {
    if (link.account != chat.account) continue;
    if (!link.rename_chat) return Problem(problems::cannot_rename);
    const auto length = code_points(name).size();
    if (link.max_chat_name_chars > 0 && length > link.max_chat_name_chars) {
      return Problem(problems::name_too_long_for_platform,
                     {std::to_string(length), std::to_string(link.max_chat_name_chars)});
    }
  }
  return std::nullopt;
}

constexpr Bilingual no_chats{"还没有见过群。群里有人说话,或平台列出群以后,这里就有。",
                             "No group chat has been seen yet. They appear when somebody writes there."};
constexpr Bilingual list_head{"群 {0} 个:", "group chats: {0}"};
constexpr Bilingual no_name{"(还不知道名字)", "(name not known yet)"};

Reply list(Call& call) {
  const auto& chats = call.context.directory.chats;
  if (chats.empty()) return done(call.say(no_chats));
  auto reply = done(call.say(list_head, {std::to_string(chats.size())}) + "\n");
  Table table;
  std::size_t index = 0;
  const auto begin = call.invocation.page * rows_per_page;
  for (const auto& [ref, chat] : chats) {
    const auto row = index++;
    if (row < begin || row >= begin + rows_per_page) continue;
    table.row({chat.name.empty() ? call.say(no_name) : shown(chat.name, 28), shown(ref.chat, 24),
               shown(ref.account, 16), chat.group.empty() ? "—" : "→ " + shown(chat.group, 28)});
  }
  reply.text += table.text();
  add_pages(call, chats.size(), reply);
  return reply;
}

constexpr Bilingual chat_renamed{"✓ {0}正在平台上改名为「{1}」。", "✓ {0} is being renamed to “{1}” on the platform."};
constexpr Bilingual only_the_chat{"只改了群名,没有动分组。", " Only the chat: no group was renamed."};
constexpr Bilingual linked_group_kept{
    "只改了群名;它关联的分组「{0}」没有改,要改写:群名 设置 {2} {1}",
    " Only the chat: its group “{0}” keeps its name; for both write: chat set {2} {1}"};

Reply set_chat(Call& call, const ChatInfo& chat) {
  const auto& name = *call.values.new_name;
  if (auto problem = refused_by_platform(call, chat.ref, name)) return failed(call, *problem);
  auto text = call.say(chat_renamed, {call.say(chat_label, {chat_title(chat)}), shown(name)});
  text += chat.group.empty()
              ? call.say(only_the_chat)
              : call.say(linked_group_kept, {shown(chat.group), as_typed(shown(name)), as_typed(shown(chat.group))});
  auto reply = done(std::move(text));
  reply.commits.push_back(rename_chat(call.actor, {chat.ref, chat.name}, name));
  return reply;
}

constexpr Bilingual group_renamed{"✓ 分组「{0}」改名为「{1}」。", "✓ The group “{0}” is called “{1}” now."};
constexpr Bilingual with_chat{"关联的群「{0}」正在平台上一起改名。",
                              " Its chat “{0}” is being renamed on the platform, too."};
constexpr Bilingual chat_left{"关联的群「{0}」没有改:{1}", " Its chat “{0}” was not renamed: {1}"};
constexpr Bilingual no_chat_linked{
    "它没有关联群,平台上没有改动(群名 关联 群 {0} 可以关联)。",
    " No chat is linked, so nothing changes on a platform (chat link CHAT {0} links one)."};

Reply set_group(Call& call, const GroupInfo& info) {
  const auto& name = *call.values.new_name;
  for (const auto& known : known_groups(call.context.rules, call.context.directory)) {
    const bool taken = known.name == info.name ? known.name == name : same_name(known.name, name);
    if (taken) return failed(call, Problem(problems::group_exists, {shown(known.name)}));
  }
  std::vector<ChatRename> renames;
  auto text = call.say(group_renamed, {shown(info.name), shown(name)});
  const auto chats = linked_to(call, info.name);
  for (const auto& chat : chats) {
    if (const auto problem = refused_by_platform(call, chat.ref, name)) {
      text += call.say(chat_left, {chat_title(chat), problem->message().in(call.language)});
    } else {
      renames.push_back({chat.ref, chat.name});
      text += call.say(with_chat, {chat_title(chat)});
    }
  }
  if (chats.empty()) text += call.say(no_chat_linked, {shown(name)});
  auto reply = done(std::move(text));
  reply.commits.push_back(rename_group(call.actor, call.context.directory, info, name, renames));
  return reply;
}

Reply needs(const Call& call, std::size_t spec) {
  const auto shape = usage(call.invocation.ref, call.language);
  const std::string name(call.command().args[spec].name.in(call.language));
  return failed(call, Problem(problems::missing_argument, {name, shape}));
}

Reply set(Call& call) {
  if (!call.values.place) return call.in_group_chat() ? set_chat(call, this_chat(call)) : needs(call, 0);
  const auto group = match_group(call, *call.values.place);
  if (certain(group)) {
    const auto present = call.context.directory.find_group(group.name).value_or(group.name);
    for (const auto& info : known_groups(call.context.rules, call.context.directory)) {
      if (info.name == present) return set_group(call, info);
    }
  }
  const auto chat = match_chat(call, *call.values.place);
  if (certain(chat)) return set_chat(call, *chat_called(call, chat.name));
  if (group.found == Found::none && chat.found != Found::none) return not_found(call, problems::unknown_chat, 0, chat);
  return not_found(call, problems::unknown_group, 0, group);
}

constexpr Bilingual linked{"✓ {0}关联到分组「{1}」。群名 设置 {1} 新名字 会一起改名",
                           "✓ Linked {0} to the group “{1}”. chat set {1} NAME renames both"};
constexpr Bilingual unlinked{"✓ {0}不再关联分组。", "✓ Unlinked {0}."};

bool means_none(const std::string& word) {
  return word == "无" || word == "取消" || word == "none" || word == "-";
}

Reply link(Call& call) {
  if (!call.values.place && !call.in_group_chat()) return needs(call, 0);
  auto chat = call.in_group_chat() ? this_chat(call) : ChatInfo{};
  const std::size_t group_argument = call.values.place ? 1 : 0;
  if (call.values.place) {
    const auto match = match_chat(call, *call.values.place);
    if (!certain(match)) return not_found(call, problems::unknown_chat, 0, match);
    chat = *chat_called(call, match.name);
  }
  const auto label = call.say(chat_label, {chat_title(chat)});
  if (means_none(*call.values.word)) {
    auto reply = done(call.say(unlinked, {label}));
    reply.commits.push_back(link_chat(call.actor, chat.ref, {}));
    return reply;
  }
  const auto match = match_group(call, *call.values.word);
  if (!certain(match)) return not_found(call, problems::unknown_group, group_argument, match);
  const auto present = call.context.directory.find_group(match.name).value_or(match.name);
  auto reply = done(call.say(linked, {label, shown(present)}));
  if (call.context.directory.groups.find(present) == call.context.directory.groups.end()) {
    reply.commits.push_back(define_group(call.actor, {present, {}, {}}));
  }
  reply.commits.push_back(link_chat(call.actor, chat.ref, present));
  return reply;
}

}  // namespace

Noun chat_noun() {
  return {"chat",
          {"群名", "chat"},
          {"群聊", "chats"},
          {"群聊的名字,以及它关联哪个分组", "the names of group chats and the groups they belong to"},
          {{"chat.list",
            {"列表", "list"},
            {"全部", "ls"},
            Role::viewer,
            false,
            {},
            {"全部群聊、群号和关联的分组", "all group chats, their ids and linked groups"},
            {{"群名 列表", "chat list"}},
            list},
           {"chat.set",
            {"设置", "set"},
            {"改名", "改成", "rename"},
            Role::admin,
            true,
            {{ArgKind::place, {"分组或群", "group or chat"}, true}, {ArgKind::new_name, {"新名字", "new name"}}},
            {"给分组改名,关联的群在平台上一起改;在群里只写新名字,就改这个群",
             "renames a group and its linked chats; in a group chat the new name alone renames that chat"},
            {{"群名 设置 老客户 华东回头客", "chat set Regulars Friends"}, {"群名 设置 三月活动群", "chat set March"}},
            set},
           {"chat.link",
            {"关联", "link"},
            {"绑定到", "连接"},
            Role::admin,
            true,
            {{ArgKind::place, {"群", "chat"}, true}, {ArgKind::word, {"分组(无 = 取消)", "group (none: unlink)"}}},
            {"把一个群聊关联到分组", "links a group chat to a group"},
            {{"群名 关联 77001 老客户", "chat link 77001 Regulars"}, {"群名 关联 77001 无", "chat link 77001 none"}},
            link}},
          "chat.list"};
}

}  // namespace fenqun::bot
