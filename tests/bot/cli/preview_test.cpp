// preview and replay on recorded traffic: six hundred questions of real shoppers, played under the starter pack, then
// looked at under another set. What preview says is what replay says, and what the exports before and after differ by.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "bot/decide.hpp"
#include "storage/store.hpp"
#include "tests/bot/cli/call.hpp"
#include "tests/bot/folder.hpp"
#include "tests/bot/golden.hpp"

namespace fenqun::bot {
namespace {

using nlohmann::json;
using test::call;
using test::Folder;
using test::lines_of;
using ::testing::HasSubstr;

constexpr Time begin = from_millis(1'767'225'600'000);  // 2026-01-01
constexpr const char* after_all = "2026-02-15T00:00:00Z";

std::vector<std::string> recorded() {
  const auto path = std::filesystem::path(FENQUN_SOURCE_DIR) / "adapters/practice/data/jddc_sample.tsv";
  std::vector<std::string> out;
  for (const auto& line : lines_of(test::read_whole(path))) out.push_back(line.substr(line.find('\t') + 1));
  out.erase(out.begin());
  return out;
}

std::string pack() {
  return test::read_whole(std::filesystem::path(FENQUN_SOURCE_DIR) / "rules/packs/retail-zh.toml");
}

// The pack with other words: some customers gain, some lose.
std::string edited_pack() {
  auto text = test::replaced(pack(), "\"发票\", \"开票\"", "\"开票\"");
  text = test::replaced(text, "退款词 = [", "退款词 = [\n  \"订单\",");
  return text + "\n[[rule]]\nid = \"new-rule\"\nwhen = \"文本 含任一 (什么 怎么)\"\nthen = [\"标签 提问\"]\n";
}

class Preview : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_.write("new.toml", edited_pack());
    play(pack(), "a.db");
  }

  // Sixty customers, each with ten questions over forty days.
  void play(const std::string& rules_text, const std::string& database) {
    auto store = storage::open_store(url(database));
    ASSERT_TRUE(store) << store.error().line(Language::en);
    const std::vector<rules::Source> sources = {{"old.toml", rules_text}};
    const auto rules = rules::compile(sources).rules;
    ASSERT_TRUE(rules);
    const rules::Enabled enabled(rules->rules.size(), true);
    DecideOptions options;
    options.enabled = &enabled;
    rules::Scratch scratch;
    Decision decision;
    std::map<std::string, Profile> profiles;
    std::vector<Commit> commits;
    const auto texts = recorded();
    for (std::size_t i = 0; i < texts.size(); ++i) {
      Event event;
      event.who = {"practice", "", std::to_string(100 + i % 60)};
      event.key = {"main", "m" + std::to_string(i)};
      event.where = {ChatKind::direct, event.who.user, {}};
      event.sent_at = event.seen_at = begin + Millis{static_cast<std::int64_t>(i) * 5'760'000};
      event.payload = Text{texts[i], {}, false, {}, {}, {}};
      auto& profile = profiles[event.who.user];
      profile.key = event.who;
      decide(*rules, {}, event, evaluation_time(event, profile, event.sent_at), options, scratch, profile, decision);
      Commit commit;
      commit.event = MessageRecord{event.key, event.who, event.where,   event.author, event.origin,
                                   "text",    texts[i],  event.sent_at, event.seen_at};
      commit.who = event.who;
      commit.expected_rev = profile.rev++;
      commit.changes = decision.changes;
      commits.push_back(std::move(commit));
    }
    const auto outcomes = (*store)->apply(commits);
    ASSERT_TRUE(outcomes) << outcomes.error().line(Language::en);
  }

  std::string url(const std::string& name) const { return "sqlite:" + folder_.path(name); }

  test::Called run(const std::string& command, const std::string& database, std::vector<std::string> more = {}) {
    std::vector<std::string> args = {
        command, "--rules", folder_.path("new.toml"), "--data", url(database), "--at", after_all, "--lang", "en"};
    args.insert(args.end(), more.begin(), more.end());
    return call(args);
  }

  std::string copy(const std::string& to) {
    std::filesystem::copy_file(folder_.path("a.db"), folder_.path(to));
    return to;
  }

  // customer -> tags and "group:…", as exported.
  std::map<std::string, std::set<std::string>> exported(const std::string& database) {
    folder_.write("export.toml", "[store]\nurl = \"" + url(database) + "\"\n");
    std::map<std::string, std::set<std::string>> out;
    for (const auto& line : lines_of(call({"export", "customers", "-c", folder_.path("export.toml")}).out)) {
      const auto row = json::parse(line);
      auto& has = out[row.at("customer")];
      for (const auto& tag : row.at("tags")) has.insert(tag);
      if (!row.at("group").is_null()) has.insert("group:" + row.at("group").get<std::string>());
    }
    return out;
  }

  Folder folder_;
};

TEST_F(Preview, IsWhatReplayDoesAndWhatExportsDifferBy) {
  const auto database = copy("b.db");
  const auto before = exported(database);
  ASSERT_EQ(before.size(), 60u);
  for (const auto* since : {"30d", "all"}) {
    const auto shown = run("preview", database, {"--since", since});
    ASSERT_EQ(shown.code, 0) << shown.err;
    const auto as_json = run("preview", database, {"--since", since, "--json"});
    EXPECT_EQ(exported(database), before) << "preview wrote something";
    const auto target = copy(std::string("replayed-") + since + ".db");
    const auto done = run("replay", target, {"--since", since});
    ASSERT_EQ(done.code, 0) << done.err;
    EXPECT_EQ(done.out, shown.out);

    auto wanted = before;
    std::size_t gains = 0;
    std::size_t losses = 0;
    for (const auto& line : lines_of(as_json.out)) {
      const auto row = json::parse(line);
      if (!row.contains("customer")) continue;
      auto& has = wanted[row.at("customer")];
      for (const auto& change : row.at("changes")) {
        const std::string name = change.at("name");
        if (change.at("sign") == "+") gains += has.insert(name).second ? 1 : 0;
        if (change.at("sign") == "-") losses += has.erase(name);
      }
      if (!row.contains("to")) continue;
      has.erase("group:" + row.at("from").get<std::string>());
      if (row.at("to") != "") has.insert("group:" + row.at("to").get<std::string>());
    }
    EXPECT_EQ(exported(target), wanted);
    EXPECT_GT(gains, 30u);
    EXPECT_GT(losses, 5u);

    const auto again = run("replay", target, {"--since", since});
    EXPECT_EQ(again.out, "no tag and no group would change\n");
  }
}

TEST_F(Preview, UnchangedRulesChangeLittle) {
  folder_.write("new.toml", pack());
  const auto shown = run("preview", "a.db", {"--since", "all", "--json"});
  ASSERT_EQ(shown.code, 0) << shown.err;
  const auto rows = lines_of(shown.out);
  const auto totals = json::parse(rows.back());
  // Nobody looked while time passed when this was recorded, so silence is new; nothing else is.
  for (const auto& [tag, sums] : totals.at("tags").items()) {
    const bool by_time = tag.find("沉默") != std::string::npos || tag.find("活跃") != std::string::npos ||
                         tag.find("客") != std::string::npos || tag.find("价值") != std::string::npos ||
                         sums.at("gained") == 0;
    EXPECT_TRUE(by_time) << tag;
  }
}

// The form of what is said, in both languages and as JSON.
TEST_F(Preview, Golden) {
  const auto rule = [](const std::string& id, const std::string& words, const std::string& then) {
    return "[[rule]]\nid = \"" + id + "\"\nwhen = \"text has any (" + words + ")\"\nthen = [\"" + then + "\"]\n";
  };
  play(rule("invoice", "发票 开票", "tag 发票; group 财务") + rule("when", "什么时候", "tag 催促"), "small.db");
  folder_.write("new.toml",
                rule("invoice", "发票 白条", "tag 发票; group 客服") + rule("when", "几时", "tag 催促 for 30d"));
  std::string all;
  for (const auto& more : std::vector<std::vector<std::string>>{{"--lang", "zh"}, {"--lang", "en"}, {"--json"}}) {
    std::vector<std::string> args = {
        "preview", "--rules", folder_.path("new.toml"), "--data", url("small.db"), "--at", after_all, "--since", "all"};
    args.insert(args.end(), more.begin(), more.end());
    const auto shown = call(args);
    EXPECT_EQ(shown.code, 0) << shown.err;
    all += "$ " + more.back() + "\n" + shown.out + "\n";
  }
  test::expect_golden(test::golden_folder("cli") / "preview.txt", all);
}

TEST_F(Preview, SaysWhatIsWrong) {
  EXPECT_THAT(run("preview", "none.db").err, HasSubstr("FQ-3104"));
  EXPECT_THAT(run("preview", "a.db", {"--since", "soon"}).err, HasSubstr("FQ-5240"));
  EXPECT_THAT(call({"preview", "--rules", folder_.path("new.toml"), "--data", url("a.db"), "--at", "noon"}).err,
              HasSubstr("FQ-5241"));
  EXPECT_THAT(run("replay", "none.db").err, HasSubstr("FQ-3104"));
  EXPECT_FALSE(std::filesystem::exists(folder_.path("none.db")));
  folder_.write("new.toml", "[[rule]]\nid = 1\n");
  const auto mistaken = run("preview", "a.db", {"--json"});
  EXPECT_EQ(mistaken.code, 1);
  EXPECT_EQ(mistaken.out, "");
  const auto row = json::parse(lines_of(mistaken.err).front());
  EXPECT_EQ(row.at("severity"), "error");
  EXPECT_FALSE(row.at("message").at("zh").get<std::string>().empty());
}

TEST_F(Preview, ReplayLeavesARunningBotAlone) {
  const auto running = storage::open_store(url("a.db"));
  ASSERT_TRUE(running);
  const auto refused = run("replay", "a.db");
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, HasSubstr("FQ-5243"));
  EXPECT_THAT(refused.err, HasSubstr("rule activate"));
  EXPECT_EQ(run("preview", "a.db").code, 0) << "preview reads beside it";
}

}  // namespace
}  // namespace fenqun::bot
