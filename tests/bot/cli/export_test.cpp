#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "bot/cli/csv.hpp"
#include "bot/cli/json_out.hpp"
#include "storage/store.hpp"
#include "tests/bot/cli/call.hpp"
#include "tests/bot/folder.hpp"

namespace fenqun::bot {
namespace {

using nlohmann::json;
using test::call;
using test::Folder;
using test::lines_of;
using ::testing::HasSubstr;

constexpr Time noon = from_millis(1'772'366'400'000);  // 2026-03-01T12:00:00Z

Commit message(const std::string& user, const std::string& id, const std::string& text) {
  Commit commit;
  commit.who = {"onebot11", "", user};
  commit.event = MessageRecord{{"main", id}, commit.who, {}, Author::customer, Origin::live, "text", text, noon, noon};
  commit.changes.push_back(Touch{noon});
  return commit;
}

AddTag tag(const std::string& name, std::optional<Time> until) {
  AddTag out{name, {}};
  out.state.since = noon;
  out.state.until = until;
  out.state.life = until ? Life::timed : Life::kept;
  out.state.by = {By::Kind::rule, "refund"};
  out.state.why.rule = "refund";
  out.state.why.facts.push_back({"text has any (退款)", "退款", true});
  return out;
}

// A folder with a configuration and a database that a bot is still writing to.
class Export : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_.write("fenqun.toml", "[store]\nurl = \"sqlite:a.db\"\n");
    auto opened = storage::open_store("sqlite:" + folder_.path("a.db"));
    ASSERT_TRUE(opened) << opened.error().line(Language::en);
    store_ = std::move(opened.value());
    auto first = message("1", "m1", "我要退款,\"快\"\n点");
    first.changes.push_back(SetName{"=张三"});
    first.changes.push_back(tag("需求/退款", noon + Millis{86'400'000}));
    first.changes.push_back(tag("VIP", std::nullopt));
    first.changes.push_back(MoveTo{{"售后客户", noon, false, {By::Kind::rule, "refund"}, {}}});
    auto joined = message("2", "m2", "");
    joined.event->kind = "joined";
    joined.changes.clear();
    auto picture = message("2", "m3", "");
    picture.event->kind = "image";
    picture.expected_rev = 1;
    Commit command;
    command.event = MessageRecord{{"main", "m4"}, {}, {}, Author::customer, Origin::live, "text", "", noon, noon};
    const std::vector<Commit> commits = {first, joined, picture, command};
    const auto applied = store_->apply(commits);
    ASSERT_TRUE(applied) << applied.error().line(Language::en);
    for (const auto& outcome : applied.value()) EXPECT_EQ(outcome.fate, Fate::applied);
  }

  test::Called exported(const std::string& what, std::vector<std::string> more = {}) {
    std::vector<std::string> args = {"export", what, "-c", folder_.path("fenqun.toml")};
    args.insert(args.end(), more.begin(), more.end());
    return call(args);
  }

  Folder folder_;
  std::unique_ptr<storage::Store> store_;
};

TEST_F(Export, MessagesWithoutCommandsAndJoins) {
  const auto result = exported("messages");
  EXPECT_EQ(result.code, 0) << result.err;
  const auto lines = lines_of(result.out);
  ASSERT_EQ(lines.size(), 2U) << result.out;
  EXPECT_EQ(lines[0], R"({"customer":"onebot11::1","account":"main","native_id":"m1",)"
                      R"("at":"2026-03-01T12:00:00.000Z","text":"我要退款,\"快\"\n点"})");
  EXPECT_EQ(json::parse(lines[1]).at("text"), "");
}

TEST_F(Export, Customers) {
  const auto lines = lines_of(exported("customers").out);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0], R"({"customer":"onebot11::1","name":"=张三","group":"售后客户","tags":["VIP","需求/退款"],)"
                      R"("first_seen":"2026-03-01T12:00:00.000Z","last_seen":"2026-03-01T12:00:00.000Z"})");
  EXPECT_TRUE(json::parse(lines[1]).at("group").is_null());
  EXPECT_EQ(json::parse(lines[1]).at("tags"), json::array());
}

TEST_F(Export, Tags) {
  const auto lines = lines_of(exported("tags").out);
  ASSERT_EQ(lines.size(), 2U);
  const auto vip = json::parse(lines[0]);
  EXPECT_EQ(vip.at("tag"), "VIP");
  EXPECT_TRUE(vip.at("until").is_null());
  EXPECT_EQ(vip.at("by"), "rule:refund");
  EXPECT_THAT(vip.at("why").get<std::string>(), HasSubstr("退款"));
  EXPECT_EQ(json::parse(lines[1]).at("until"), "2026-03-02T12:00:00.000Z");
}

TEST_F(Export, CsvIsQuotedAndGuarded) {
  const auto customers = exported("customers", {"--format", "csv"});
  EXPECT_EQ(lines_of(customers.out).at(0), "customer,name,group,tags,first_seen,last_seen\r");
  EXPECT_EQ(lines_of(customers.out).at(1),
            "onebot11::1,'=张三,售后客户,VIP;需求/退款,2026-03-01T12:00:00.000Z,2026-03-01T12:00:00.000Z\r");
  EXPECT_THAT(exported("customers", {"--format", "csv", "--raw"}).out, HasSubstr(",=张三,"));
  EXPECT_TRUE(exported("tags", {"--format", "csv", "--bom"})
                  .out.starts_with("\xEF\xBB\xBF"
                                   "customer,tag"));
  EXPECT_THAT(exported("messages", {"--format", "csv"}).out, HasSubstr(",\"我要退款,\"\"快\"\"\n点\"\r\n"));
}

TEST_F(Export, IntoAFileThatReplacesTheOldOne) {
  folder_.write("out.jsonl", "old");
  EXPECT_EQ(exported("tags", {"-o", folder_.path("out.jsonl")}).code, 0);
  EXPECT_EQ(lines_of(folder_.read("out.jsonl")).size(), 2U);
  EXPECT_FALSE(std::filesystem::exists(folder_.path("out.jsonl.part")));
  const auto failed = exported("tags", {"-o", folder_.path("nowhere/out.jsonl")});
  EXPECT_EQ(failed.code, 1);
  EXPECT_THAT(failed.err, HasSubstr("FQ-5207"));
}

TEST_F(Export, WithoutADatabaseItSaysSo) {
  folder_.write("other.toml", "[store]\nurl = \"sqlite:nowhere.db\"\n");
  const auto result = call({"export", "tags", "-c", folder_.path("other.toml")});
  EXPECT_EQ(result.code, 1);
  EXPECT_THAT(result.err, HasSubstr("FQ-3104"));
  EXPECT_FALSE(std::filesystem::exists(folder_.path("nowhere.db")));
}

TEST(Csv, OnlyWhatNeedsQuotesIsQuoted) {
  std::string out;
  CsvRow row(out, true);
  row.cell("a").cell("a,b").cell("a\"b").cell("a\nb").cell(" a").cell("").cell("-1").cell("@x").cell("=1,2");
  row.end();
  EXPECT_EQ(out, "a,\"a,b\",\"a\"\"b\",\"a\nb\",\" a\",,'-1,'@x,\"'=1,2\"\r\n");
}

TEST(JsonOut, AnyBytesBecomeValidJson) {
  for (const std::string text : {"a", "中", "a\"b\\", "\x01\x7F", "\xFF\xC0", "\xE4\xB8"}) {
    std::string out;
    append_json(out, text);
    EXPECT_TRUE(json::accept(out)) << out;
  }
  std::string out;
  append_json(out, "中\"\n");
  EXPECT_EQ(out, "\"中\\\"\\n\"");
}

TEST(JsonOut, EveryCharacterAtEveryPlaceComesBack) {
  for (std::size_t before = 0; before < 70; ++before) {
    for (int c = 0; c < 0x80; ++c) {
      const auto text = std::string(before, 'a') + static_cast<char>(c) + "中\"" + static_cast<char>(c) + "款123";
      std::string out;
      append_json(out, text);
      ASSERT_EQ(json::parse(out).get<std::string>(), text) << out;
    }
  }
}

}  // namespace
}  // namespace fenqun::bot
