// Dialogues: tests/golden/commands/dialogue-*.txt. A line "> words" is said, what follows is the answer; "> [agent
// group]" before the words changes who asks and where; "# …" is a comment. State lives through a file.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <sstream>

#include "tests/bot/commands/world.hpp"

namespace fenqun::bot::test {
namespace {

void set_option(const std::string& word, Asked& asked) {
  if (word == "stranger") asked.role.reset();
  if (const auto role = parse_role(word)) asked.role = role;
  if (word == "group") asked.place = Place::group;
  if (word == "mention") asked.mentions_me = true;
  if (word == "en") asked.language = Language::en;
  if (word.starts_with("reply=")) asked.reply_to_user = word.substr(6);
  if (word.starts_with("user=")) asked.user = word.substr(5);
}

// "[agent group] 标签 列表"
Asked asked_in(std::string line) {
  Asked asked;
  if (line.starts_with('[')) {
    const auto end = line.find("] ");
    std::istringstream words(line.substr(1, end - 1));
    for (std::string word; words >> word;) set_option(word, asked);
    line.erase(0, end + 2);
  }
  asked.text = line;
  return asked;
}

std::string said(World& world, const std::string& line) {
  const auto asked = asked_in(line);
  if (!world.heard(asked)) return "(not heard)\n";
  const auto answer = world.ask(asked);
  std::string out = answer.text.empty() ? "(silence)\n" : answer.text + "\n";
  if (!answer.direct.empty()) out += "(private) " + answer.direct + "\n";
  for (const auto& commit : world.last_commits) {
    for (const auto& item : commit.outbox) {
      const auto* rename = std::get_if<RenameChat>(&item.body);
      if (rename != nullptr) out += "(outbox) " + item.via + "/" + item.to.id + " → " + rename->name + "\n";
    }
  }
  return out;
}

std::string played(const std::string& script) {
  World world;
  std::istringstream in(script);
  std::string out;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) out += line + "\n";
    if (!line.starts_with("> ")) continue;
    world.now += Millis{5'000};
    out += line + "\n" + said(world, line.substr(2)) + "\n";
  }
  return out;
}

TEST(CommandDialogues, Golden) {
  std::set<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(golden_path(""))) {
    const auto name = file.path().filename().string();
    if (name.starts_with("dialogue-")) names.insert(name);
  }
  EXPECT_GE(names.size(), 2U);
  for (const auto& name : names) expect_golden(name, played(read_file(golden_path(name))));
}

}  // namespace
}  // namespace fenqun::bot::test
