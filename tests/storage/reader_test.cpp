// Readers: due customers, searches, journals, messages, exports.
#include "tests/storage/suite.hpp"

namespace fenqun::storage::testing {
namespace {

using ReaderTest = EveryStore;
INSTANTIATE_TEST_SUITE_P(Stores, ReaderTest, ::testing::Values("memory", "sqlite"),
                         [](const auto& chosen) { return chosen.param; });

std::vector<std::string> users(const std::vector<CustomerKey>& keys) {
  std::vector<std::string> out;
  for (const auto& key : keys) out.push_back(key.user);
  return out;
}
using Users = std::vector<std::string>;

TEST_P(ReaderTest, DueCustomersComeEarliestFirst) {
  EXPECT_EQ(must(reader->next_due()), std::nullopt);
  apply(action("1", 0, LookAgain{at(30)}));
  apply(action("2", 0, LookAgain{at(10)}));
  apply(action("3", 0, LookAgain{at(99)}));
  EXPECT_EQ(users(must(reader->due(at(30), 10))), (Users{"2", "1"}));
  EXPECT_EQ(users(must(reader->due(at(30), 1))), (Users{"2"}));
  EXPECT_EQ(must(reader->next_due()), at(10));
  apply(action("2", 1, LookAgain{std::nullopt}));
  EXPECT_EQ(must(reader->next_due()), at(30));
}

TEST_P(ReaderTest, FindsByEachConditionAndAllTogether) {
  apply(action("1", 0, Touch{at(10)}, SetName{"Zhang San"}, AddTag{"VIP", kept()}));
  apply(action("2", 0, Touch{at(7200)}, SetName{"zhang si"}, SetRemark{"老张"}, AddTag{"VIP", kept()}));
  apply(action("3", 0, Touch{at(20)}, SetName{"李四"}, MoveTo{{"G", at(0), false, {}, {}}}));
  apply(action("4", 0, SetRemark{"ZHANG"}));
  const auto found = [&](const CustomerQuery& query) {
    const auto page = must(reader->find(query));
    EXPECT_EQ(page.total, static_cast<std::int64_t>(page.customers.size()));
    return users(page.customers);
  };
  EXPECT_EQ(found({}), (Users{"2", "3", "1", "4"}));
  EXPECT_EQ(found(Ask().name("ZHANG")), (Users{"2", "1", "4"}));
  EXPECT_EQ(found(Ask().exactly("ZHANG")), (Users{"4"}));
  EXPECT_EQ(found(Ask().name("老")), (Users{"2"}));
  EXPECT_EQ(found(Ask().name("nobody")), Users{});
  EXPECT_EQ(found(Ask().user("3")), (Users{"3"}));
  EXPECT_EQ(found(Ask().tag("VIP")), (Users{"2", "1"}));
  EXPECT_EQ(found(Ask().tag("none")), Users{});
  EXPECT_EQ(found(Ask().group("G")), (Users{"3"}));
  EXPECT_EQ(found(Ask().group("none")), Users{});
  EXPECT_EQ(found(Ask().tag("VIP").group("G")), Users{});
  EXPECT_EQ(found(Ask().seen({}, at(20))), (Users{"1", "4"}));
  EXPECT_EQ(found(Ask().seen(at(20), {})), (Users{"2", "3"}));
  EXPECT_EQ(found(Ask().name("zhang").tag("VIP").seen(at(10), at(7200))), (Users{"1"}));
  EXPECT_EQ(found(Ask().tag("VIP").seen(at(7200), {})), (Users{"2"}));
}

TEST_P(ReaderTest, PagesAreCutFromTheWhole) {
  for (int i = 0; i < 30; ++i) apply(action(std::to_string(i), 0, Touch{at(i * 1000)}, AddTag{"t", kept()}));
  for (const auto& ask : {Ask(), Ask().tag("t")}) {
    const auto page = must(reader->find(Ask(ask).page(10, 3)));
    EXPECT_EQ(page.total, 30);
    EXPECT_EQ(users(page.customers), (Users{"19", "18", "17"}));
    EXPECT_TRUE(must(reader->find(Ask(ask).page(40, 3))).customers.empty());
  }
}

TEST_P(ReaderTest, JournalsAreKeptApartAndNewestFirst) {
  auto commit = action("1", 0);
  commit.journal = {{at(1), by_rule("r"), customer("1"), "tag.add", "a", "d1"},
                    {at(2), {By::Kind::human, "x"}, {}, "rule.off", "r", ""},
                    {at(3), by_rule("r"), customer("2"), "tag.add", "c", ""},
                    {at(4), by_rule("r"), customer("1"), "tag.drop", "b", "d2"}};
  apply(commit);
  const auto of_one = must(reader->journal(customer("1"), 10));
  ASSERT_EQ(of_one.size(), 2u);
  EXPECT_EQ(of_one[0].subject, "b");
  EXPECT_EQ(of_one[1].detail, "d1");
  EXPECT_EQ(of_one[1].by, by_rule("r"));
  EXPECT_EQ(of_one[1].who, customer("1"));
  const auto of_directory = must(reader->journal({}, 10));
  ASSERT_EQ(of_directory.size(), 1u);
  EXPECT_EQ(of_directory[0].action, "rule.off");
  EXPECT_EQ(must(reader->journal(customer("1"), 1)).size(), 1u);
  EXPECT_EQ(must(reader->journal(customer("2"), 9)).size(), 1u);
  EXPECT_EQ(load("2").rev, 0) << "the journal alone touches nobody";
}

TEST_P(ReaderTest, LastMessagesAreSortedByTheirOwnTime) {
  apply(message("1", "b", 0, 20, "second"));
  apply(message("2", "x", 0, 25, "other"));
  apply(message("1", "c", 1, 30, "third"));
  apply(message("1", "a", 2, 10, "first, fetched later"));
  const auto messages = must(reader->last_messages(customer("1"), 2));
  ASSERT_EQ(messages.size(), 2u);
  EXPECT_EQ(messages[0].text, "third");
  EXPECT_EQ(messages[1].text, "second");
  EXPECT_EQ(must(reader->last_messages(customer("1"), 9)).back().key, (EventKey{"main", "a"}));
  EXPECT_TRUE(must(reader->last_messages(customer("none"), 9)).empty());
}

TEST_P(ReaderTest, RecentCustomersOfAnAccount) {
  apply(message("1", "a", 0, 10));
  apply(message("2", "b", 0, 20));
  apply(message("3", "c", 0, 400));
  apply(message("2", "d", 1, 500));
  auto other = message("4", "e", 0, 600);
  other.event->key.account = "second";
  apply(other);
  EXPECT_EQ(users(must(reader->recent_customers("main", at(20), 10))), (Users{"2", "3"}));
  EXPECT_EQ(users(must(reader->recent_customers("main", at(0), 10))), (Users{"2", "3", "1"}));
  EXPECT_EQ(users(must(reader->recent_customers("main", at(0), 1))), (Users{"2"}));
  EXPECT_EQ(users(must(reader->recent_customers("second", at(0), 10))), (Users{"4"}));
  EXPECT_TRUE(must(reader->recent_customers("none", at(0), 10)).empty());
}

TEST_P(ReaderTest, TheNewestMessageOfAnAccount) {
  EXPECT_EQ(must(reader->newest_message("main")), std::nullopt);
  apply(message("1", "a", 0, 10));
  apply(message("2", "b", 0, 20));
  auto other = message("4", "e", 0, 600);
  other.event->key.account = "second";
  apply(other);
  EXPECT_EQ(must(reader->newest_message("main")), at(20));
  EXPECT_EQ(must(reader->newest_message("none")), std::nullopt);
}

TEST_P(ReaderTest, MemoryByPrefix) {
  must(store->remember("backfill.refused.main", "1"));
  must(store->remember("backfill.refused.b%", "2"));
  must(store->remember("other", "3"));
  const std::vector<std::pair<std::string, std::string>> facts = {{"backfill.refused.b%", "2"},
                                                                  {"backfill.refused.main", "1"}};
  EXPECT_EQ(must(reader->memory("backfill.")), facts);
  EXPECT_EQ(must(reader->memory("")).size(), 3u);
  EXPECT_TRUE(must(reader->memory("%")).empty());
}

TEST_P(ReaderTest, ExportsGoInTheOrderOfStoring) {
  apply(message("2", "a", 0, 10, "x"));
  apply(message("1", "b", 0, 5, "y"));
  std::vector<std::string> ids;
  must(reader->each_message([&](const ExportedMessage& message) {
    ids.push_back(message.customer.user + message.key.native_id + message.text + message.kind);
    return true;
  }));
  EXPECT_EQ(ids, (std::vector<std::string>{"2axtext", "1bytext"}));
  std::vector<Profile> all;
  must(reader->each_customer([&](const Profile& profile) {
    all.push_back(profile);
    return true;
  }));
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0], load("2"));
  int calls = 0;
  must(reader->each_message([&](const ExportedMessage&) { return ++calls < 1; }));
  must(reader->each_customer([&](const Profile&) { return ++calls < 1; }));
  EXPECT_EQ(calls, 2);
  EXPECT_EQ(must(reader->totals()).customers, 2) << "a stopped export leaves the reader in order";
}

}  // namespace
}  // namespace fenqun::storage::testing
