// A person's decision wins and stays: all orders of up to five deeds, against a model of a few lines.
#include "bot/admin.hpp"
#include "tests/bot/decide/desk.hpp"
#include "tests/bot/decide/human_model.hpp"

namespace fenqun::bot {
namespace {

using namespace testing;

constexpr int longest = 5;

class Orders {
 public:
  explicit Orders(Giving giving)
      : giving_(giving), plain_(compiled(human_rules(giving, false))), edited_(compiled(human_rules(giving, true))) {}

  // Every order that goes on from here.
  void walk(const Desk& desk, const HumanModel& model, std::int64_t now) {
    if (trail_.size() == longest || ::testing::Test::HasFailure()) return;
    for (std::uint8_t i = 0; i < deed_names.size(); ++i) {
      const auto deed = static_cast<Deed>(i);
      Desk copy(desk.rules);
      copy.customer = desk.customer;
      auto expected = model;
      auto later = now + 1;
      trail_.emplace_back(deed_names[i]);
      perform(deed, copy, later);
      expected.does(deed);
      compare(copy.customer, expected);
      ++walked;
      walk(copy, expected, later);
      trail_.pop_back();
    }
  }

  int walked = 0;
  std::shared_ptr<const rules::RuleSet> plain() const { return plain_; }

 private:
  void perform(Deed deed, Desk& desk, std::int64_t& now) {
    const Actor actor{{"onebot11", "", "10001"}, desk_time(now), "cause"};
    switch (deed) {
      case Deed::hit:
        desk.say("hit", now);
        return;
      case Deed::hand_add:
        return commit(add_tag(actor, desk.customer, {"T", {}, {}, {}}), desk);
      case Deed::hand_remove:
        if (desk.customer.has_tag("T")) commit(remove_tag(actor, desk.customer, "T"), desk);
        return;
      case Deed::release:
        apply(DropBlock{"T", {}}, desk.customer);
        return;
      case Deed::edit:
        desk.rules = edited_;
        return;
      case Deed::erase:
        desk.rules = none_;
        return;
      case Deed::restore:
        desk.rules = plain_;
        return;
      case Deed::day:
        return pass_day(desk, now);
    }
  }

  static void commit(const Commit& commit, Desk& desk) {
    for (const auto& change : commit.changes) apply(change, desk.customer);
  }

  // As the core does it: a look at every moment that was asked for.
  static void pass_day(Desk& desk, std::int64_t& now) {
    now += day_seconds;
    for (int looks = 0; desk.customer.look_again_at && *desk.customer.look_again_at <= desk_time(now); ++looks) {
      ASSERT_LT(looks, 10);
      const auto at = *desk.customer.look_again_at - desk_time(0);
      desk.look(std::chrono::ceil<std::chrono::seconds>(at).count());
    }
  }

  void compare(const Profile& customer, const HumanModel& expected) const {
    std::string trail;
    for (const auto& deed : trail_) trail += (trail.empty() ? "" : ", ") + deed;
    const auto found = customer.tags.find("T");
    EXPECT_EQ(found != customer.tags.end(), expected.tagged()) << trail;
    EXPECT_EQ(found != customer.tags.end() && found->second.pinned, expected.pinned()) << trail;
    EXPECT_EQ(customer.blocked("T", "r"), expected.blocked()) << trail;
  }

  Giving giving_;
  std::shared_ptr<const rules::RuleSet> plain_;
  std::shared_ptr<const rules::RuleSet> edited_;
  std::shared_ptr<const rules::RuleSet> none_ =
      compiled("[[rule]]\nid = \"other\"\nwhen = 'text has zzz'\nthen = [\"tag U\"]\n");
  std::vector<std::string> trail_;
};

TEST(HumanDecisions, WinAndStayWhateverComesInWhichOrder) {
  for (const auto giving : {Giving::kept, Giving::timed, Giving::while_true}) {
    SCOPED_TRACE(static_cast<int>(giving));
    Orders orders(giving);
    orders.walk(Desk(orders.plain()), HumanModel(giving), 0);
    EXPECT_TRUE(HasFailure() || orders.walked == 8 + 64 + 512 + 4096 + 32768) << orders.walked;
  }
}

// A tag that a person gave for a time is theirs until then, and no longer.
TEST(HumanDecisions, APersonsTagForATimeEndsAtItsTime) {
  Desk desk(compiled(human_rules(Giving::kept, false) +
                     "[[rule]]\nid = \"u\"\nwhen = 'text has bye'\nthen = [\"untag T\"]\n"));
  const Actor actor{{"onebot11", "", "10001"}, desk_time(0), "cause"};
  for (const auto& change : add_tag(actor, desk.customer, {"T", Millis{5000}, {}, {}}).changes)
    apply(change, desk.customer);
  desk.say("bye hit", 1);
  EXPECT_TRUE(desk.customer.tags.at("T").pinned);
  EXPECT_EQ(desk.customer.tags.at("T").until, desk_time(5));
  desk.look(4);
  EXPECT_TRUE(desk.customer.has_tag("T"));
  desk.look(5);
  EXPECT_FALSE(desk.customer.has_tag("T"));
}

TEST(HumanDecisions, APinnedTagKeepsItsDimension) {
  Desk desk(
      compiled("[dimension.价值]\none_of = [\"低\", \"高\"]\n[[rule]]\nid = \"r\"\nweight = 9\n"
               "when = 'text has hit'\nthen = [\"tag 高\"]\n"));
  const Actor actor{{"onebot11", "", "10001"}, desk_time(0), "cause"};
  for (const auto& change : add_tag(actor, desk.customer, {"低", {}, {}, {}}).changes) apply(change, desk.customer);
  desk.say("hit", 1);
  EXPECT_EQ(desk.tags(), Strings{"低"});
  ASSERT_EQ(desk.decision.outranked.size(), 1u);
  EXPECT_EQ(desk.decision.outranked[0].winner, nullptr);
}

}  // namespace
}  // namespace fenqun::bot
