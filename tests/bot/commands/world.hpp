// A small shop for the tests of the commands: a memory store with a few customers, rules made by hand, one talk.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bot/commands/commands.hpp"
#include "bot/commands/session.hpp"

namespace fenqun::bot::test {

enum class Place { direct, group };

struct Asked {
  std::string text = {};
  std::optional<Role> role = Role::owner;
  Place place = Place::direct;
  std::string user = "10001";
  std::string reply_to_user = {};
  bool mentions_me = false;
  Language language = Language::zh;
};

class World {
 public:
  World();

  Event event(const Asked& asked);
  // As Core would: is it a command, then dispatch, then everything durable and the directory changed.
  bool heard(const Asked& asked) const;
  CommandAnswer ask(const Asked& asked);
  Profile customer(const std::string& user);

  Time now;
  Directory directory;
  rules::RuleSet rules;
  StatusView status;
  std::string bind_code = "246810";
  std::vector<std::string> prefixes = {"/", "／", "."};
  std::shared_ptr<CommandSession> session = make_command_session();
  std::vector<Commit> last_commits;
  std::vector<std::string> journal;  // "action subject detail"

 private:
  void store(std::vector<Commit> commits);
  void add_customers();

  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<storage::Reader> reader_;
  int messages_ = 0;
};

// "@{张三|10002}" in a golden line becomes a mention.
Text text_with_mentions(const std::string& written);

std::string read_file(const std::string& path);
std::string golden_path(const std::string& name);
// Compares with tests/golden/commands/NAME; with FENQUN_UPDATE_GOLDEN=1 rewrites it and fails.
void expect_golden(const std::string& name, const std::string& actual);

}  // namespace fenqun::bot::test
