// Store::apply: fates, revisions and what becomes of each change about a customer.
#include "tests/storage/suite.hpp"

namespace fenqun::storage::testing {
namespace {

using ApplyTest = EveryStore;
INSTANTIATE_TEST_SUITE_P(Stores, ApplyTest, ::testing::Values("memory", "sqlite"),
                         [](const auto& chosen) { return chosen.param; });

TEST_P(ApplyTest, AMessageIsStoredOnce) {
  const auto first = apply(message("1", "m1", 0));
  EXPECT_EQ(first.fate, Fate::applied);
  EXPECT_EQ(first.rev, 1);
  EXPECT_EQ(apply(message("1", "m1", 1)).fate, Fate::duplicate);
  EXPECT_EQ(apply(message("1", "m1", 0)).fate, Fate::duplicate) << "duplicate comes before stale";
  EXPECT_EQ(load("1").messages, 1);
  EXPECT_EQ(must(reader->totals()).messages, 1);
}

TEST_P(ApplyTest, TheSameNativeIdOfAnotherAccountIsAnotherMessage) {
  auto other = message("1", "m1", 1);
  other.event->key.account = "second";
  apply(message("1", "m1", 0));
  EXPECT_EQ(apply(other).fate, Fate::applied);
}

TEST_P(ApplyTest, AnotherRevisionIsStaleAndWritesNothing) {
  apply(message("1", "m1", 0));
  auto stale = message("1", "m2", 0);
  stale.journal.push_back({at(0), by_rule("x"), stale.who, "tag.add", "t", ""});
  stale.outbox.push_back({0, "main", {}, Say{"hi", ""}, at(0), 0, "t"});
  stale.changes.push_back(DefineTag{{"t", "", "", ""}});
  EXPECT_EQ(apply(stale).fate, Fate::stale);
  EXPECT_EQ(load("1").rev, 1);
  EXPECT_EQ(must(reader->totals()).outbox_waiting, 0);
  EXPECT_TRUE(must(reader->journal(stale.who, 10)).empty());
  EXPECT_TRUE(directory().tags.empty());
  EXPECT_EQ(apply(message("1", "m2", 1)).fate, Fate::applied) << "the key of a stale commit is not known";
}

TEST_P(ApplyTest, ACommitWithoutACustomerIsNeverStale) {
  EXPECT_EQ(apply(action("", 7, DefineTag{{"VIP", "", "", ""}})).fate, Fate::applied);
  EXPECT_EQ(apply(action("", 0, DefineTag{{"VIP", "big", "", ""}})).rev, 0);
  EXPECT_EQ(directory().tags.at("VIP").about, "big");
}

TEST_P(ApplyTest, CommitsOfABatchSeeOneAnother) {
  const std::vector<Commit> batch = {message("1", "a", 0), message("1", "b", 1), message("1", "a", 2),
                                     message("1", "c", 1), message("2", "d", 0), message("1", "c", 2)};
  const auto outcomes = must(store->apply(batch));
  ASSERT_EQ(outcomes.size(), 6u);
  const std::vector<Fate> expected = {Fate::applied, Fate::applied, Fate::duplicate,
                                      Fate::stale,   Fate::applied, Fate::applied};
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(outcomes[i].fate, expected[i]) << i;
  EXPECT_EQ(outcomes[5].rev, 3);
  EXPECT_EQ(load("1").rev, 3);
  EXPECT_EQ(load("1").messages, 3);
}

TEST_P(ApplyTest, AnUnknownCustomerIsOnlyAKey) {
  const auto profile = load("nobody");
  EXPECT_EQ(profile.key, customer("nobody"));
  EXPECT_EQ(profile.rev, 0);
}

TEST_P(ApplyTest, ProfilesComeBackInTheOrderOfTheKeys) {
  apply(message("1", "a", 0));
  apply(message("2", "b", 0));
  const std::vector<CustomerKey> keys = {customer("2"), customer("x"), customer("1"), customer("2")};
  const auto profiles = must(reader->load(keys));
  ASSERT_EQ(profiles.size(), keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) EXPECT_EQ(profiles[i].key, keys[i]);
  EXPECT_EQ(profiles[3].messages, 1);
}

TEST_P(ApplyTest, ProfilesComeBackAsTheModelChangesThem) {
  Evidence why{"refund",   3, {"main", "m1"}, {{0, 6, "退款"}}, {{"text has 退款", "退款", true}, {"x", "", false}},
               "a \"b\"\n"};
  const TagState timed{at(1), at(90), Life::timed, false, by_rule("refund"), why};
  const TagState human{at(2), std::nullopt, Life::kept, true, {By::Kind::human, "onebot11::1"}, {}};
  const std::vector<std::vector<Change>> steps = {
      {Touch{at(5)}, SetName{"张三"}, AddTag{"a", timed}, AddTag{"b", human}, Count{"messages/7d", at(5), 3}},
      {Touch{at(3)}, Count{"messages/7d", at(3), 3}, Count{"said", at(3), 2}, SetAttribute{"city", "杭州"}},
      {AddTag{"a", human}, DropTag{"b", by_rule("x"), "expired"}, DropTag{"none", by_rule("x"), ""}},
      {MoveTo{{"老客户", at(4), true, human.by, why}}, LookAgain{at(100)}, SetRemark{"备注"}},
      {AddBlock{{"c", "", at(4), human.by}}, AddBlock{{"c", "r", at(5), human.by}},
       AddBlock{{"c", "r", at(6), human.by}}},
      {DropBlock{"c", "r"}, SetAttribute{"city", ""}, SetAttribute{"level", "金"}, LookAgain{std::nullopt}},
      {MoveTo{{"", at(9), false, human.by, {}}}, DropBlock{"c", ""}, DropTag{"a", by_rule("x"), ""},
       AddTag{"a", timed}},
      {SetReach{{"main", {ChatKind::direct, "1", ""}}}, SetWaiting{at(7)}, PlanFollowUp{"remind", at(90)},
       CountSession{"sessions/30d", at(7), Millis{1000}, Millis{900'000}}},
      {SetReach{{"second", {ChatKind::temporary, "7", "g"}}}, PlanFollowUp{"remind", at(95)},
       PlanFollowUp{"other", at(99)}, AddOrder{{at(8), 9950, "耳机"}}, AddOrder{{at(3), -100, ""}},
       CountSession{"sessions/30d", at(9), Millis{1000}, Millis{900'000}}},
      {SetWaiting{std::nullopt}, PlanFollowUp{"remind", std::nullopt}, AddOrder{{at(8), 1, "线"}}, DropCounter{"said"}},
      {PlanFollowUp{"other", std::nullopt}},
  };
  Profile expected;
  expected.key = customer("1");
  for (const auto& changes : steps) {
    auto commit = action("1", expected.rev);
    commit.changes = changes;
    for (const auto& change : changes) fenqun::apply(change, expected);
    ++expected.rev;
    ASSERT_EQ(apply(commit).rev, expected.rev);
    EXPECT_EQ(load("1"), expected) << "after step " << expected.rev;
  }
}

TEST_P(ApplyTest, OfOrdersTheNewestAreKept) {
  Profile expected;
  expected.key = customer("1");
  for (int i = 0; i < 3; ++i) {
    auto commit = action("1", expected.rev++);
    for (int n = 0; n < 200; ++n) {
      commit.changes.push_back(AddOrder{{at((i * 200 + n) * 7 % 601), n, "p" + std::to_string(n)}});
      fenqun::apply(commit.changes.back(), expected);
    }
    ASSERT_EQ(apply(commit).fate, Fate::applied);
    ASSERT_EQ(load("1"), expected);
  }
  EXPECT_EQ(expected.orders.size(), max_orders);
  EXPECT_EQ(load("1").order_count, 600);
}

TEST_P(ApplyTest, HostileBytesDoNoHarm) {
  const std::string odd("a\0'\"\\\xff\xed\xa0\x80;drop table message", 28);
  auto commit = message(odd, odd, 0, 0, odd);
  commit.changes.push_back(SetName{odd});
  commit.changes.push_back(SetAttribute{odd, odd});
  commit.changes.push_back(SetReach{{odd, {ChatKind::temporary, odd, odd}}});
  commit.changes.push_back(AddOrder{{at(1), 5, odd}});
  commit.changes.push_back(AddTag{
      odd, {at(0), {}, Life::kept, false, {By::Kind::human, odd}, {odd, 1, {odd, odd}, {{0, 1, odd}}, {}, odd}}});
  EXPECT_EQ(apply(commit).fate, Fate::applied);
  EXPECT_EQ(apply(commit).fate, Fate::duplicate);
  const auto profile = load(odd);
  EXPECT_EQ(profile.name, odd);
  EXPECT_EQ(profile.attributes.at(odd), odd);
  EXPECT_EQ(profile.reach, (Reach{odd, {ChatKind::temporary, odd, odd}}));
  EXPECT_EQ(profile.orders.at(0).product, odd);
  EXPECT_EQ(profile.tags.at(odd).by.id, odd);
  const auto messages = must(reader->last_messages(customer(odd), 5));
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(messages[0].text, odd);
  EXPECT_EQ(messages[0].key.native_id, odd);
}

TEST_P(ApplyTest, OfACommandOnlyTheKeyIsKept) {
  Commit command;
  command.event = MessageRecord{{"main", "c1"},   {},           {ChatKind::direct, "9", ""},
                                Author::customer, Origin::live, "text",
                                "/标签 添加",     at(0),        at(0)};
  EXPECT_EQ(apply(command).fate, Fate::applied);
  EXPECT_EQ(apply(command).fate, Fate::duplicate);
  EXPECT_EQ(must(reader->totals()).messages, 0);
  EXPECT_EQ(must(reader->totals()).customers, 0);
}

TEST_P(ApplyTest, AMessageOfSomebodyElseThanWhoIsTouched) {
  auto commit = message("1", "m1", 0);
  commit.who = {};
  EXPECT_EQ(apply(commit).rev, 0);
  EXPECT_EQ(load("1").rev, 0) << "only the key is known";
  EXPECT_EQ(must(reader->totals()).customers, 0);
  EXPECT_EQ(must(reader->last_messages(customer("1"), 5)).size(), 1u);
  EXPECT_EQ(apply(message("1", "m2", 0)).rev, 1);
  EXPECT_EQ(must(reader->last_messages(customer("1"), 5)).size(), 2u);
  EXPECT_EQ(must(reader->totals()).customers, 1);
}

TEST_P(ApplyTest, AnEmptyBatchIsFine) {
  EXPECT_TRUE(must(store->apply({})).empty());
}

TEST_P(ApplyTest, ReopeningChangesNothing) {
  apply(message("1", "m1", 0));
  must(store->reopen());
  EXPECT_EQ(apply(message("1", "m1", 1)).fate, Fate::duplicate);
  EXPECT_EQ(apply(message("1", "m2", 1)).rev, 2);
}

}  // namespace
}  // namespace fenqun::storage::testing
