// Random histories on both stores: fates, profiles, directories, searches and lists must be equal, over rollbacks of
// the connection too. A failure prints its seed.
#include <random>
#include <set>

#include "tests/storage/make.hpp"

namespace fenqun::storage::testing {
namespace {

class History {
 public:
  explicit History(std::uint64_t seed) : random_(seed) {}

  std::int64_t below(std::int64_t limit) { return std::uniform_int_distribution<std::int64_t>(0, limit - 1)(random_); }

  // Times never repeat, so that "newest first" has one answer.
  Commit next(const std::map<std::string, std::int64_t>& revs) {
    Commit commit;
    ++step_;
    const auto user = "u" + std::to_string(below(7));
    if (below(10) > 0) {
      commit.who = customer(user);
      const auto known = revs.find(user);
      commit.expected_rev = (known == revs.end() ? 0 : known->second) + (below(8) == 0 ? 1 : 0);
    }
    if (below(3) > 0) commit.event = record(user);
    for (auto i = below(5); i > 0; --i) commit.changes.push_back(change());
    for (auto i = below(3); i > 0; --i) {
      commit.journal.push_back({now(), by_rule("r"),
                                below(3) == 0 ? CustomerKey{} : customer("u" + std::to_string(below(9))), "act",
                                std::to_string(step_), std::to_string(i)});
    }
    for (auto i = below(3); i > 0; --i) {
      commit.outbox.push_back(
          {0,
           "main",
           {ChatKind::group, "g", ""},
           below(4) == 0 ? OutboxBody(CallWebhook{"crm", "{}"}) : OutboxBody(Say{std::to_string(step_), ""}),
           now(),
           0,
           "t"});
    }
    return commit;
  }

  Settlement settlement(std::int64_t items) {
    return {below(items + 2), static_cast<SendResult>(below(5)), "detail", now(), at(step_ + below(100))};
  }

 private:
  Time now() const { return at(step_ * 100); }

  MessageRecord record(const std::string& user) {
    const auto id = below(5) == 0 ? below(step_) : step_;  // some are known already
    auto record = *message(user, std::to_string(id), 0, step_ * 100, "text " + std::to_string(step_)).event;
    if (below(6) == 0) record.key.account = "second";
    if (below(8) == 0) record.who = {};
    if (below(8) == 0) record.who = customer("u" + std::to_string(below(9)));
    if (below(4) == 0) record.at -= std::chrono::seconds(50 * below(100) + 7);
    return record;
  }

  std::string tag() { return "tag" + std::to_string(below(5)); }
  std::string group() { return "group" + std::to_string(below(5)); }

  Change change() {
    const By by{static_cast<By::Kind>(below(3)), "by" + std::to_string(below(3))};
    const Evidence why{"r" + std::to_string(below(3)), below(5), {"main", "m"}, {{1, 2, "词"}}, {}, ""};
    switch (below(24)) {
      case 0:
        return Touch{now()};
      case 1:
        return SetName{"Name" + std::to_string(below(4))};
      case 2:
        return SetRemark{below(2) == 0 ? "" : "name" + std::to_string(below(4))};
      case 3:
        return AddTag{tag(), {now(), below(2) == 0 ? std::optional(at(1)) : std::nullopt, Life::timed, true, by, why}};
      case 4:
        return DropTag{tag(), by, "x"};
      case 5:
        return MoveTo{{below(4) == 0 ? "" : group(), now(), below(2) == 0, by, why}};
      case 6:
        return AddBlock{{tag(), below(2) == 0 ? "" : "r", now(), by}};
      case 7:
        return DropBlock{tag(), below(2) == 0 ? "" : "r"};
      case 8:
        return Count{"c" + std::to_string(below(3)), at(below(1000)), static_cast<std::size_t>(1 + below(4))};
      case 9:
        return SetAttribute{"a" + std::to_string(below(3)), below(3) == 0 ? "" : std::to_string(below(9))};
      case 10:
        return LookAgain{below(3) == 0 ? std::nullopt : std::optional(now() + Millis(below(1'000'000)))};
      case 11:
        return DefineTag{{tag(), std::to_string(below(9)), "", "d"}};
      case 12:
        return DefineGroup{{group(), below(2) == 0 ? "" : group(), std::to_string(below(9))}};
      case 13:
        return RenameGroup{group(), group()};
      case 14:
        return LinkChat{{"main", std::to_string(below(3))}, below(3) == 0 ? "" : group()};
      case 15:
        return SeeChat{{"main", std::to_string(below(3))}, std::to_string(below(9))};
      case 16:
        return EnableRule{"r" + std::to_string(below(3)), below(2) == 0};
      case 17:
        return CountSession{"s" + std::to_string(below(2)), at(below(1000)), Millis(below(90'000)),
                            Millis(below(900'000))};
      case 18:
        return DropCounter{"c" + std::to_string(below(3))};
      case 19:
        return SetReach{{below(5) == 0 ? "" : "main", {static_cast<ChatKind>(below(3)), std::to_string(below(3)), ""}}};
      case 20:
        return SetWaiting{below(2) == 0 ? std::nullopt : std::optional(now())};
      case 21:
        return AddOrder{{at(below(1000)), below(10'000), "p" + std::to_string(below(3))}};
      case 22:
        return PlanFollowUp{"r" + std::to_string(below(20)), below(3) == 0 ? std::nullopt : std::optional(now())};
      default:
        return GrantRole{customer("u" + std::to_string(below(3))),
                         below(3) == 0 ? std::nullopt : std::optional(static_cast<Role>(below(4)))};
    }
  }

  std::mt19937_64 random_;
  std::int64_t step_ = 0;
};

using Row = std::vector<std::string>;

std::vector<Row> rows_of(const std::vector<JournalEntry>& entries) {
  std::vector<Row> out;
  for (const auto& e : entries)
    out.push_back({iso8601(e.at), to_string(e.by), e.who.user, e.action, e.subject, e.detail});
  return out;
}
std::vector<Row> rows_of(const std::vector<ExportedMessage>& messages) {
  std::vector<Row> out;
  for (const auto& m : messages) {
    out.push_back({to_string(m.customer), m.key.account, m.key.native_id, iso8601(m.at), m.text, m.kind});
  }
  return out;
}
std::vector<Row> rows_of(const std::vector<OutboxItem>& items) {
  std::vector<Row> out;
  for (const auto& i : items)
    out.push_back(
        {std::to_string(i.id), std::to_string(i.body.index()), iso8601(i.not_before), std::to_string(i.attempts)});
  return out;
}

void compare_customers(Reader& a, Reader& b) {
  for (int i = 0; i < 9; ++i) {
    const auto user = "u" + std::to_string(i);
    EXPECT_EQ(load_one(a, user), load_one(b, user)) << user;
    EXPECT_EQ(rows_of(must(a.journal(customer(user), 7))), rows_of(must(b.journal(customer(user), 7)))) << user;
    EXPECT_EQ(rows_of(must(a.last_messages(customer(user), 9))), rows_of(must(b.last_messages(customer(user), 9))))
        << user;
  }
  EXPECT_EQ(rows_of(must(a.journal({}, 100))), rows_of(must(b.journal({}, 100))));
}

void compare_lists(Reader& a, Reader& b) {
  EXPECT_EQ(must(a.directory()), must(b.directory()));
  EXPECT_EQ(must(a.next_due()), must(b.next_due()));
  EXPECT_EQ(must(a.group_sizes()), must(b.group_sizes()));
  EXPECT_EQ(must(a.tag_sizes()), must(b.tag_sizes()));
  EXPECT_EQ(must(a.recent_customers("main", at(5000), 5)), must(b.recent_customers("main", at(5000), 5)));
  const auto far = at(10'000'000);
  EXPECT_EQ(rows_of(must(a.outbox_due(far, 3, 50))), rows_of(must(b.outbox_due(far, 3, 50))));
  const auto x = must(a.totals());
  const auto y = must(b.totals());
  EXPECT_EQ((std::tuple(x.customers, x.messages, x.tags, x.outbox_waiting)),
            (std::tuple(y.customers, y.messages, y.tags, y.outbox_waiting)));
}

void compare_searches(Reader& a, Reader& b, History& history) {
  for (int i = 0; i < 8; ++i) {
    Ask ask;
    if (history.below(3) == 0) ask.name("NAME" + std::to_string(history.below(4)));
    if (history.below(3) == 0) ask.user("u" + std::to_string(history.below(4)));
    if (history.below(2) == 0) ask.tag("tag" + std::to_string(history.below(4)));
    if (history.below(2) == 0) ask.group("group" + std::to_string(history.below(4)));
    if (history.below(3) == 0) ask.seen(at(history.below(9000)), {});
    const auto x = must(a.find(ask));
    const auto y = must(b.find(ask));
    EXPECT_EQ(x.total, y.total);
    // Customers who never wrote were all last seen at 1970: of those the order is not promised.
    EXPECT_EQ(std::multiset<CustomerKey>(x.customers.begin(), x.customers.end()),
              std::multiset<CustomerKey>(y.customers.begin(), y.customers.end()));
  }
}

void play(std::uint64_t seed) {
  SCOPED_TRACE("seed " + std::to_string(seed));
  const TestFolder folder;
  History history(seed);
  const auto memory = must(open_store("memory:"));
  const auto sqlite = must(open_store(folder.url()));
  const auto a = must(memory->reader());
  const auto b = must(sqlite->reader());
  std::map<std::string, std::int64_t> revs;
  std::int64_t items = 0;
  for (int round = 0; round < 25 && !::testing::Test::HasFailure(); ++round) {
    std::vector<Commit> batch;
    for (auto i = history.below(12); i >= 0; --i) {
      batch.push_back(history.next(revs));
      // A guess at the revision after it; the stores say what is right.
      if (!batch.back().who.platform.empty()) revs[batch.back().who.user] = batch.back().expected_rev + 1;
    }
    const auto x = must(memory->apply(batch));
    const auto y = must(sqlite->apply(batch));
    ASSERT_EQ(x.size(), y.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
      EXPECT_EQ((std::tuple(x[i].fate, x[i].rev, x[i].first_outbox_id)),
                (std::tuple(y[i].fate, y[i].rev, y[i].first_outbox_id)));
      if (x[i].first_outbox_id > 0) items = x[i].first_outbox_id;
    }
    for (int i = 0; i < 7; ++i) revs["u" + std::to_string(i)] = load_one(*a, "u" + std::to_string(i)).rev;
    const std::vector<Settlement> settlements = {history.settlement(items), history.settlement(items)};
    must(memory->settle(settlements));
    must(sqlite->settle(settlements));
    if (history.below(5) == 0) must(sqlite->reopen());
    compare_customers(*a, *b);
    compare_lists(*a, *b);
    compare_searches(*a, *b, history);
  }
}

TEST(RandomHistories, AreTheSameOnBothStores) {
  const std::uint64_t first = std::random_device{}();
  for (std::uint64_t seed = first; seed < first + 12 && !HasFailure(); ++seed) play(seed);
}

}  // namespace
}  // namespace fenqun::storage::testing
