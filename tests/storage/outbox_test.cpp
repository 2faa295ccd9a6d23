// The outbox, quarantine, rule sets and memory.
#include "tests/storage/suite.hpp"

namespace fenqun::storage::testing {
namespace {

using OutboxTest = EveryStore;
INSTANTIATE_TEST_SUITE_P(Stores, OutboxTest, ::testing::Values("memory", "sqlite"),
                         [](const auto& chosen) { return chosen.param; });

OutboxItem item(OutboxBody body, std::int64_t seconds) {
  return {0, "main", {ChatKind::temporary, "7", "group"}, std::move(body), at(seconds), 0, "token"};
}

std::vector<std::int64_t> ids(const std::vector<OutboxItem>& items) {
  std::vector<std::int64_t> out;
  for (const auto& each : items) out.push_back(each.id);
  return out;
}
using Ids = std::vector<std::int64_t>;

TEST_P(OutboxTest, IdsRiseAndFollowOneAnother) {
  auto first = action("1", 0);
  first.outbox = {item(Say{"a", "q"}, 0), item(RenameChat{"群"}, 5), item(WriteRemark{"r"}, 0)};
  auto second = action("2", 0);
  second.outbox = {item(Say{"b", ""}, 0)};
  const std::vector<Commit> batch = {first, action("3", 0), second};
  const auto outcomes = must(store->apply(batch));
  EXPECT_EQ(outcomes[0].first_outbox_id, 1);
  EXPECT_EQ(outcomes[1].first_outbox_id, 0);
  EXPECT_EQ(outcomes[2].first_outbox_id, 4);

  EXPECT_EQ(ids(must(reader->outbox_due(at(1), 0, 10))), (Ids{1, 3, 4}));
  EXPECT_EQ(ids(must(reader->outbox_due(at(5), 1, 2))), (Ids{2, 3}));
  const auto due = must(reader->outbox_due(at(5), 0, 10));
  ASSERT_EQ(due.size(), 4u);
  EXPECT_EQ(std::get<Say>(due[0].body).quote_id, "q");
  EXPECT_EQ(std::get<RenameChat>(due[1].body).name, "群");
  EXPECT_EQ(std::get<WriteRemark>(due[2].body).remark, "r");
  EXPECT_EQ(due[0].to, (Chat{ChatKind::temporary, "7", "group"}));
  EXPECT_EQ(due[0].via, "main");
  EXPECT_EQ(due[0].token, "token");
  EXPECT_EQ(due[1].not_before, at(5));
}

TEST_P(OutboxTest, AWebhookBelongsToNoAccount) {
  auto commit = action("1", 0);
  commit.outbox = {{0, "", {}, CallWebhook{"crm", R"({"customer":"张三"})"}, at(0), 0, "main/m1/0"}};
  apply(commit);
  const auto due = must(reader->outbox_due(at(1), 0, 10));
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(due[0].via, "");
  EXPECT_EQ(due[0].to, Chat{});
  EXPECT_EQ(std::get<CallWebhook>(due[0].body).name, "crm");
  EXPECT_EQ(std::get<CallWebhook>(due[0].body).body, R"({"customer":"张三"})");
}

TEST_P(OutboxTest, SettledItemsAreNotDueAgain) {
  auto commit = action("1", 0);
  for (int i = 0; i < 5; ++i) commit.outbox.push_back(item(Say{"a", ""}, 0));
  apply(commit);
  const std::vector<Settlement> settlements = {{1, SendResult::done, "", at(1), {}},
                                               {2, SendResult::retry, "busy", at(1), at(60)},
                                               {3, SendResult::unknown, "", at(1), {}},
                                               {4, SendResult::refused, "not a friend", at(1), {}},
                                               {99, SendResult::done, "", at(1), {}}};
  must(store->settle(settlements));
  EXPECT_EQ(ids(must(reader->outbox_due(at(10), 0, 10))), (Ids{5}));
  const auto due = must(reader->outbox_due(at(60), 0, 10));
  EXPECT_EQ(ids(due), (Ids{2, 5}));
  EXPECT_EQ(due[0].attempts, 1u);
  const Settlement again{1, SendResult::retry, "", at(2), at(2)};
  must(store->settle({&again, 1}));
  EXPECT_EQ(must(reader->totals()).outbox_waiting, 2) << "what is settled stays settled";

  must(store->reopen());
  auto next = action("1", 1);
  next.outbox.push_back(item(Say{"b", ""}, 0));
  EXPECT_EQ(apply(next).first_outbox_id, 6);
}

TEST_P(OutboxTest, TheActiveRuleSetIsTheLast) {
  EXPECT_FALSE(must(reader->active_ruleset()));
  EXPECT_EQ(must(store->activate_ruleset({0, "d1", "one", at(1)})), 1);
  EXPECT_EQ(must(store->activate_ruleset({0, "d1", "one", at(2)})), 1);
  EXPECT_EQ(must(store->activate_ruleset({0, "d2", "two", at(3)})), 2);
  EXPECT_EQ(must(store->activate_ruleset({0, "d1", "one", at(4)})), 3);
  const auto active = must(reader->active_ruleset());
  ASSERT_TRUE(active);
  EXPECT_EQ(active->rev, 3);
  EXPECT_EQ(active->sources, "one");
  EXPECT_EQ(active->at, at(4));
}

TEST_P(OutboxTest, MemoryAndQuarantine) {
  EXPECT_EQ(must(store->recall("k")), std::nullopt);
  must(store->remember("k", "v"));
  must(store->remember("k", ""));
  EXPECT_EQ(must(store->recall("k")), "");
  const std::vector<QuarantineRecord> records(3, {"main", std::string(100'000, '\xff'), "not JSON", at(0)});
  must(store->quarantine(records));
  EXPECT_EQ(must(reader->totals()).quarantined, 3);
}

}  // namespace
}  // namespace fenqun::storage::testing
