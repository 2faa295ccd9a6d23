// Changes about the directory, and what a reader makes of them.
#include "tests/storage/suite.hpp"

namespace fenqun::storage::testing {
namespace {

using DirectoryTest = EveryStore;
INSTANTIATE_TEST_SUITE_P(Stores, DirectoryTest, ::testing::Values("memory", "sqlite"),
                         [](const auto& chosen) { return chosen.param; });

Membership in_group(const std::string& group) {
  return {group, at(0), false, by_rule("r"), {}};
}

TEST_P(DirectoryTest, ComesBackAsTheModelChangesIt) {
  const ChatRef chat{"main", "g1"};
  const std::vector<Change> changes = {
      DefineGroup{{"客户", "", "all"}},
      DefineGroup{{"老客户", "客户", ""}},
      DefineGroup{{"VIP", "老客户", "v"}},
      DefineTag{{"t", "about", "#e67e22", "价值"}},
      DefineTag{{"t", "other", "", ""}},
      SeeChat{chat, "群"},
      LinkChat{chat, "老客户"},
      SeeChat{{"main", "g2"}, "别的群"},
      EnableRule{"refund", false},
      EnableRule{"refund", true},
      EnableRule{"silent", false},
      GrantRole{customer("9"), Role::owner},
      GrantRole{customer("8"), Role::agent},
      GrantRole{customer("8"), std::nullopt},
      RenameGroup{"老客户", "熟客"},
      RenameGroup{"熟客", "铁粉"},
      RenameGroup{"没有", "x"},
      RenameGroup{"VIP", "老客户"},
      DefineGroup{{"熟客", "铁粉", ""}},
      LinkChat{chat, ""},
  };
  Directory expected;
  for (const auto& change : changes) {
    fenqun::apply(change, expected);
    apply(action("", 0, change));
    EXPECT_EQ(directory(), expected) << "after change " << change.index();
  }
}

TEST_P(DirectoryTest, TagsThatAreUsedAreListed) {
  apply(action("1", 0, AddTag{"new", kept()}, AddBlock{{"blocked", "", at(0), {}}}));
  const auto tags = directory().tags;
  EXPECT_EQ(tags.size(), 2u);
  EXPECT_EQ(tags.at("new"), (TagInfo{"new", "", "", ""}));
}

TEST_P(DirectoryTest, MembersStayInARenamedGroup) {
  apply(action("1", 0, MoveTo{in_group("A")}));
  apply(action("", 0, RenameGroup{"A", "B"}));
  EXPECT_EQ(load("1").group->group, "B");
  apply(action("2", 0, MoveTo{in_group("A")}));
  EXPECT_EQ(load("2").group->group, "B") << "an old name finds the group";
  EXPECT_FALSE(directory().groups.contains("A"));
}

TEST_P(DirectoryTest, RenamingInTheSameBatchAsTheMove) {
  const std::vector<Commit> batch = {action("1", 0, MoveTo{in_group("A")}), action("", 0, RenameGroup{"A", "B"}),
                                     action("", 0, DefineGroup{{"A", "", "a new one"}}),
                                     action("2", 0, MoveTo{in_group("A")})};
  must(store->apply(batch));
  EXPECT_EQ(load("1").group->group, "B");
  EXPECT_EQ(load("2").group->group, "A");
}

TEST_P(DirectoryTest, RenamingOntoAnotherGroupTakesItsMembers) {
  apply(action("1", 0, MoveTo{in_group("A")}));
  apply(action("2", 0, MoveTo{in_group("B")}));
  apply(action("", 0, DefineGroup{{"child", "B", ""}}, LinkChat{{"main", "g"}, "B"}, RenameGroup{"A", "B"}));
  EXPECT_EQ(load("1").group->group, "B");
  EXPECT_EQ(load("2").group->group, "B");
  EXPECT_EQ(directory().groups.at("child").parent, "B");
  EXPECT_EQ(directory().chats.at({"main", "g"}).group, "B");
  const std::vector<std::pair<std::string, std::int64_t>> sizes = {{"B", 2}, {"child", 0}};
  EXPECT_EQ(must(reader->group_sizes()), sizes);
}

TEST_P(DirectoryTest, SizesCountAssignments) {
  apply(action("1", 0, AddTag{"a", kept()}, AddTag{"b", kept()}, DefineTag{{"empty", "", "", ""}}));
  apply(action("2", 0, AddTag{"b", kept()}));
  const std::vector<std::pair<std::string, std::int64_t>> sizes = {{"a", 1}, {"b", 2}, {"empty", 0}};
  EXPECT_EQ(must(reader->tag_sizes()), sizes);
  EXPECT_EQ(must(reader->totals()).tags, 3);
}

}  // namespace
}  // namespace fenqun::storage::testing
