#include "tests/bot/commands/world.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace fenqun::bot::test {
namespace {

CustomerKey qq(const std::string& user) {
  return {"onebot11", "", user};
}

rules::RuleSet make_rules() {
  rules::RuleSet rules;
  rules.rev = 3;
  rules.tags = {
      {"需求/退款", "客户提出退货或退款", "#e67e22", ""}, {"高价值", "", "", "价值"}, {"低价值", "", "", "价值"}};
  rules.groups = {{"售后客户", "", "有退款或投诉"}, {"老客户", "", ""}};
  rules.dimensions = {{"价值", {"低价值", "高价值"}}};
  rules::Rule refund;
  refund.id = "refund";
  refund.name = "退款诉求";
  refund.when = "text has any (退款 退货)";
  refund.effects = {rules::TagEffect{"需求/退款", Life::timed, Millis{30LL * 86'400'000}, ""},
                    rules::GroupEffect{"售后客户"}, rules::ReplyEffect{"您好", {}}};
  rules::Rule silent;
  silent.id = "silent";
  silent.name = "沉默客户";
  silent.when = "days since last message > 30";
  silent.effects = {rules::TagEffect{"活跃度/沉默", Life::while_true, {}, ""}};
  rules.rules = {refund, silent};
  return rules;
}

Commit message(const std::string& user, const std::string& name, const std::string& text, Time at, int number) {
  Commit commit;
  MessageRecord record;
  record.key = {"main", "seed-" + std::to_string(number)};
  record.who = qq(user);
  record.where = {ChatKind::direct, user, {}};
  record.kind = "text";
  record.text = text;
  record.at = at;
  record.seen_at = at;
  commit.event = record;
  commit.who = record.who;
  commit.changes = {SetName{name}, Touch{at}};
  return commit;
}

}  // namespace

World::World() : now(from_millis(1'795'266'205'000)), rules(make_rules()) {
  store_ = std::move(storage::open_store("memory:")).value();
  reader_ = store_->reader().value();
  directory.tags["VIP"] = {"VIP", "重要客户", "", ""};
  directory.groups["VIP客户"] = {"VIP客户", "", "大客户"};
  directory.chats[{"main", "77001"}] = {{"main", "77001"}, "华东老客群", ""};
  directory.roles[qq("10009")] = Role::agent;
  status.version = "0.1.0";
  status.started = now - Millis{3'725'000};
  status.links = {{"main", "onebot11", "ready", "", "NapCat.Onebot 4.8.1", true, false, true, 30}};
  add_customers();
}

void World::add_customers() {
  using std::chrono::hours;
  std::vector<Commit> commits;
  const auto add = [&](const char* user, const char* name, const char* text, Time at) {
    commits.push_back(message(user, name, text, at, messages_++));
  };
  add("10002", "张三", "我要退款", now - hours{1});
  add("10003", "张三丰", "在吗", now - hours{30});
  add("10004", "李四", "多少钱", now - hours{24 * 9});
  add("10005", "王\u200b五\u202e", "hello", now - hours{2});
  for (int i = 0; i < 23; ++i)
    add(std::to_string(20000 + i).c_str(), ("陈" + std::to_string(i)).c_str(), "好", now - hours{50 + i});
  auto& first = commits.front();
  TagState state;
  state.since = now - hours{1};
  state.until = now + hours{24 * 30 - 1};
  state.life = Life::timed;
  state.by = {By::Kind::rule, "refund"};
  state.why.rule = "refund";
  state.why.ruleset_rev = 3;
  state.why.event = {"main", "seed-0"};
  state.why.matches = {{6, 12, "退款"}};
  state.why.facts = {{"text has any (退款 退货)", "退款", true}};
  first.changes.push_back(AddTag{"需求/退款", state});
  first.changes.push_back(MoveTo{{"售后客户", now - hours{1}, false, state.by, state.why}});
  first.changes.push_back(SetAttribute{"城市", "杭州"});
  const auto outcome = store_->apply(commits);
  if (!outcome) ADD_FAILURE() << outcome.error().line(Language::en);
}

Event World::event(const Asked& asked) {
  Event event;
  event.key = {"main", "ask-" + std::to_string(messages_)};
  event.who = qq(asked.user);
  event.name = "老板";
  event.where =
      asked.place == Place::group ? Chat{ChatKind::group, "77001", {}} : Chat{ChatKind::direct, asked.user, {}};
  event.chat_name = asked.place == Place::group ? "华东老客群" : "";
  event.sent_at = event.seen_at = now;
  auto text = text_with_mentions(asked.text);
  text.reply_to_user = asked.reply_to_user;
  text.mentions_me = asked.mentions_me;
  event.payload = std::move(text);
  return event;
}

bool World::heard(const Asked& asked) const {
  return is_command(const_cast<World*>(this)->event(asked), asked.role, prefixes, *session, now);
}

CommandAnswer World::ask(const Asked& asked) {
  const auto message = event(asked);
  ++messages_;
  CommandContext context{
      .directory = directory,
      .rules = rules,
      .reader = *reader_,
      .profile = [this](const CustomerKey& key) -> Result<Profile> {
        auto loaded = reader_->load(std::span(&key, 1));
        if (!loaded) return loaded.error();
        return loaded->front();
      },
      .status = [this] { return status; },
      .now = now,
      .timezone = "Asia/Shanghai",
      .bind_code = bind_code,
      .prefixes = prefixes,
      .try_text =
          [](const std::string& text) {
            return text.find("退款") == std::string::npos ? std::vector<std::string>{}
                                                          : std::vector<std::string>{"refund: 标签 需求/退款 30天"};
          },
      .config_owners = {},
  };
  auto answer = dispatch(message, asked.role, asked.language, context, *session);
  if (answer.bound) bind_code.clear();
  last_commits = answer.commits;
  store(answer.commits);
  return answer;
}

void World::store(std::vector<Commit> commits) {
  for (const auto& commit : commits) {
    for (const auto& change : commit.changes) fenqun::apply(change, directory);
    for (const auto& entry : commit.journal) journal.push_back(entry.action + " " + entry.subject + " " + entry.detail);
  }
  const auto outcomes = store_->apply(commits);
  if (!outcomes) {
    ADD_FAILURE() << outcomes.error().line(Language::en);
    return;
  }
  for (const auto& outcome : *outcomes) EXPECT_EQ(outcome.fate, Fate::applied);
}

Profile World::customer(const std::string& user) {
  const auto key = qq(user);
  return reader_->load(std::span(&key, 1)).value().front();
}

Text text_with_mentions(const std::string& written) {
  Text out;
  for (std::size_t at = 0; at < written.size();) {
    const auto bar = written.find('|', at);
    const auto end = written.find('}', at);
    const bool mention = written.compare(at, 2, "@{") == 0 && bar < end && end != std::string::npos;
    if (!mention) {
      out.text += written[at++];
      continue;
    }
    const auto name = written.substr(at + 2, bar - at - 2);
    out.mentions.push_back({written.substr(bar + 1, end - bar - 1), name, static_cast<std::uint32_t>(out.text.size()),
                            static_cast<std::uint32_t>(name.size() + 1)});
    out.text += "@" + name;
    at = end + 1;
  }
  return out;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream all;
  all << file.rdbuf();
  return all.str();
}

std::string golden_path(const std::string& name) {
  return std::string(FENQUN_SOURCE_DIR) + "/tests/golden/commands/" + name;
}

void expect_golden(const std::string& name, const std::string& actual) {
  const auto path = golden_path(name);
  const auto expected = read_file(path);
  if (expected == actual) return;
  if (std::getenv("FENQUN_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << actual;
    ADD_FAILURE() << path << " was rewritten: look at the difference and run again";
    return;
  }
  EXPECT_EQ(expected, actual) << path << " (FENQUN_UPDATE_GOLDEN=1 rewrites it)";
}

}  // namespace fenqun::bot::test
