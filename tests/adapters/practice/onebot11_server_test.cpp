#include "adapters/practice/onebot11_server.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace fenqun::adapters::practice {
namespace {

using nlohmann::json;
constexpr Session client = 1;
const Time start_time = from_millis(1'767'225'600'000);

struct Machine {
  explicit Machine(Dialect dialect, Faults faults = {}) : server(options(dialect, faults)) {
    server.on_open(client, "/", "", start_time, effects);
    hello = take();
  }
  static Options options(Dialect dialect, Faults faults) {
    Options out;
    out.dialect = dialect;
    out.faults = faults;
    out.people = {{10001, "小林", "", true}, {10009, "路人", "", false}};
    out.groups = {{700, "老客户", true}, {701, "别人的群", false}};
    return out;
  }
  std::vector<json> take() {
    std::vector<json> out;
    for (const Frame& frame : std::exchange(effects, {}).frames) out.push_back(json::parse(frame.text));
    return out;
  }
  std::vector<json> call(const char* action, json params = json::object()) {
    const json frame = {{"action", action}, {"params", std::move(params)}, {"echo", "e1"}};
    server.on_text(client, frame.dump(), start_time, effects);
    said = effects.said;
    renamed = effects.renamed;
    return take();
  }
  json ask(const char* action, json params = json::object()) { return call(action, std::move(params)).back(); }
  json say(Line line) {
    server.say(std::move(line), start_time, effects);
    return take().at(0);
  }
  OneBot11Server server;
  Effects effects;
  std::vector<json> hello;
  std::vector<BotSaid> said;
  std::vector<BotRenamed> renamed;
};

Line line(std::int64_t user, const char* text, std::int64_t group = 0) {
  Line out;
  out.user = user;
  out.text = text;
  out.group = group;
  return out;
}

const std::vector<Dialect> dialects = {Dialect::napcat, Dialect::llonebot, Dialect::lagrange, Dialect::gocqhttp};

TEST(PracticeServer, GreetsAndTellsWhatItIs) {
  const std::vector<std::string> names = {"NapCat.Onebot", "LLOneBot", "Lagrange.OneBot", "go-cqhttp"};
  for (std::size_t i = 0; i < dialects.size(); ++i) {
    Machine machine(dialects[i]);
    ASSERT_EQ(machine.hello.size(), 1u);
    EXPECT_EQ(machine.hello[0]["meta_event_type"], "lifecycle");
    EXPECT_EQ(machine.hello[0]["self_id"], 2'900'000'001);
    const json version = machine.ask("get_version_info");
    EXPECT_EQ(version["data"]["app_name"], names[i]);
    EXPECT_EQ(version["echo"], "e1");
    EXPECT_EQ(version["retcode"], 0);
    EXPECT_EQ(machine.ask("get_login_info")["data"]["user_id"], 2'900'000'001);
  }
}

TEST(PracticeServer, RefusesTokensInItsDialect) {
  const auto admit = [](Dialect dialect, const char* token) {
    Options options;
    options.dialect = dialect;
    options.token = "secret";
    return OneBot11Server(options).admit(token);
  };
  EXPECT_EQ(admit(Dialect::gocqhttp, ""), 401);
  EXPECT_EQ(admit(Dialect::gocqhttp, "wrong"), 403);
  EXPECT_EQ(admit(Dialect::lagrange, ""), 403);
  EXPECT_EQ(admit(Dialect::lagrange, "secret"), 101);
  EXPECT_EQ(admit(Dialect::napcat, "wrong"), 101);
  Options options;
  options.token = "secret";
  OneBot11Server server(options);
  Effects effects;
  server.on_open(client, "/", "wrong", start_time, effects);
  ASSERT_EQ(effects.frames.size(), 1u);
  EXPECT_TRUE(effects.frames[0].then_close);
  EXPECT_EQ(json::parse(effects.frames[0].text)["retcode"], 1403);
  effects = {};
  server.say(line(10001, "nobody may hear this"), start_time, effects);
  server.on_text(client, R"({"action":"get_status"})", start_time, effects);
  EXPECT_TRUE(effects.frames.empty());
}

TEST(PracticeServer, SpeaksBothForms) {
  Faults faults;
  faults.string_form = true;
  Line said = line(10001, "a[b]&c,d");
  said.quote = 77;
  said.image = "http://x/?a=1,2";
  const json array = Machine(Dialect::napcat).say(said);
  EXPECT_EQ(array["message"][0], json::parse(R"({"type":"reply","data":{"id":"77"}})"));
  EXPECT_EQ(array["message"][1]["data"]["text"], "a[b]&c,d");
  EXPECT_EQ(array["message_format"], "array");
  EXPECT_EQ(array["sender"]["nickname"], "小林");
  EXPECT_EQ(array["time"], 1'767'225'600);
  const json text = Machine(Dialect::gocqhttp, faults).say(said);
  EXPECT_EQ(text["message"], "[CQ:reply,id=77]a&#91;b&#93;&amp;c,d[CQ:image,file=1.jpg,url=http://x/?a=1&#44;2]");
  EXPECT_EQ(text["raw_message"], array["raw_message"]);
  EXPECT_FALSE(text.contains("message_format"));
}

TEST(PracticeServer, GroupTemporaryAndOwnMessages) {
  Machine machine(Dialect::napcat);
  Line group = line(10001, "/帮助", 700);
  group.mention = true;
  json event = machine.say(group);
  EXPECT_EQ(event["message_type"], "group");
  EXPECT_EQ(event["group_name"], "老客户");
  EXPECT_EQ(event["message"][0]["data"]["qq"], "2900000001");
  Line temporary = line(10009, "在吗");
  temporary.temporary_via = 700;
  event = machine.say(temporary);
  EXPECT_EQ(event["sub_type"], "group");
  EXPECT_EQ(event["group_id"], 700);
  EXPECT_EQ(Machine(Dialect::llonebot).say(temporary)["sender"]["group_id"], 700);
  Line own = line(10001, "我来答");
  own.own = true;
  event = machine.say(own);
  EXPECT_EQ(event["post_type"], "message_sent");
  EXPECT_EQ(event["user_id"], 2'900'000'001);
  EXPECT_EQ(event["target_id"], 10001);
}

TEST(PracticeServer, IdsDifferAndMayBeNegative) {
  Faults faults;
  faults.negative_ids = true;
  Machine machine(Dialect::gocqhttp, faults);
  std::set<std::int64_t> ids;
  for (int i = 0; i < 10'000; ++i) {
    const auto id = machine.say(line(10001, "x"))["message_id"].get<std::int64_t>();
    EXPECT_LT(id, 0);
    EXPECT_GE(id, std::numeric_limits<std::int32_t>::min());
    ids.insert(id);
  }
  EXPECT_EQ(ids.size(), 10'000u);
}

TEST(PracticeServer, TellsOfRenamesInItsDialect) {
  const json params = {{"group_id", "700"}, {"group_name", "VIP"}};
  Machine napcat(Dialect::napcat);
  const auto frames = napcat.call("set_group_name", params);
  ASSERT_EQ(frames.size(), 2u);
  EXPECT_EQ(frames[0]["sub_type"], "group_name");
  EXPECT_EQ(frames[0]["name_new"], "VIP");
  EXPECT_EQ(frames[1]["status"], "ok");
  ASSERT_EQ(napcat.renamed.size(), 1u);
  EXPECT_EQ(napcat.renamed[0].name, "VIP");
  Machine lagrange(Dialect::lagrange);
  EXPECT_EQ(lagrange.call("set_group_name", params)[0]["notice_type"], "group_name_change");
  for (const Dialect silent : {Dialect::llonebot, Dialect::gocqhttp}) {
    Machine machine(silent);
    EXPECT_EQ(machine.call("set_group_name", params).size(), 1u);
    EXPECT_EQ(machine.ask("get_group_info", {{"group_id", 700}})["data"]["group_name"], "VIP");
  }
}

TEST(PracticeServer, RefusesAndLiesAboutRenames) {
  const json params = {{"group_id", 700}, {"group_name", "VIP"}};
  Faults faults;
  faults.lie_rename = true;
  Machine liar(Dialect::napcat, faults);
  EXPECT_EQ(liar.ask("set_group_name", params)["status"], "ok");
  EXPECT_EQ(liar.ask("get_group_info", {{"group_id", 700}})["data"]["group_name"], "老客户");
  faults.refuse_rename = true;
  EXPECT_EQ(Machine(Dialect::napcat, faults).ask("set_group_name", params)["retcode"], 1200);
  EXPECT_EQ(Machine(Dialect::napcat).ask("set_group_name", {{"group_id", 701}, {"group_name", "x"}})["retcode"], 1200);
}

TEST(PracticeServer, ErrorCodesOfTheDialects) {
  const std::map<Dialect, std::array<int, 3>> codes = {{Dialect::napcat, {1404, 1400, 1200}},
                                                       {Dialect::llonebot, {1404, 1400, 1200}},
                                                       {Dialect::lagrange, {404, 200, 200}},
                                                       {Dialect::gocqhttp, {404, 100, 100}}};
  for (const auto& [dialect, expected] : codes) {
    Machine machine(dialect);
    EXPECT_EQ(machine.ask("get_guild_service_profile")["retcode"], expected[0]);
    const json bad = machine.ask("send_private_msg", {{"message", "x"}});
    EXPECT_EQ(bad["retcode"], expected[1]);
    EXPECT_EQ(bad.contains("echo"), dialect != Dialect::llonebot);
    EXPECT_EQ(machine.ask("send_group_msg", {{"group_id", 999}, {"message", "x"}})["retcode"], expected[2]);
  }
  EXPECT_EQ(Machine(Dialect::lagrange).ask("set_friend_remark", {{"user_id", 10001}, {"remark", "x"}})["retcode"], 404);
  EXPECT_EQ(Machine(Dialect::napcat).ask("set_friend_remark", {{"user_id", 10009}, {"remark", "x"}})["retcode"], 1200);
  Machine silent(Dialect::lagrange);
  silent.server.on_text(client, "not json", start_time, silent.effects);
  EXPECT_TRUE(silent.take().empty());
}

TEST(PracticeServer, HearsWhatTheBotSays) {
  Machine machine(Dialect::napcat);
  const json message = json::parse(
      R"([{"type":"reply","data":{"id":"55"}},{"type":"at","data":{"qq":10001}},{"type":"text","data":{"text":" 好的"}}])");
  EXPECT_TRUE(
      machine.ask("send_private_msg", {{"user_id", 10001}, {"message", message}})["data"].contains("message_id"));
  ASSERT_EQ(machine.said.size(), 1u);
  EXPECT_EQ(machine.said[0].user, 10001);
  EXPECT_EQ(machine.said[0].text, "@10001 好的");
  EXPECT_EQ(machine.said[0].quote, 55);
  machine.ask("send_group_msg", {{"group_id", 700}, {"message", "a&#91;[CQ:face,id=1]&amp;"}});
  EXPECT_EQ(machine.said[0].text, "a[&");
  machine.ask("send_private_msg", {{"user_id", 10001}, {"message", "[CQ:face,id=1]"}, {"auto_escape", true}});
  EXPECT_EQ(machine.said[0].text, "[CQ:face,id=1]");
  EXPECT_EQ(machine.ask("send_private_msg", {{"user_id", 4}, {"message", "x"}})["retcode"], 1200);
}

TEST(PracticeServer, HistoryPagesAsTheDialectsDo) {
  for (const Dialect dialect : dialects) {
    SCOPED_TRACE(static_cast<int>(dialect));
    Machine machine(dialect);
    const bool groups_only = dialect == Dialect::gocqhttp;
    const char* action = groups_only ? "get_group_msg_history" : "get_friend_msg_history";
    json params = groups_only ? json{{"group_id", 700}} : json{{"user_id", 10001}};
    EXPECT_EQ(machine.ask(action, params)["status"], dialect == Dialect::llonebot ? "ok" : "failed");
    std::vector<json> events;
    for (int i = 0; i < 30; ++i) {
      events.push_back(machine.say(line(10001, std::to_string(i).c_str(), groups_only ? 700 : 0)));
      machine.say(line(10002, "another chat"));
    }
    json page = machine.ask(action, params)["data"]["messages"];
    ASSERT_EQ(page.size(), 20u);
    EXPECT_EQ(page[0], events[10]);
    EXPECT_EQ(page[19], events[29]);
    params["count"] = 5;
    if (dialect == Dialect::lagrange) params["message_id"] = events[20]["message_id"];
    if (dialect == Dialect::napcat) params["message_seq"] = events[20]["message_id"];
    if (dialect == Dialect::llonebot || dialect == Dialect::gocqhttp) params["message_seq"] = 21;
    page = machine.ask(action, params)["data"]["messages"];
    ASSERT_EQ(page.size(), 5u);
    EXPECT_EQ(page[0], dialect == Dialect::napcat ? events[20] : events[16]);
    if (dialect == Dialect::napcat) {
      params["reverse_order"] = true;
      EXPECT_EQ(machine.ask(action, params)["data"]["messages"][0], events[16]);
    }
  }
  EXPECT_EQ(Machine(Dialect::gocqhttp).ask("get_friend_msg_history", {{"user_id", 10001}})["retcode"], 404);
}

TEST(PracticeServer, AnswersWrongOnRequest) {
  Faults faults;
  faults.swap_answers = true;
  Machine swapped(Dialect::napcat, faults);
  EXPECT_TRUE(swapped.call("get_status").empty());
  const auto both = swapped.call("get_login_info");
  ASSERT_EQ(both.size(), 2u);
  EXPECT_TRUE(both[0]["data"].contains("nickname"));
  EXPECT_TRUE(both[1]["data"].contains("online"));
  EXPECT_TRUE(swapped.call("get_status").empty());
  swapped.server.release_answers(swapped.effects);
  EXPECT_EQ(swapped.take().size(), 1u);

  faults = {};
  faults.drop_one_in = 2;
  Machine dropping(Dialect::napcat, faults);
  EXPECT_EQ(dropping.call("get_status").size(), 1u);
  EXPECT_EQ(dropping.call("get_status").size(), 0u);
  faults.omit_echo = true;
  EXPECT_FALSE(Machine(Dialect::lagrange, faults).ask("get_status").contains("echo"));
  EXPECT_TRUE(Machine(Dialect::napcat, faults).ask("get_status")["echo"].is_null());
  faults.qq_offline = true;
  Machine offline(Dialect::napcat, faults);
  EXPECT_EQ(offline.ask("get_status")["data"]["online"], false);
  offline.server.on_heartbeat(start_time, offline.effects);
  EXPECT_EQ(offline.take().at(0)["status"]["online"], false);
}

TEST(PracticeServer, RedeliversByteForByte) {
  Options options = Machine::options(Dialect::llonebot, {});
  options.redeliver_on_open = 2;
  OneBot11Server server(options);
  Effects first;
  server.on_open(1, "/", "", start_time, first);
  for (const char* text : {"a", "b", "c"}) server.say(line(10001, text), start_time, first);
  ASSERT_EQ(first.frames.size(), 4u);
  Effects again;
  server.on_open(2, "/", "", start_time + std::chrono::hours(1), again);
  ASSERT_EQ(again.frames.size(), 3u);
  EXPECT_EQ(again.frames[1].text, first.frames[2].text);
  EXPECT_EQ(again.frames[2].text, first.frames[3].text);
  EXPECT_EQ(again.frames[2].message, first.frames[3].message);
  EXPECT_EQ(again.frames[2].to, 2u);
}

TEST(PracticeServer, TheLogIsBounded) {
  Options options = Machine::options(Dialect::napcat, {});
  options.log_limit = 10;
  OneBot11Server server(options);
  Effects effects;
  std::vector<std::int64_t> ids;
  for (int i = 0; i < 25; ++i) ids.push_back(server.say(line(10001, "x"), start_time, effects));
  EXPECT_EQ(server.world().log().size(), 10u);
  EXPECT_EQ(server.world().find(ids[14]), nullptr);
  for (std::size_t i = 15; i < 25; ++i) ASSERT_EQ(server.world().find(ids[i])->id, ids[i]);
}

TEST(PracticeServer, PathsMeanWhatTheyShould) {
  OneBot11Server server(Machine::options(Dialect::llonebot, {}));
  Effects effects;
  server.on_open(1, "/api", "", start_time, effects);
  server.on_open(2, "/elsewhere", "", start_time, effects);
  EXPECT_TRUE(effects.frames.empty());
  server.on_open(3, "/event/", "", start_time, effects);
  EXPECT_EQ(effects.frames.size(), 1u);
  server.on_text(2, R"({"action":"get_status"})", start_time, effects);
  server.on_text(3, R"({"action":"get_status"})", start_time, effects);
  EXPECT_EQ(effects.frames.size(), 1u);
  server.on_text(1, R"({"action":"get_status"})", start_time, effects);
  EXPECT_EQ(effects.frames.size(), 2u);
}

}  // namespace
}  // namespace fenqun::adapters::practice
